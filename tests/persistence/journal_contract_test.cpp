#include "persistence/storable.hpp"
#include "tests/persistence/journal_places.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <set>

using namespace baedal;
using namespace baedal::persistence;

namespace {

event_row event(std::uint32_t slice, std::uint64_t position, const std::string& entity,
                std::uint64_t version) {
  event_row row;
  row.slice = slice;
  row.position = position;
  row.entity = entity;
  row.version = version;
  row.event_id = entity + "#" + std::to_string(version) + "@" + std::to_string(position);
  row.type = "order_placed";
  row.payload = "{ \"kept\":\"to the byte\\u0000\", \"한글\": 1e2 }";
  row.at = noon + std::chrono::milliseconds{position};
  row.hash = std::string(64, 'a');
  row.epoch = 3;
  return row;
}

/// Each case runs against every adapter.
#define EVERY_ADAPTER                                                                              \
  const std::string adapter = GENERATE(as<std::string>{}, "memory", "sqlite", "postgresql");       \
  CAPTURE(adapter);                                                                                \
  const auto place = new_place(adapter);                                                           \
  const auto store = place->open_connected()

const auto here = entity_in(7).text();
const auto there = entity_in(7, 1).text();

} // namespace

SCENARIO("a journal gives back what was written, in order and to the byte") {
  EVERY_ADAPTER;
  GIVEN("events of two entities of one slice and of one in another slice") {
    const auto far = entity_in(9).text();
    const write_batch batch{
      {event(7, 1, here, 1), event(7, 2, there, 1), event(7, 3, here, 2), event(9, 1, far, 1)},
      {},
      {}};
    REQUIRE(store->write(batch) == write_status::written);
    THEN("an entity's events come by version, a slice's by position, from where one asks") {
      CHECK(*store->events_of(here, 0, 10) == std::vector{batch.events[0], batch.events[2]});
      CHECK(*store->events_of(here, 1, 10) == std::vector{batch.events[2]});
      CHECK(*store->events_of(here, 0, 1) == std::vector{batch.events[0]});
      CHECK(*store->events_in(7, 0, 10)
            == std::vector{batch.events[0], batch.events[1], batch.events[2]});
      CHECK(*store->events_in(7, 1, 1) == std::vector{batch.events[1]});
      CHECK(store->events_in(8, 0, 10)->empty());
    }
    THEN("holds() needs slice, entity, version and event id to be the same") {
      auto other_id = batch.events[0];
      other_id.event_id = "another";
      auto other_version = batch.events[0];
      other_version.version = 9;
      const std::vector asked{other_id, batch.events[3], other_version, batch.events[0]};
      CHECK(*store->holds(asked) == std::vector{false, true, false, true});
      CHECK(store->holds({})->empty());
    }
    THEN("a second connection, and one after a restart, see the same") {
      CHECK(place->open_connected()->events_in(7, 0, 10)->size() == 3);
      REQUIRE(store->connect());
      CHECK(*store->events_of(far, 0, 10) == std::vector{batch.events[3]});
    }
  }
}

SCENARIO("more rows than one page come complete and in order") {
  EVERY_ADAPTER;
  write_batch batch;
  for (std::uint64_t i = 1; i <= 300; ++i)
    batch.events.push_back(event(7, i, here, i));
  REQUIRE(store->write(batch) == write_status::written);
  CHECK(*store->events_in(7, 0, 1000) == batch.events);
  CHECK(store->events_in(7, 0, 64)->size() == 64);
  CHECK(store->events_in(7, 0, 128)->back() == batch.events[127]);
  CHECK(*store->events_of(here, 0, 1000) == batch.events);
}

SCENARIO(
  "a taken position or version rolls back the whole batch, wakeups and personal rows included",
  "[I7]") {
  EVERY_ADAPTER;
  GIVEN("an event, a wakeup and a personal row") {
    REQUIRE(
      store->write({{event(7, 1, here, 1)}, {{7, here, noon}}, {{7, here, "{\"name\":\"a\"}"}}})
      == write_status::written);
    const auto far = entity_in(9).text();
    const write_batch taken_position{{event(3, 1, "order/x", 1), event(7, 1, there, 1)},
                                     {{7, here, std::nullopt}, {9, far, noon}},
                                     {{7, here, "{}"}, {9, far, "{}"}}};
    const write_batch taken_version{{event(3, 1, "order/x", 1), event(7, 2, here, 1)},
                                    {{7, here, noon - std::chrono::hours{1}}},
                                    {{7, here, "{}"}}};
    WHEN("a batch takes the same position or the same version") {
      CHECK(store->write(taken_position) == write_status::conflict);
      CHECK(store->write(taken_version) == write_status::conflict);
      THEN("nothing of it is there") {
        CHECK(store->events_in(3, 0, 10)->empty());
        CHECK(store->events_in(7, 0, 10)->size() == 1);
        CHECK(*store->due(noon, {}, 10) == std::vector{wakeup_row{7, here, noon}});
        const std::vector names{here, far};
        const auto read = *store->histories(names);
        CHECK(read[0].personal == "{\"name\":\"a\"}");
        CHECK(read[1].personal == std::nullopt);
      }
      THEN("the connection still works") {
        CHECK(store->write({{event(7, 2, here, 2)}, {}, {}}) == write_status::written);
      }
    }
  }
}

SCENARIO("text that a database cannot keep is rejected before it is sent") {
  EVERY_ADAPTER;
  const auto bad =
    GENERATE(as<std::string>{}, std::string{"a\0b", 3}, "\xc3", "\xed\xa0\x80", "\xff");
  auto row = event(7, 2, here, 2);
  row.payload = bad;
  CHECK(store->write({{event(7, 1, here, 1), row}, {}, {}}) == write_status::data_rejected);
  CHECK(store->write({{event(7, 1, here, 1)}, {}, {{7, here, bad}}})
        == write_status::data_rejected);
  CHECK(store->events_in(7, 0, 10)->empty());
  CHECK(store->write({{event(7, 1, here, 1)}, {}, {}}) == write_status::written);
}

SCENARIO("a journal keeps any text that is no NUL, whatever its adapter splits rows by") {
  EVERY_ADAPTER;
  auto first = event(7, 1, here, 1);
  first.payload = "a\x1f" "b";
  auto second = event(7, 2, here, 2);
  second.event_id = "c\x1e";
  second.type = "d\x1d";
  second.hash = "\x1c";
  auto third = event(7, 3, "order/\x1b", 1);
  const personal_row personal{7, here, "\x1a,\x19"};
  const wakeup_row wakeup{7, "order/\x18", noon};
  REQUIRE(store->write({{first, second, third}, {wakeup}, {personal}}) == write_status::written);
  CHECK(*store->events_in(7, 0, 10) == std::vector{first, second, third});
  CHECK(store->personal_rows(std::vector{here})->front() == personal.content);
  CHECK(store->due(noon, {}, 10)->front() == wakeup);
  auto last = event(7, 4, here, 3);
  last.payload.clear();
  for (char c = 1; c < 0x20; ++c)
    last.payload += c;
  if (adapter == "postgresql") // Nothing is left to split by.
    CHECK(store->write({{last}, {}, {}}) == write_status::data_rejected);
  else
    CHECK(store->write({{last}, {}, {}}) == write_status::written);
}

SCENARIO("histories come with snapshot, later events and personal row, in the order asked") {
  EVERY_ADAPTER;
  REQUIRE(store->write({{event(7, 1, here, 1), event(7, 2, here, 2), event(7, 3, there, 1),
                         event(7, 4, here, 3)},
                        {},
                        {{7, here, "{\"phone\":\"010\"}"}}})
          == write_status::written);
  const snapshot first{here, 1, std::string(64, 'b'), 4, "{\"s\":1}"};
  const snapshot second{here, 2, std::string(64, 'c'), 5, "{\"s\":\"둘\"}"};
  REQUIRE(store->save(first));
  REQUIRE(store->save(second));
  const std::vector<std::string> names{"order/none", there, here, there};
  const auto read = *store->histories(names);
  REQUIRE(read.size() == 4);
  CHECK((!read[0].from && read[0].events.empty() && !read[0].personal));
  CHECK((!read[1].from && read[1].events == std::vector{event(7, 3, there, 1)}));
  CHECK(read[2].from == second);
  CHECK(read[2].events == std::vector{event(7, 4, here, 3)});
  CHECK(read[2].personal == "{\"phone\":\"010\"}");
  CHECK(read[3].events.size() == 1);
  CHECK(store->histories({})->empty());
  const std::optional<std::string> phone{"{\"phone\":\"010\"}"};
  CHECK(*store->personal_rows(names) == std::vector<std::optional<std::string>>{{}, {}, phone, {}});
  CHECK(store->personal_rows({})->empty());
  WHEN("the personal row is replaced with the next event") {
    REQUIRE(store->write({{event(7, 5, here, 4)}, {}, {{7, here, "{}"}}})
            == write_status::written);
    THEN("what was in it is gone, the events stay") {
      CHECK(store->histories(names)->at(2).personal == "{}");
      CHECK(store->personal_rows(names)->at(2) == "{}");
      CHECK(store->events_of(here, 0, 10)->size() == 4);
    }
  }
}

SCENARIO("wakeups are one per entity, moved and taken away with the events") {
  EVERY_ADAPTER;
  const auto later = noon + std::chrono::minutes{5};
  REQUIRE(store->write({{event(7, 1, here, 1)}, {{7, here, later}, {7, there, noon}}, {}})
          == write_status::written);
  CHECK(*store->due(later, {}, 10)
        == std::vector{wakeup_row{7, there, noon}, wakeup_row{7, here, later}});
  CHECK(*store->due(later, {}, 1) == std::vector{wakeup_row{7, there, noon}});
  CHECK(store->due(noon - std::chrono::milliseconds{1}, {}, 10)->empty());
  REQUIRE(store->write({{event(7, 2, here, 2)}, {{7, here, noon}, {7, there, std::nullopt}}, {}})
          == write_status::written);
  CHECK(*store->due(later, {}, 10) == std::vector{wakeup_row{7, here, noon}});
}

SCENARIO("what stands beside an entity begins with its first event and moves with later ones") {
  EVERY_ADAPTER;
  const auto later = noon + std::chrono::minutes{5};
  REQUIRE(store->write({{event(7, 1, here, 1), event(7, 2, here, 2)},
                        {{7, here, noon}},
                        {{7, here, "{\"a\":1}"}}})
          == write_status::written);
  REQUIRE(store->write({{event(7, 3, here, 3)}, {{7, here, later}}, {{7, here, "{\"a\":2}"}}})
          == write_status::written);
  CHECK(*store->due(later, {}, 10) == std::vector{wakeup_row{7, here, later}});
  CHECK(store->personal_rows(std::vector{std::string{here}})->at(0) == "{\"a\":2}");
}

SCENARIO("due wakeups are read a page at a time, each row once, however many are due together") {
  EVERY_ADAPTER;
  write_batch batch{{event(7, 1, here, 1)}, {}, {}};
  for (int i = 0; i < 100; ++i) {
    const auto slice = static_cast<std::uint32_t>(i % 3);
    const auto due = noon + std::chrono::milliseconds{i % 7};
    batch.wakeups.push_back({slice, "order/w" + std::to_string(i), due});
  }
  batch.wakeups.push_back({9, "order/later", noon + std::chrono::hours{1}});
  REQUIRE(store->write(batch) == write_status::written);
  const auto until = noon + std::chrono::minutes{1};
  const auto all = *store->due(until, {}, 1'000);
  REQUIRE(all.size() == 100);
  std::vector<wakeup_row> paged;
  for (wakeup_row after;; after = paged.back()) {
    const auto next = store->due(until, after, 7);
    REQUIRE(next);
    if (next->empty())
      break;
    paged.insert(paged.end(), next->begin(), next->end());
  }
  CHECK(paged == all);
  std::set<std::string> names;
  for (const auto& row : paged)
    names.insert(row.entity);
  CHECK(names.size() == 100);
  CHECK(std::is_sorted(paged.begin(), paged.end(),
                       [](const auto& a, const auto& b) { return a.due < b.due; }));
}

SCENARIO("owners() tells owner, epoch, head and chain of each slice, in the order asked") {
  EVERY_ADAPTER;
  auto owned = event(7, 2, ownership_entity(7), 4);
  owned.type = "slice_owned";
  owned.payload = R"({"owner":"node \"a\""})";
  REQUIRE(
    store->write(
      {{event(7, 1, here, 1), owned, event(7, 3, there, 1), event(9, 1, "order/x", 1)}, {}, {}})
    == write_status::written);
  const std::vector<std::uint32_t> slices{9, 1023, 7};
  CHECK(*store->owners(slices)
        == std::vector<ownership>{
          {9, 0, "", 1, ""}, {1023, 0, "", 0, ""}, {7, 4, "node \"a\"", 3, owned.hash}});
}

SCENARIO("connecting again and again applies the schema once and keeps the rows") {
  EVERY_ADAPTER;
  REQUIRE(store->write({{event(7, 1, here, 1)}, {}, {}}) == write_status::written);
  for (int i = 0; i < 3; ++i)
    REQUIRE(place->open()->connect());
  REQUIRE(store->connect());
  CHECK(store->events_in(7, 0, 10)->size() == 1);
}

SCENARIO("before connecting, a write has an unknown outcome and a read is unavailable") {
  EVERY_ADAPTER;
  const auto idle = place->open();
  CHECK(idle->write({{event(7, 1, here, 1)}, {}, {}}) == write_status::lost);
  CHECK(idle->events_in(7, 0, 1).code() == errc::unavailable);
  CHECK(idle->save({}).code() == errc::unavailable);
}
