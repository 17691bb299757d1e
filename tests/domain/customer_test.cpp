#include "domain/customer.hpp"

#include "domain/sequence.hpp"
#include "tests/domain/folding.hpp"

#include <set>

using namespace baedal;

namespace {

using customer_world = test::obedient<customer, customer_command, customer_event>;
using events = std::vector<customer_event>;

count_completion completion(int number, std::int32_t grade_step = 1) {
  return {customer_id{"c1"}, order_id{"o" + std::to_string(number)}, grade_step, true};
}

customer_grade grade_after(int orders, std::int32_t grade_step) {
  customer_world world;
  for (int number = 1; number <= orders; ++number)
    world.obeys(completion(number, grade_step));
  return world.state.seen.grade;
}

} // namespace

SCENARIO("a customer needs no profile to collect orders") {
  customer_world world;
  CHECK_FALSE(is_visible(world.state));
  world.obeys(completion(1));
  CHECK(is_visible(world.state));
  CHECK_FALSE(world.state.defined);
  CHECK(world.state.seen.id.value == "c1");
  CHECK(world.state.seen.completed_orders == 1);
}

SCENARIO("a PUT of the same customer changes nothing") {
  customer_world world;
  const define_customer put{customer_id{"c1"}, "hash"};
  CHECK(world.obeys(put) == events{customer_defined{customer_id{"c1"}, "hash"}});
  CHECK(world.obeys(put).empty());
  CHECK(world.obeys(define_customer{customer_id{"c1"}, "other"}).size() == 1);
  CHECK(world.state.seen.version == 2);
  CHECK(world.refuses(define_customer{customer_id{"a/b"}, ""}).field == "customer_id");
}

SCENARIO("the grade rises with completed orders", "[001-X2][M4.8]") {
  CHECK(grade_after(0, 1) == customer_grade::bronze);
  CHECK(grade_after(1, 1) == customer_grade::silver);
  CHECK(grade_after(2, 1) == customer_grade::gold);
  CHECK(grade_after(3, 1) == customer_grade::vip);
  CHECK(grade_after(9, 1) == customer_grade::vip);
  CHECK(grade_after(4, 5) == customer_grade::bronze);
  CHECK(grade_after(5, 5) == customer_grade::silver);
  CHECK(grade_after(15, 5) == customer_grade::vip);
  CHECK(grade_after(3, 0) == customer_grade::vip);
}

SCENARIO("brands without grades count orders and nothing else", "[001-X2]") {
  customer_world world;
  auto counted = completion(1);
  counted.raises_grade = false;
  CHECK(world.obeys(counted) == events{completion_counted{customer_id{"c1"}, order_id{"o1"}}});
  CHECK(world.state.seen.grade == customer_grade::bronze);
  CHECK(world.state.seen.completed_orders == 1);
  CHECK(world.state.steps == 0);
  WHEN("an order of a brand with grades follows") {
    world.obeys(completion(2));
    THEN("only that one is a step") {
      CHECK(world.state.steps == 1);
      CHECK(world.state.seen.grade == customer_grade::silver);
    }
  }
}

SCENARIO("a grade never falls when another brand asks for more orders per grade", "[001-X2]") {
  customer_world world;
  world.obeys(completion(1));
  world.obeys(completion(2));
  world.obeys(completion(3, 100));
  CHECK(world.state.seen.grade == customer_grade::gold);
}

SCENARIO("a sequence never gives the same number twice", "[K12]") {
  test::obedient<sequence, sequence_command, sequence_event> world;
  CHECK_FALSE(is_visible(world.state));
  const take_number next{"orders"};
  std::set<std::uint64_t> numbers;
  for (std::uint64_t expected = 1; expected <= 100; ++expected) {
    const auto taken = world.obeys(next);
    REQUIRE(taken == std::vector<sequence_event>{number_taken{"orders", expected}});
    CHECK((*outcome_of(world.state, next))->last == expected);
    numbers.insert(world.state.seen.last);
  }
  CHECK(numbers.size() == 100);
  CHECK(world.state.version == 100);
  CHECK(world.refuses(take_number{""}).code == errc::value_invalid);
}
