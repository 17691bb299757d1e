#include "tests/actors/notifier_world.hpp"

#include <catch2/catch.hpp>

using namespace baedal;
using namespace baedal::test;
using namespace std::chrono_literals;

namespace {

/// Six messages for KakaoTalk that are due, and a clerk who knows of none.
struct clerk_world : notifier_world {
  clerk_world() {
    for (int i = 0; i < 6; ++i)
      keys.push_back(tell("o" + std::to_string(i), 1));
    still.advance(1s);
  }

  /// The orders of the messages that a turn brings.
  std::string bring(actors::clerk_turn turn, std::size_t wanted) {
    turn.wanted[carrier::alimtalk] = wanted;
    const auto report = clerk.serve(turn);
    CHECK(report.code == errc::none);
    CHECK(report.found.at(carrier::alimtalk) == report.due.size());
    std::string orders;
    for (const auto& each : report.due)
      orders += (orders.empty() ? "" : " ") + each.key.order.value;
    return orders;
  }

  [[nodiscard]] persistence::message_change change(std::size_t i, message_status status) {
    auto next = state(keys[i]);
    next.status = status;
    ++next.attempts;
    next.due.reset();
    if (status == message_status::retrying)
      next.due = still.now() - 10s; // It was long in coming here.
    return {keys[i], next};
  }

  std::vector<message_key> keys;
  std::chrono::milliseconds no_error{};
  simulation::virtual_time time{still, 5, {}, no_error};
  actors::notification_clerk clerk{
    {[this] { return persistence::make_memory_read_model(content); },
     [this] { return std::make_unique<persistence::memory_journal>(rows); },
     shelf,
     {},
     &time}};
};

} // namespace

SCENARIO("a clerk brings as many messages as are asked for, whatever the notifier has", "[I9]") {
  clerk_world world;
  CHECK(world.bring({}, 2) == "o0 o1");
  actors::clerk_turn turn;
  turn.known = {world.keys[0], world.keys[1]};
  WHEN("those are still on their way") {
    CHECK(world.bring(turn, 2) == "o2 o3");
  }
  WHEN("those are done") {
    turn.outcomes = {world.change(0, message_status::sent), world.change(1, message_status::dead)};
    CHECK(world.bring(turn, 2) == "o2 o3");
    CHECK(world.bring({}, 9) == "o2 o3 o4 o5");
  }
  WHEN("those are to be tried again, and that at once") {
    turn.outcomes = {world.change(0, message_status::retrying),
                     world.change(1, message_status::retrying)};
    CHECK(world.bring(turn, 4) == "o2 o3 o4 o5"); // They themselves come with the next turn.
    CHECK(world.bring({}, 9) == "o0 o1 o2 o3 o4 o5");
  }
  WHEN("one of those is given up, and an operator asks for it in the same turn") {
    turn.outcomes = {world.change(0, message_status::dead)};
    actors::reply<actors::message_row> back{[](auto answer) { CHECK(answer); }};
    turn.again.push_back({world.keys[0], std::move(back)});
    CHECK(world.bring(turn, 4) == "o2 o3 o4 o5");
  }
}
