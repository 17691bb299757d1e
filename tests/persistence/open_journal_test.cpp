#include "persistence/sql_errors.hpp"
#include "persistence/storable.hpp"
#include "tests/persistence/journal_places.hpp"

#include <catch2/catch.hpp>

#include <cstring>
#include <fstream>
#include <future>

#include <sqlite3.h>

using namespace baedal;
using namespace baedal::persistence;

namespace {

std::string refusal_of(const std::string& url) {
  auto opened = open_journal(url);
  if (!opened)
    return opened.code() == errc::value_invalid ? "not a URL" : "another code";
  const auto made = (*opened)->connect();
  return made ? "" : made.error().detail;
}

} // namespace

SCENARIO("database URLs name an adapter, and nonsense is refused") {
  CHECK(open_journal("sqlite:///abs/path.db").operator*()->name() == "sqlite /abs/path.db");
  CHECK(open_journal("sqlite:rel.db").operator*()->name() == "sqlite rel.db");
  CHECK(open_journal("sqlite:a/rel.db").operator*()->name() == "sqlite a/rel.db");
  CHECK(open_journal("memory:").operator*()->name() == "memory");
  CHECK(open_journal("postgresql:///db?host=/run/x&user=u").operator*()->name()
        == "postgresql db@/run/x");
  for (const auto* url : {"", "db", "mysql://x", "sqlite:", "sqlite://host/x", "sqlite:///dir/",
                          "sqlite:a\"b", "postgresql://%zz"}) {
    CAPTURE(url);
    CHECK(refusal_of(url) == "not a URL");
  }
}

SCENARIO("a place that cannot hold a journal is refused with one clear line") {
  const support::temp_folder folder;
  const auto file = folder.path() / "file";
  std::ofstream{file} << "this is no database, and long enough to be seen as none "
                      << std::string(4096, 'x');
  for (const auto& url : {"sqlite://" + file.string(), "sqlite://" + (file / "below.db").string(),
                          std::string{"sqlite:///proc/nowhere/x.db"},
                          std::string{"postgresql://u:s3cr3t@127.0.0.1:1/x"}}) {
    CAPTURE(url);
    const auto why = refusal_of(url);
    CHECK(why.size() > 20);
    CHECK(why.find('\n') == std::string::npos);
    CHECK(why.find("s3cr3t") == std::string::npos);
  }
}

SCENARIO("connections that meet at a new file wait for each other instead of giving up") {
  for (int round = 0; round < 10; ++round) {
    const support::temp_folder folder;
    const auto url = "sqlite://" + (folder.path() / "new.db").string();
    std::vector<std::future<result<unit>>> openings;
    for (int i = 0; i < 6; ++i)
      openings.push_back(std::async(std::launch::async, [url]() -> result<unit> {
        auto store = *open_journal(url);
        return store->connect();
      }));
    for (auto& opening : openings) {
      const auto opened = opening.get();
      CAPTURE(round, (opened ? "" : opened.error().detail));
      CHECK(opened);
    }
  }
}

SCENARIO("SQLite syncs every commit, and waits for another writer before it refuses") {
  const support::temp_folder folder;
  const auto path = (folder.path() / "j.db").string();
  auto store = *open_journal("sqlite://" + path);
  REQUIRE(store->connect());
  sqlite3* other = nullptr;
  REQUIRE(sqlite3_open(path.c_str(), &other) == SQLITE_OK);
  const std::unique_ptr<sqlite3, int (*)(sqlite3*)> closing{other, sqlite3_close};
  std::string mode;
  REQUIRE(sqlite3_exec(
            other, "pragma journal_mode",
            [](void* out, int, char** values, char**) {
              *static_cast<std::string*>(out) = values[0];
              return 0;
            },
            &mode, nullptr)
          == SQLITE_OK);
  CHECK(mode == "wal");
  event_row row;
  row.slice = 3;
  row.position = row.version = 1;
  row.entity = "order/1";
  REQUIRE(sqlite3_exec(other, "begin immediate", nullptr, nullptr, nullptr) == SQLITE_OK);
  CHECK(store->write({{row}, {}, {}}) == write_status::refused);
  REQUIRE(sqlite3_exec(other, "rollback", nullptr, nullptr, nullptr) == SQLITE_OK);
  CHECK(store->write({{row}, {}, {}}) == write_status::written);
  CHECK(store->write({{row}, {}, {}}) == write_status::conflict);
}

SCENARIO("the codes of SQLite are read by what they leave behind") {
  CHECK(status_of_sqlite(SQLITE_FULL) == write_status::refused);
  CHECK(status_of_sqlite(SQLITE_READONLY) == write_status::refused);
  CHECK(status_of_sqlite(SQLITE_BUSY) == write_status::refused);
  CHECK(status_of_sqlite(SQLITE_CONSTRAINT_UNIQUE) == write_status::conflict);
  CHECK(status_of_sqlite(SQLITE_CONSTRAINT_NOTNULL) == write_status::data_rejected);
  CHECK(status_of_sqlite(SQLITE_TOOBIG) == write_status::data_rejected);
  CHECK(status_of_sqlite(SQLITE_IOERR_FSYNC) == write_status::lost);
}

SCENARIO("the states of PostgreSQL are read by what they leave behind") {
  CHECK(status_of_sqlstate("23505") == write_status::conflict);
  CHECK(status_of_sqlstate("40P01") == write_status::conflict);
  CHECK(status_of_sqlstate("22P05") == write_status::data_rejected);
  CHECK(status_of_sqlstate("54000") == write_status::data_rejected);
  CHECK(status_of_sqlstate("53100") == write_status::refused);
  CHECK(status_of_sqlstate("25006") == write_status::refused);
  CHECK(status_of_sqlstate("57014") == write_status::refused);
  CHECK(status_of_sqlstate("57P01") == write_status::lost);
  CHECK(status_of_sqlstate("08006") == write_status::lost);
  CHECK(status_of_sqlstate("40003") == write_status::lost);
  CHECK(status_of_sqlstate("     ") == write_status::lost);
  CHECK(status_of_sqlstate("") == write_status::lost);
}

SCENARIO("only text that every database keeps is storable") {
  for (const auto* good :
       {"", "plain", "김치찌개 🍲 for you", "\x01\x1f\x7f", "\xef\xbf\xbf", "\xf4\x8f\xbf\xbf"})
    CHECK(is_storable(std::string_view{good}));
  for (const auto& bad : {std::string{"a\0", 2}, std::string{"12345678\0", 9},
                          std::string{"1234567\0", 8}, std::string{"\x80"}, std::string{"\xc0\x80"},
                          std::string{"\xe0\x9f\xbf"}, std::string{"\xed\xa0\x80"},
                          std::string{"\xf0\x8f\xbf\xbf"}, std::string{"\xf4\x90\x80\x80"},
                          std::string{"12345678\xe2\x82"}, std::string{"\xf5\x80\x80\x80"}}) {
    CAPTURE(bad);
    CHECK(!is_storable(bad));
  }
}
