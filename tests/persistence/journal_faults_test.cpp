#include "persistence/memory_journal.hpp"
#include "tests/persistence/journal_places.hpp"

#include <catch2/catch.hpp>

using namespace baedal;
using namespace baedal::persistence;

namespace {

const std::vector<std::uint32_t> two{3, 5};

std::vector<errc> codes(const std::vector<append_outcome>& outcomes) {
  std::vector<errc> found;
  for (const auto& each : outcomes)
    found.push_back(each.code);
  return found;
}

#define BREAKABLE_SESSION                                                                          \
  const std::string adapter = GENERATE(as<std::string>{}, "memory", "sqlite", "postgresql");       \
  CAPTURE(adapter);                                                                                \
  const auto place = new_place(adapter);                                                           \
  const auto faults = std::make_shared<breaking_journal::script>();                                \
  auto session = session_over(std::make_unique<breaking_journal>(place->open(), faults), "a");     \
  REQUIRE(session.take_over(two, noon))

} // namespace

SCENARIO("a connection lost before the commit: the session connects again and writes", "[I6][I7]") {
  BREAKABLE_SESSION;
  faults->writes = {breakage::before_commit};
  faults->refused_connects = 2;
  const auto outcomes = session.append({events_for(entity_in(3), 0), events_for(entity_in(5), 0)});
  CHECK(codes(outcomes) == std::vector(2, errc::none));
  CHECK(*session.store().events_of(entity_in(3).text(), 0, 9) == outcomes[0].rows);
  for (const auto slice : two)
    CHECK(flaw_in(session.store(), slice) == "");
}

SCENARIO("a connection lost after the commit: the events are found by their ids, not written twice",
         "[I6][I7]") {
  BREAKABLE_SESSION;
  faults->writes = {breakage::after_commit};
  faults->broken_reads = 2;
  const auto outcomes = session.append(
    {events_for(entity_in(3), 0, "", 2), events_for(entity_in(3), 2), events_for(entity_in(5), 0)});
  CHECK(codes(outcomes) == std::vector(3, errc::none));
  CHECK(outcomes[1].rows.at(0).position == 4);
  CHECK(session.store().events_of(entity_in(3).text(), 0, 9)->size() == 3);
  CHECK(codes(session.append({events_for(entity_in(3), 3, outcomes[1].rows.at(0).hash)}))
        == std::vector{errc::none});
  for (const auto slice : two)
    CHECK(flaw_in(session.store(), slice) == "");
}

SCENARIO("a database that stays away leaves the outcome unknown; before anything is sent it is "
         "unavailable") {
  BREAKABLE_SESSION;
  const auto lost = GENERATE(breakage::before_commit, breakage::after_commit);
  faults->writes = {lost};
  faults->refused_connects = 7;
  CHECK(codes(session.append({events_for(entity_in(3), 0)})) == std::vector{errc::outcome_unknown});
  CHECK(!session.connected());
  CHECK(session.recover({entity_in(3)}).code() == errc::unavailable);
  faults->refused_connects = 6;
  CHECK(codes(session.append({events_for(entity_in(3, 1), 0)})) == std::vector{errc::unavailable});
  WHEN("it comes back") {
    const auto read = session.recover({entity_in(3), entity_in(3, 1)});
    THEN("recovery tells what had happened, and the session goes on at the right place") {
      REQUIRE(read);
      CHECK(read->at(0).events.size() == (lost == breakage::after_commit ? 1 : 0));
      CHECK(read->at(1).events.empty());
      CHECK(session.connected());
      CHECK(codes(session.append({events_for(entity_in(3, 2), 0)})) == std::vector{errc::none});
      CHECK(flaw_in(session.store(), 3) == "");
    }
  }
}

SCENARIO("a refusal is certain, unless an attempt before it broke off") {
  BREAKABLE_SESSION;
  faults->writes = {breakage::refused};
  CHECK(codes(session.append({events_for(entity_in(3), 0)})) == std::vector{errc::unavailable});
  faults->writes = {breakage::refused, breakage::before_commit};
  CHECK(codes(session.append({events_for(entity_in(3), 0)})) == std::vector{errc::outcome_unknown});
  CHECK(codes(session.append({events_for(entity_in(3), 0)})) == std::vector{errc::none});
}

SCENARIO("a claim that broke off is made again") {
  const auto lost = GENERATE(breakage::before_commit, breakage::after_commit);
  const auto place = new_place("memory");
  const auto faults = std::make_shared<breaking_journal::script>();
  auto session = session_over(std::make_unique<breaking_journal>(place->open(), faults), "a");
  faults->writes = {lost};
  REQUIRE(session.take_over(two, noon));
  CHECK(session.epoch_of(3) == (lost == breakage::after_commit ? 2 : 1));
  CHECK(codes(session.append({events_for(entity_in(3), 0)})) == std::vector{errc::none});
  CHECK(flaw_in(session.store(), 3) == "");
}

SCENARIO("poison that only the database sees is found by halving, and leaves no gap", "[I7][I13]") {
  const auto store = std::make_shared<memory_store>();
  const auto faults = std::make_shared<memory_faults>();
  auto session = session_over(std::make_unique<memory_journal>(store, faults), "a");
  REQUIRE(session.take_over(two, noon));
  faults->poison = "poison";
  std::vector<pending_append> appends;
  for (int i = 0; i < 40; ++i)
    appends.push_back(events_for(entity_in(two[static_cast<std::size_t>(i) % 2], i / 2), 0));
  for (const auto bad : {0U, 17U, 18U, 39U})
    appends[bad].events[0].payload = "{\"a\":\"poison\"}";
  appends.push_back(events_for(entity_in(5, 8), 1)); // Follows number 17.
  const auto outcomes = session.append(appends);
  for (std::size_t i = 0; i < 40; ++i) {
    CAPTURE(i);
    CHECK(outcomes[i].code
          == (i == 0 || i == 17 || i == 18 || i == 39 ? errc::data_rejected : errc::none));
  }
  CHECK(outcomes[40].code == errc::unavailable);
  CHECK(store->event_count() == 36 + two.size());
  for (const auto slice : two)
    CHECK(flaw_in(session.store(), slice) == "");
}

SCENARIO("the memory adapter's own faults do what they say") {
  const auto store = std::make_shared<memory_store>();
  const auto faults = std::make_shared<memory_faults>();
  memory_journal journal{store, faults};
  faults->refused_connects = 1;
  CHECK(!journal.connect());
  REQUIRE(journal.connect());
  auto row = event_row{};
  row.position = 1;
  row.version = 1;
  row.entity = "order/1";
  faults->writes = {write_fault::refuse, write_fault::lose_before_commit};
  CHECK(journal.write({{row}, {}, {}}) == write_status::refused);
  CHECK(journal.write({{row}, {}, {}}) == write_status::lost);
  CHECK(store->event_count() == 0);
  CHECK(journal.events_in(0, 0, 1).code() == errc::unavailable);
  REQUIRE(journal.connect());
  faults->writes = {write_fault::lose_after_commit};
  CHECK(journal.write({{row}, {}, {}}) == write_status::lost);
  CHECK(store->event_count() == 1);
}
