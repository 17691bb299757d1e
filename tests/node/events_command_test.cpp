#include "node/events_command.hpp"

#include "persistence/journal_session.hpp"
#include "persistence/read_model.hpp"
#include "tests/node/environment.hpp"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include <sstream>

using namespace baedal;
using namespace baedal::node;
using namespace baedal::node::test;
using namespace baedal::persistence;
using nlohmann::json;

namespace {

const entity_key the_order{entity_kind::order, "o-1"};
const auto slice = slice_of(the_order.text());
constexpr instant noon{std::chrono::milliseconds{1'714'552'200'250}};

/// Events 1 … `count` of the order, behind the ownership record of its slice.
void write_events(const std::string& url, std::uint64_t count) {
  journal_session session{*open_journal(url), "node-1", [](int) { return false; }};
  REQUIRE(session.take_over(std::vector{slice}, noon));
  pending_append append;
  append.entity = the_order;
  for (std::uint64_t version = 1; version <= count; ++version)
    append.events.push_back({.event_id = std::string(28, 'e') + std::to_string(1000 + version),
                             .type = "noted",
                             .payload = R"({"n":)" + std::to_string(version) + "}",
                             .at = noon});
  const auto done = session.append({append});
  REQUIRE(done.front().code == errc::none);
}

/// Event `version` of the order in the topic of its brand.
void add_topic_event(const std::string& url, std::uint64_t version) {
  const auto model = *open_read_model(url);
  REQUIRE(model->connect());
  read_changes changes;
  changes.topic.push_back({.slice = slice,
                           .slice_position = version + 1,
                           .brand = "pizza",
                           .order = "o-1",
                           .version = version,
                           .type = "order_placed",
                           .at = noon,
                           .data = R"({"total":5})"});
  changes.offsets.push_back({slice, version == 1 ? 0 : version, version + 1});
  REQUIRE(model->apply(changes));
}

struct printed {
  int status = 0;
  std::vector<json> lines;
  std::string err;
};

printed print(const events_settings& what, const stop_check& stop = {}) {
  std::ostringstream out;
  std::ostringstream err;
  printed got{.status = run_events(what, out, err, stop), .lines = {}, .err = err.str()};
  std::istringstream in{out.str()};
  for (std::string line; std::getline(in, line);)
    got.lines.push_back(json::parse(line));
  return got;
}

} // namespace

SCENARIO("events of the journal are printed as NDJSON") {
  const support::temp_folder folder;
  const auto url = "sqlite://" + path_in(folder, "baedal.db");
  write_events(url, 3);
  WHEN("an entity is asked for") {
    const auto got = print({.database = url, .of = the_order});
    THEN("its events come by version, with every column") {
      CHECK(got.status == 0);
      REQUIRE(got.lines.size() == 3);
      const auto& first = got.lines.front();
      CHECK(first.at("slice") == slice);
      CHECK(first.at("position") == 2);
      CHECK(first.at("entity") == "order/o-1");
      CHECK(first.at("version") == 1);
      CHECK(first.at("event_id") == std::string(28, 'e') + "1001");
      CHECK(first.at("type") == "noted");
      CHECK(first.at("payload") == json{{"n", 1}});
      CHECK(first.at("at") == "2024-05-01T08:30:00.250Z");
      CHECK(first.at("hash").get<std::string>().size() == 64);
      CHECK(first.at("epoch") == 1);
    }
  }
  WHEN("a part of it is asked for") {
    const auto got = print({.database = url, .of = the_order, .after = 1, .limit = 1});
    THEN("nothing else is printed") {
      REQUIRE(got.lines.size() == 1);
      CHECK(got.lines.front().at("version") == 2);
    }
  }
  WHEN("a slice is asked for") {
    const auto got = print({.database = url, .of = slice_number{slice}});
    THEN("its ownership record comes too, by position") {
      REQUIRE(got.lines.size() == 4);
      CHECK(got.lines[0].at("type") == "slice_owned");
      CHECK(got.lines[3].at("position") == 4);
    }
  }
}

SCENARIO("more events than a page are printed once each") {
  const support::temp_folder folder;
  const auto url = "sqlite://" + path_in(folder, "baedal.db");
  write_events(url, 1203);
  const auto got = print({.database = url, .of = the_order});
  REQUIRE(got.lines.size() == 1203);
  for (std::size_t i = 0; i < got.lines.size(); ++i)
    REQUIRE(got.lines[i].at("version") == i + 1);
}

SCENARIO("a brand's topic is printed as NDJSON") {
  const support::temp_folder folder;
  const auto url = "sqlite://" + path_in(folder, "baedal.db");
  write_events(url, 1);
  add_topic_event(url, 1);
  THEN("it is in the words of the brand (A9, 000-U6)") {
    const auto got = print({.database = url, .of = brand_id{"pizza"}, .from_beginning = true});
    CHECK(got.status == 0);
    REQUIRE(got.lines.size() == 1);
    CHECK(got.lines.front().at("eventType") == "OrderPlaced");
    CHECK(got.lines.front().at("timestamp") == "2024-05-01T17:30:00.250+09:00");
  }
  THEN("it is in ours where that is asked for") {
    const auto got =
      print({.database = url, .of = brand_id{"pizza"}, .form = http::event_form::canonical});
    REQUIRE(got.lines.size() == 1);
    CHECK(got.lines.front().at("eventId") == "o-1-1");
    CHECK(got.lines.front().at("data") == json{{"total", 5}});
  }
  THEN("another brand has none of it") {
    CHECK(print({.database = url, .of = brand_id{"dongne"}}).lines.empty());
  }
  THEN("whoever follows sees what comes later, until told to stop") {
    int looks = 0;
    const auto got = print({.database = url, .of = brand_id{"pizza"}, .follow = true},
                           [&](std::chrono::milliseconds) {
                             if (++looks == 1)
                               add_topic_event(url, 2);
                             return looks == 2;
                           });
    REQUIRE(got.lines.size() == 2);
    CHECK(got.lines.back().at("position") == 2);
  }
}

SCENARIO("a database that is not there ends with one line") {
  const support::temp_folder folder;
  const auto file = path_in(folder, "gone.db");
  THEN("a file is not created by asking for it") {
    const auto got = print({.database = "sqlite://" + file, .of = the_order});
    CHECK(got.status == 1);
    CHECK(got.err == "baedal events: there is no database " + file + '\n');
    CHECK_FALSE(std::filesystem::exists(file));
  }
  THEN("a server that does not answer is an error") {
    const auto url = "postgresql://nobody@/none?host=" + path_in(folder, "nowhere");
    const auto got = print({.database = url, .of = the_order});
    CHECK(got.status == 1);
    CHECK(got.err.starts_with("baedal events: "));
    CHECK(std::count(got.err.begin(), got.err.end(), '\n') == 1);
  }
}
