#include "tests/persistence/journal_places.hpp"

#include <catch2/catch.hpp>

#include <atomic>
#include <latch>
#include <map>
#include <set>
#include <thread>

using namespace baedal;
using namespace baedal::persistence;

namespace {

#define EVERY_ADAPTER                                                                              \
  const std::string adapter = GENERATE(as<std::string>{}, "memory", "sqlite", "postgresql");       \
  CAPTURE(adapter);                                                                                \
  const auto place = new_place(adapter)

const std::vector<std::uint32_t> three{3, 5, 8};

std::vector<errc> codes(const std::vector<append_outcome>& outcomes) {
  std::vector<errc> found;
  for (const auto& each : outcomes)
    found.push_back(each.code);
  return found;
}

std::vector<pending_append> one_event_each(const std::vector<std::uint32_t>& slices, int nth = 0) {
  std::vector<pending_append> appends;
  for (const auto slice : slices)
    appends.push_back(events_for(entity_in(slice, nth), 0));
  return appends;
}

void check_flawless(journal& store, const std::vector<std::uint32_t>& slices) {
  for (const auto slice : slices)
    CHECK(flaw_in(store, slice) == "");
}

} // namespace

SCENARIO("a session owns slices by records in them, and writes at dense positions", "[I7][I13]") {
  EVERY_ADAPTER;
  auto session = session_at(*place, "a");
  REQUIRE(session.take_over(three, noon));
  CHECK(session.epoch_of(5) == 1);
  CHECK(session.epoch_of(6) == 0);
  WHEN("entities append, one of them twice in one call, in any order of slices") {
    const auto entity = entity_in(5);
    auto outcomes = session.append({events_for(entity_in(8), 0), events_for(entity, 0, "", 2),
                                    events_for(entity_in(3), 0), events_for(entity, 2)});
    THEN("all is written, chained and dense") {
      REQUIRE(codes(outcomes) == std::vector(4, errc::none));
      CHECK(outcomes[1].rows.size() == 2);
      CHECK(outcomes[3].rows.at(0).version == 3);
      CHECK(outcomes[3].rows.at(0).position == 4);
      CHECK(outcomes[3].rows.at(0).epoch == 1);
      CHECK(*session.store().events_of(entity.text(), 2, 9) == outcomes[3].rows);
      check_flawless(session.store(), three);
    }
    THEN("the next append continues the chain") {
      CHECK(session.append({events_for(entity, 3, outcomes[3].rows.at(0).hash)})[0].code
            == errc::none);
      check_flawless(session.store(), three);
    }
    THEN("recovery reads it back") {
      const auto read = session.recover({entity, entity_in(3, 7)});
      REQUIRE(read);
      CHECK(read->at(0).events.size() == 3);
      CHECK(read->at(1).events.empty());
    }
  }
  WHEN("slices are not its own") {
    CHECK(codes(session.append({events_for(entity_in(6), 0), events_for(entity_in(5), 0)}))
          == std::vector{errc::fenced, errc::none});
  }
  WHEN("a slice is given up") {
    session.give_up(5);
    CHECK(codes(session.append(one_event_each(three)))
          == std::vector{errc::none, errc::fenced, errc::none});
  }
}

SCENARIO("all slices are taken over in one transaction") {
  EVERY_ADAPTER;
  std::vector<std::uint32_t> all(slice_count);
  for (std::uint32_t i = 0; i < slice_count; ++i)
    all[i] = i;
  auto session = session_at(*place, "a");
  REQUIRE(session.take_over(all, noon));
  REQUIRE(session.take_over(all, noon));
  CHECK(session.epoch_of(0) == 2);
  CHECK(session.epoch_of(1023) == 2);
  check_flawless(session.store(), {0, 512, 1023});
}

SCENARIO(
  "wakeups and personal rows are written with the events; the last append of an entity counts") {
  EVERY_ADAPTER;
  auto session = session_at(*place, "a");
  REQUIRE(session.take_over(three, noon));
  auto first = events_for(entity_in(3), 0);
  first.moves_wakeup = true;
  first.wakeup = noon;
  first.personal = "{\"name\":\"first\"}";
  auto second = events_for(entity_in(3), 1);
  second.moves_wakeup = true;
  second.wakeup = noon + std::chrono::seconds{1};
  second.personal = "{\"name\":\"second\"}";
  REQUIRE(codes(session.append({first, second})) == std::vector(2, errc::none));
  CHECK(*session.store().due(noon + std::chrono::hours{1}, {}, 9)
        == std::vector{wakeup_row{3, entity_in(3).text(), noon + std::chrono::seconds{1}}});
  CHECK(session.recover({entity_in(3)})->at(0).personal == "{\"name\":\"second\"}");
}

SCENARIO("an append at a taken version is told so; the others of its batch are written", "[I7]") {
  EVERY_ADAPTER;
  auto session = session_at(*place, "a");
  REQUIRE(session.take_over(three, noon));
  REQUIRE(codes(session.append({events_for(entity_in(5), 0)})) == std::vector{errc::none});
  auto stale = events_for(entity_in(5), 0);
  auto behind_it = events_for(entity_in(5), 1);
  CHECK(codes(session.append(
          {events_for(entity_in(3), 0), stale, events_for(entity_in(5, 1), 0), behind_it}))
        == std::vector{errc::none, errc::version_exists, errc::none, errc::version_exists});
  CHECK(codes(session.append({events_for(entity_in(8), 0), events_for(entity_in(8), 0)}))
        == std::vector{errc::none, errc::version_exists});
  check_flawless(session.store(), three);
}

SCENARIO("what no database keeps ends alone, without a gap", "[I7]") {
  EVERY_ADAPTER;
  auto session = session_at(*place, "a");
  REQUIRE(session.take_over(three, noon));
  auto nul = events_for(entity_in(3), 0);
  nul.events[0].payload = std::string{"\0", 1};
  auto large = events_for(entity_in(3, 1), 0);
  large.events[0].payload = std::string(1024 * 1024 + 1, 'x');
  auto empty = events_for(entity_in(3, 2), 0, "", 0);
  auto personal = events_for(entity_in(3, 3), 0);
  personal.personal = "\xff";
  CHECK(codes(session.append({nul, events_for(entity_in(3, 4), 0), large, empty, personal,
                              events_for(entity_in(3), 1)}))
        == std::vector{errc::data_rejected, errc::none, errc::data_rejected, errc::data_rejected,
                       errc::data_rejected, errc::unavailable});
  auto just_fits = events_for(entity_in(3), 0);
  just_fits.events[0].payload = std::string(1024 * 1024, 'x');
  CHECK(codes(session.append({just_fits})) == std::vector{errc::none});
  check_flawless(session.store(), three);
}

SCENARIO("a former owner cannot write into a slice, and keeps the slices that are still its own",
         "[I7]") {
  EVERY_ADAPTER;
  auto former = session_at(*place, "a");
  REQUIRE(former.take_over(three, noon));
  REQUIRE(codes(former.append(one_event_each(three))) == std::vector(3, errc::none));
  GIVEN("a new owner of one of its slices") {
    auto owner = session_at(*place, "b");
    REQUIRE(owner.take_over(std::vector<std::uint32_t>{5}, noon));
    WHEN("the former owner writes a batch over all of them") {
      const auto outcomes = former.append(one_event_each(three, 1));
      THEN("its append in the lost slice is fenced, the others are written") {
        CHECK(codes(outcomes) == std::vector{errc::none, errc::fenced, errc::none});
        CHECK(former.epoch_of(5) == 0);
        CHECK(former.epoch_of(3) == 1);
        CHECK(owner.store().events_of(entity_in(5, 1).text(), 0, 9)->empty());
        CHECK(codes(owner.append({events_for(entity_in(5, 1), 0)})) == std::vector{errc::none});
        check_flawless(owner.store(), three);
      }
    }
    WHEN("the new owner has written more before the zombie wakes up") {
      REQUIRE(codes(owner.append({events_for(entity_in(5, 2), 0, "", 3)}))
              == std::vector{errc::none});
      THEN("the zombie still writes nothing there, however often it tries") {
        CHECK(codes(former.append({events_for(entity_in(5, 3), 0)})) == std::vector{errc::fenced});
        CHECK(codes(former.append({events_for(entity_in(5, 4), 0)})) == std::vector{errc::fenced});
        check_flawless(owner.store(), three);
      }
    }
  }
}

SCENARIO("a slice that changes hands while a batch is on its way takes nothing of it", "[I7]") {
  EVERY_ADAPTER;
  const auto faults = std::make_shared<breaking_journal::script>();
  auto former = session_over(std::make_unique<breaking_journal>(place->open(), faults), "a");
  auto owner = session_at(*place, "b");
  REQUIRE(former.take_over(three, noon));
  faults->before_write = [&] { REQUIRE(owner.take_over(std::vector<std::uint32_t>{3, 8}, noon)); };
  auto appends = one_event_each(three);
  for (auto& each : appends) {
    each.moves_wakeup = true;
    each.wakeup = noon;
  }
  CHECK(codes(former.append(appends)) == std::vector{errc::fenced, errc::none, errc::fenced});
  CHECK(owner.store().events_of(entity_in(3).text(), 0, 9)->empty());
  CHECK(*owner.store().due(noon, {}, 9) == std::vector{wakeup_row{5, entity_in(5).text(), noon}});
  check_flawless(owner.store(), three);
}

SCENARIO("of a writer with batches in flight not one row survives a takeover it was not told of",
         "[I6][I7]") {
  EVERY_ADAPTER;
  const std::vector<std::uint32_t> slices{1, 2, 3, 4, 5, 6, 7, 8};
  const std::vector<std::uint32_t> lost{2, 4, 6, 8};
  auto former = session_at(*place, "a");
  auto owner = session_at(*place, "b");
  REQUIRE(former.take_over(slices, noon));
  std::map<std::uint32_t, std::vector<event_row>> acknowledged;
  std::set<std::uint32_t> fenced;
  std::latch busy{20};
  std::atomic<bool> taken{false};
  std::thread writer{[&] {
    for (int round = 0, rounds_after = 0; rounds_after < 10; ++round) {
      rounds_after += taken ? 1 : 0;
      std::vector<pending_append> appends;
      for (const auto slice : slices) {
        const auto& rows = acknowledged[slice];
        appends.push_back(
          events_for(entity_in(slice), rows.size(), rows.empty() ? "" : rows.back().hash, 2));
      }
      const auto outcomes = former.append(std::move(appends));
      for (std::size_t i = 0; i < slices.size(); ++i) {
        auto& rows = acknowledged[slices[i]];
        rows.insert(rows.end(), outcomes[i].rows.begin(), outcomes[i].rows.end());
        if (outcomes[i].code == errc::fenced)
          fenced.insert(slices[i]);
      }
      if (round < 20)
        busy.count_down();
    }
  }};
  busy.wait();
  const auto claimed = owner.take_over(lost, noon);
  taken = true;
  writer.join();
  REQUIRE(claimed);
  CHECK(fenced == std::set<std::uint32_t>(lost.begin(), lost.end()));
  for (const auto slice : slices) {
    CAPTURE(slice);
    CHECK(acknowledged[slice].size() >= 40);
    CHECK(*owner.store().events_of(entity_in(slice).text(), 0, 1'000'000) == acknowledged[slice]);
  }
  check_flawless(owner.store(), slices);
}
