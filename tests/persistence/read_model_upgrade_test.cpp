#include "tests/persistence/read_places.hpp"

#include <catch2/catch.hpp>

#include <sqlite3.h>

using namespace baedal;
using namespace baedal::persistence;

namespace {

/// What the release before migration 0008 left: its columns, and a row of an order and of a store.
constexpr auto as_it_was =
  "alter table topic rename column owner to store_id;"
  "delete from schema_migration where set_name = 'read_models' and number = 8;"
  "insert into topic (brand, position, slice, slice_position, order_id, version, type, at_ms, data,"
  " store_id) values ('mealkit', 1, 7, 1, 'o1', 1, 'order_placed', 5, '{}', ''),"
  " ('mealkit', 2, 8, 3, 'o1', 4, 'stock_committed', 6, '{}', 's1');";

void run_on_sqlite(const std::filesystem::path& file, const char* sql) {
  sqlite3* raw = nullptr;
  REQUIRE(sqlite3_open(file.c_str(), &raw) == SQLITE_OK);
  const std::unique_ptr<sqlite3, int (*)(sqlite3*)> closing{raw, sqlite3_close};
  // Nobody but its user touches a connection, so SQLite is told to lock none.
  CHECK(sqlite3_db_mutex(raw) == nullptr);
  CHECK(sqlite3_exec(raw, sql, nullptr, nullptr, nullptr) == SQLITE_OK);
}

/// The owners in the topic, once the read model behind the URL is brought up to date.
std::vector<std::string> owners_after_upgrade(const std::string& url) {
  const auto reads = *open_read_model(url);
  REQUIRE(reads->connect());
  const auto topic = reads->topic({"mealkit"}, 0, 10);
  REQUIRE(topic);
  std::vector<std::string> owners;
  for (const auto& [position, what] : *topic) {
    CHECK(position == owners.size() + 1);
    owners.push_back(what.owner);
  }
  return owners;
}

using texts = std::vector<std::string>;

} // namespace

SCENARIO("a topic from before owners had kinds keeps its places, and its stores are named") {
  WHEN("it is SQLite's") {
    const support::temp_folder folder;
    const auto url = "sqlite://" + (folder.path() / "rows.db").string();
    REQUIRE((*open_read_model(url))->connect());
    run_on_sqlite(folder.path() / "rows.reads.db", as_it_was);
    CHECK(owners_after_upgrade(url) == texts{"", "store/s1"});
    CHECK(owners_after_upgrade(url) == texts{"", "store/s1"});
  }
  WHEN("it is PostgreSQL's") {
    const auto url = postgres().url_of_new_schema();
    REQUIRE((*open_read_model(url))->connect());
    postgres().query("set search_path = " + url.substr(url.rfind("%3D") + 3) + "; " + as_it_was);
    CHECK(owners_after_upgrade(url) == texts{"", "store/s1"});
    CHECK(owners_after_upgrade(url) == texts{"", "store/s1"});
  }
}
