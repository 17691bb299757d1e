#include "tests/domain/given_when_then.hpp"
#include "tests/domain/order_world.hpp"

#include <cstdlib>
#include <iostream>

namespace baedal::test {

namespace {

std::uint64_t seed_of_this_run() {
  if (const char* text = std::getenv("BAEDAL_SEED"))
    return std::strtoull(text, nullptr, 10);
  return std::random_device{}();
}

} // namespace

SCENARIO("I1 I2 I3 I4 I5 I11 hold through every sequence of commands, answers and crashes") {
  constexpr std::size_t least_commands = 300'000;
  constexpr int steps_per_order = 90;
  const auto seed = seed_of_this_run();
  std::cout << "BAEDAL_SEED=" << seed << std::endl;
  INFO("repeat with BAEDAL_SEED=" << seed);
  std::map<order_status, int> ends;
  std::size_t commands = 0;
  std::size_t deferred = 0;
  std::size_t paid_later = 0;
  for (std::uint64_t number = 0; commands < least_commands; ++number) {
    INFO("order " << number);
    order_world world(seed + number);
    for (int step = 0; step < steps_per_order; ++step)
      world.step();
    world.settle();
    world.check_rest();
    commands += world.commands();
    ++ends[world.state().seen.status];
    deferred += world.state().deferrals > 0 ? 1 : 0;
    paid_later += world.state().deferrals > 0 && world.state().seen.payment.captured > money{0};
  }
  THEN("the sequences reached every kind of end, so the checks had something to check") {
    for (const auto& [status, count] : ends)
      std::cout << "  " << to_string(status) << ' ' << count << '\n';
    std::cout << "  payment put off " << deferred << ", then paid " << paid_later << '\n';
    CHECK(paid_later > 10);
    CHECK(deferred > paid_later);
    CHECK(ends[order_status::completed] > 0);
    CHECK(ends[order_status::cancelled] > 0);
    CHECK(ends[order_status::checkout_failed] > 0);
    CHECK(ends[order_status::out_for_delivery] > 0);
  }
}

} // namespace baedal::test
