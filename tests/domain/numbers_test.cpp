#include "domain/numbered_order.hpp"
#include "domain/sequence.hpp"

#include "tests/domain/folding.hpp"

using namespace baedal;

namespace {

using sequence_world = test::obedient<sequence, sequence_command, sequence_event>;

} // namespace

SCENARIO("a sequence hands out 1, 2, 3 and never a number twice (K12)") {
  sequence_world world;
  CHECK_FALSE(is_visible(world.state));
  for (const std::uint64_t number : {1, 2, 3}) {
    world.obeys(take_number{"orders"});
    CHECK(outcome_of(world.state, take_number{"orders"}).value()->last == number);
  }
  CHECK(world.refuses(take_number{"a/b"}).code == errc::value_invalid);
}

SCENARIO("a kept number is the first that was told, for ever (K12, D14)") {
  sequence_world world;
  CHECK(world.refuses(keep_number{"orders~o_1", 0}).code == errc::value_invalid);
  CHECK(world.obeys(keep_number{"orders~o_1", 7}).size() == 1);
  CHECK(world.obeys(keep_number{"orders~o_1", 8}).empty());
  CHECK(world.state.seen.last == 7);
}

SCENARIO("the id of a numbered order says its collection and number (K12)") {
  const auto read = [](const char* id) { return parse_numbered_order(order_id{id}); };
  CHECK(read("pizzaOrders-1") == numbered_order{"pizzaOrders", 1});
  CHECK(read("a-b-18446744073709551615") == numbered_order{"a-b", 18'446'744'073'709'551'615ULL});
  for (const auto* none : {"o_0123", "orders-", "orders-0", "orders-01", "orders-+1", "-1", "1", "",
                           "orders-1x", "orders-18446744073709551616"}) {
    INFO(none);
    CHECK_FALSE(read(none));
  }
  CHECK(id_of({"orders", 12}).value == "orders-12");
}
