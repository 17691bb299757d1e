#include "simulation/payment_house.hpp"

#include <catch2/catch.hpp>

using namespace baedal;
using namespace baedal::simulation;
using namespace std::chrono_literals;
using verdict = gateway_answer::verdict;

namespace {

struct house {
  still_world still;
  findings found;
  payment_house payments{still, 1, found};
  std::chrono::milliseconds waited{};
  std::shared_ptr<gateways::payment_gateway> line = payments.seen_by(
    std::make_shared<process>("node-1"), [this](std::chrono::milliseconds by) { waited = by; });

  gateway_answer authorise(const std::string& key, const std::string& token = "tok_ok") {
    return line->authorise({order_id{"o1"}, token, money{5'000}, key, 610ms, {}});
  }
  gateway_answer refund(std::optional<money> amount, const std::string& key) {
    return line->refund({"pay-o1", amount, key, "", 5s, {}});
  }
};

} // namespace

SCENARIO("I2: the gateway finds out who asks for money that it was told to have") {
  house at;
  CHECK(at.authorise("authorise-o1-1").said == verdict::approved);
  CHECK(at.authorise("authorise-o1-1").said == verdict::approved);
  CHECK(at.found.empty());
  CHECK(at.authorise("authorise-o1-2").said == verdict::approved); // One payment per order.
  REQUIRE(at.found.size() == 1);
  CHECK(at.found.front().invariant == "I2");
  CHECK(at.found.front().entity == "order/o1");
}

SCENARIO("I2: one that was not told may ask again") {
  house at;
  at.payments.moods.lost_after = 1'000;
  CHECK(at.authorise("authorise-o1-1").said == verdict::unknown);
  at.payments.moods = {};
  CHECK(at.authorise("authorise-o1-2").said == verdict::approved);
  CHECK(at.found.empty());
}

SCENARIO("I2: the gateway finds out who asks for more back than is left") {
  house at;
  at.authorise("authorise-o1-1");
  CHECK(at.refund(money{3'000}, "refund-o1-1").said == verdict::refunded);
  CHECK(at.refund(money{3'000}, "refund-o1-1").said == verdict::refunded);
  CHECK(at.found.empty());
  CHECK(at.refund(money{3'000}, "refund-o1-2").said == verdict::refund_refused);
  REQUIRE(at.found.size() == 1);
  CHECK(at.found.front().invariant == "I2");
}

SCENARIO("I2: the gateway finds out who uses one idempotency key for two requests") {
  house at;
  at.authorise("authorise-o1-1", "tok_declined");
  CHECK(at.found.empty());
  CHECK(at.authorise("authorise-o1-1", "tok_ok").said == verdict::declined);
  REQUIRE(at.found.size() == 1);
  CHECK(at.found.front().invariant == "I2");
}

SCENARIO("a time-out takes the time that the caller was ready to wait") {
  house at;
  at.payments.moods.lost_before = 1'000;
  CHECK(at.authorise("authorise-o1-1").said == verdict::unknown);
  CHECK(at.waited == 610ms);
  CHECK(at.payments.books().empty());
  at.payments.moods = {.slow = 1'000};
  bool late = false;
  for (int i = 0; i < 20; ++i) {
    const auto said = at.line->look_up({order_id{"o2"}, 2s, {}}).said;
    CHECK((said == verdict::unknown ? at.waited == 2s : at.waited <= 2s));
    late = late || said == verdict::unknown;
  }
  CHECK(late);
}

SCENARIO("what is taken late is taken while the machine stands still, too") {
  house at;
  at.payments.moods.late = 1'000;
  CHECK(at.authorise("authorise-o1-1").said == verdict::unknown);
  CHECK(at.payments.books().empty());
  CHECK(at.payments.will_have(order_id{"o1"}) == money{5'000});
  at.still.leap(std::chrono::hours{1});
  at.payments.do_what_is_due();
  CHECK(at.payments.books().at(order_id{"o1"}).captured == money{5'000});
}
