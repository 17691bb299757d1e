#include "actors/breaker_reporter.hpp"
#include "actors/projection_session.hpp"
#include "persistence/memory_read_model.hpp"
#include "persistence/memory_reads.hpp"
#include "simulation/virtual_time.hpp"
#include "supervisors/kill.hpp"
#include "tests/actors/entity_world.hpp"

#include <caf/all.hpp>
#include <catch2/catch.hpp>

using namespace baedal;
using namespace baedal::test;
using namespace std::chrono_literals;
using persistence::write_fault;

namespace {

using steps = std::vector<std::string>;

/// A breaker that opens with two failed calls and tries again after a minute, and its reporter.
struct reported {
  reported() { begin(); }
  ~reported() { supervisors::kill(reporter); }

  /// A process starts, with another breaker.
  void begin() {
    actors::breaker_settings how;
    how.least_calls = 2;
    how.open = 60s;
    how.probes = 1;
    breaker = std::make_shared<actors::shared_breaker>("payments", how, time);
    start_reporter();
  }

  void start_reporter() {
    if (reporter)
      supervisors::kill(reporter);
    reporter = actors::spawn_breaker_reporter(
      world.still.system(),
      {.breaker = breaker,
       .find =
         [this](std::string_view name) {
           ++asked;
           return is_reachable ? world.find(name) : caf::actor{};
         },
       .may_run = [this] { return may_run; }});
  }

  void call(bool fails) {
    if (const auto leave = breaker->admit())
      breaker->record(*leave, fails, 1ms);
  }
  void open() {
    call(true);
    call(true);
    REQUIRE(breaker->report().state == breaker_state::open);
  }
  /// From open over half open to closed.
  void recover() {
    world.advance(60s);
    call(false);
    REQUIRE(breaker->report().state == breaker_state::closed);
  }

  /// "open 1", "half_open 2": what the journal was told, in order.
  [[nodiscard]] steps told() const {
    steps out;
    for (const auto& row : world.rows->events_of("breaker/payments", 0, 1'000)) {
      const auto event = persistence::decode_event<breaker_event>(row.type, row.payload);
      REQUIRE(event);
      const auto& what = std::get<breaker_changed>(*event->event);
      out.push_back(std::string{to_string(what.to)} + ' ' + std::to_string(what.round));
    }
    return out;
  }

  const std::chrono::milliseconds no_error{};
  entity_world world{3};
  simulation::virtual_time time{world.still, 7, {}, no_error};
  std::shared_ptr<actors::shared_breaker> breaker;
  caf::actor reporter;
  bool is_reachable = true;
  bool may_run = true;
  int asked = 0;
};

} // namespace

SCENARIO("each change of a breaker is told the journal once, within a second (K13)") {
  reported all;
  all.world.advance(2s);
  CHECK(all.told().empty()); // It began closed, and so it was.
  all.open();
  all.world.advance(1s);
  CHECK(all.told() == steps{"open 1"});
  all.recover();
  all.world.advance(1s);
  CHECK(all.told() == steps{"open 1", "half_open 2", "closed 3"});
  const auto asked = all.asked;
  all.world.advance(600s);
  CHECK(all.told().size() == 3);
  CHECK(all.asked == asked);
  THEN("a reporter that starts anew tells nothing again") {
    all.start_reporter();
    all.world.advance(2s);
    CHECK(all.asked == asked + 1);
    CHECK(all.told().size() == 3);
  }
}

SCENARIO("a change is told until the journal has it") {
  reported all;
  all.world.advance(1s);
  GIVEN("nobody to tell it") {
    all.is_reachable = false;
    all.open();
    all.world.advance(4s);
    CHECK(all.told().empty());
    all.is_reachable = true;
    all.world.advance(1s);
    CHECK(all.told() == steps{"open 1"});
  }
  GIVEN("operators who hold the reporter down") {
    all.may_run = false;
    all.open();
    all.world.advance(4s);
    CHECK(all.told().empty());
    all.may_run = true;
    all.world.advance(1s);
    CHECK(all.told() == steps{"open 1"});
  }
  GIVEN("a connection that breaks, and nobody knows whether the event was written") {
    all.world.patience = 0;
    const auto fault = GENERATE(write_fault::lose_before_commit, write_fault::lose_after_commit);
    all.open();
    all.world.faults->writes = {fault};
    all.world.faults->refused_connects = 3;
    all.world.advance(20s);
    CHECK(all.told() == steps{"open 1"});
  }
  GIVEN("a region that dies with it") {
    all.open();
    all.world.kill("breakers");
    all.world.advance(1s);
    CHECK(all.told().empty());
    all.world.replace_region("breakers");
    all.world.advance(1s);
    CHECK(all.told() == steps{"open 1"});
  }
}

SCENARIO("of more changes than a breaker remembers the newest are told") {
  reported all;
  all.world.advance(1s);
  all.may_run = false;
  all.open();
  for (int again = 0; again < 15; ++again) {
    all.world.advance(60s);
    all.call(true); // Half open, and open again.
  }
  all.may_run = true;
  all.world.advance(1s);
  const auto told = all.told();
  REQUIRE(told.size() == 20);
  CHECK(told.front() == "half_open 12");
  CHECK(told.back() == "open 31");
}

SCENARIO("a process that was killed with its breaker open: the next one tells that it is closed") {
  reported all;
  all.open();
  all.world.advance(1s);
  all.world.restart();
  all.begin();
  all.world.advance(2s);
  CHECK(all.told() == steps{"open 1", "closed 0"});
  all.open();
  all.world.advance(1s);
  CHECK(all.told() == steps{"open 1", "closed 0", "open 1"});
  THEN("the operators' topic has all of it, after every rebuild (M3)") {
    const auto content = std::make_shared<persistence::memory_reads>();
    for (int time = 0; time < 2; ++time) {
      REQUIRE(actors::rebuild(std::make_unique<persistence::memory_journal>(all.world.rows),
                              persistence::make_memory_read_model(content), all.time,
                              [](auto, auto) {}));
      const auto reads = persistence::make_memory_read_model(content);
      REQUIRE(reads->connect());
      const auto topic = reads->topic(brand_id{std::string{ops_topic}}, 0, 10);
      REQUIRE(topic);
      steps types;
      for (const auto& each : *topic)
        types.push_back(std::to_string(each.position) + ' ' + each.what.owner + ' '
                        + each.what.type);
      CHECK(types
            == steps{"1 breaker/payments breaker_opened", "2 breaker/payments breaker_closed",
                     "3 breaker/payments breaker_opened"});
    }
  }
}
