#include "persistence/sql_notification_texts.hpp"
#include "tests/persistence/read_places.hpp"

#include <catch2/catch.hpp>

#include <regex>
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

/// What the release before migration 0010 left.
constexpr auto before_0010 =
  "drop index notification_message_dead;"
  "create index notification_message_unsent on notification_message (status, order_id, version,"
  " audience, channel) where status in ('dead', 'suppressed');"
  "delete from schema_migration where set_name = 'read_models' and number = 10;";

/// The query of dead letters with values in it.
std::string dead_letters() {
  const auto sql = sql::messages_of_status(message_status::dead);
  return std::regex_replace(std::regex_replace(sql, std::regex{":(version|l)\\b"}, "1"),
                            std::regex{":(key|audience|channel)\\b"}, "'x'");
}

/// The last column of each row.
int take_last(void* out, int columns, char** values, char** /*names*/) {
  if (const char* last = values[columns - 1])
    static_cast<std::string*>(out)->append(last) += '\n';
  return 0;
}

std::string run_on_sqlite(const std::filesystem::path& file, const std::string& sql) {
  sqlite3* raw = nullptr;
  REQUIRE(sqlite3_open(file.c_str(), &raw) == SQLITE_OK);
  const std::unique_ptr<sqlite3, int (*)(sqlite3*)> closing{raw, sqlite3_close};
  // Nobody but its user touches a connection, so SQLite is told to lock none.
  CHECK(sqlite3_db_mutex(raw) == nullptr);
  std::string lines;
  CHECK(sqlite3_exec(raw, sql.c_str(), take_last, &lines, nullptr) == SQLITE_OK);
  return lines;
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

/// Text that comes before statements over the schema behind a URL.
std::string in_schema_of(const std::string& url) {
  return "set search_path = " + url.substr(url.rfind("%3D") + 3) + "; ";
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
    postgres().query(in_schema_of(url) + as_it_was);
    CHECK(owners_after_upgrade(url) == texts{"", "store/s1"});
    CHECK(owners_after_upgrade(url) == texts{"", "store/s1"});
  }
}

SCENARIO("dead letters have an index of their own, also in a database of an earlier release",
         "[I9]") {
  WHEN("it is SQLite's") {
    const support::temp_folder folder;
    const auto url = "sqlite://" + (folder.path() / "rows.db").string();
    REQUIRE((*open_read_model(url))->connect());
    run_on_sqlite(folder.path() / "rows.reads.db", before_0010);
    REQUIRE((*open_read_model(url))->connect());
    const auto plan =
      run_on_sqlite(folder.path() / "rows.reads.db", "explain query plan " + dead_letters());
    INFO(plan);
    CHECK(plan.find("SEARCH m USING INDEX notification_message_dead") != std::string::npos);
    CHECK(plan.find("TEMP B-TREE") == std::string::npos); // As it comes, unsorted.
    CHECK(run_on_sqlite(folder.path() / "rows.reads.db",
                        "select count(*) from sqlite_master where name like '%_unsent'")
          == "0\n");
  }
  WHEN("it is PostgreSQL's") {
    const auto url = postgres().url_of_new_schema();
    REQUIRE((*open_read_model(url))->connect());
    postgres().query(in_schema_of(url) + before_0010);
    REQUIRE((*open_read_model(url))->connect());
    const auto plan = postgres().query(
      in_schema_of(url) + "set enable_seqscan = off; set enable_sort = off; explain (format json) "
      + dead_letters());
    INFO(plan); // The tables are too small for any but these settings.
    CHECK(plan.find(R"("Index Name": "notification_message_dead")") != std::string::npos);
    CHECK(plan.find(R"("Node Type": "Sort")") == std::string::npos);
    CHECK(postgres().query(in_schema_of(url)
                           + "select count(*) from pg_indexes where schemaname = current_schema()"
                             " and indexname like '%_unsent'")
          == "0");
  }
}
