#include "gateways/payment_gateway.hpp"

#include <catch2/catch.hpp>

#include <thread>
#include <vector>

using namespace baedal;
using namespace baedal::gateways;
using verdict = gateway_answer::verdict;

SCENARIO("the embedded gateway approves everything and remembers it") {
  const auto made = make_payment_gateway("embedded", "");
  REQUIRE(made);
  auto& gateway = **made;
  const auto paid = gateway.authorise({order_id{"o1"}, "tok", money{5'000}, "k1"});
  REQUIRE(paid.said == verdict::approved);
  CHECK(paid.amount == money{5'000});
  CHECK(gateway.authorise({order_id{"o1"}, "tok", money{5'000}, "k2"}).payment_key
        == paid.payment_key);
  CHECK(gateway.authorise({order_id{"o1"}, "tok", money{1}, "k3"}).said == verdict::unknown);
  CHECK(gateway.look_up({order_id{"o1"}}).amount == money{5'000});
  CHECK(gateway.look_up({order_id{"o2"}}).said == verdict::not_found);
  CHECK(gateway.authorise({order_id{"o2"}, "tok_declined", money{1}, "k"}).said
        == verdict::declined);

  WHEN("money is given back") {
    const auto part = gateway.refund({paid.payment_key, money{2'000}, "r1", "late"});
    THEN("a repeat changes nothing, and no more goes back than was taken") {
      CHECK(part.said == verdict::refunded);
      CHECK(part.amount == money{2'000});
      CHECK(gateway.refund({paid.payment_key, money{2'000}, "r1", "late"}).refunded_total
            == money{2'000});
      CHECK(gateway.refund({paid.payment_key, money{3'001}, "r2", "late"}).said
            == verdict::refund_refused);
      const auto rest = gateway.refund({paid.payment_key, std::nullopt, "r3", "late"});
      CHECK(rest.amount == money{3'000});
      CHECK(gateway.look_up({order_id{"o1"}}).refunded_total == money{5'000});
      CHECK(gateway.refund({paid.payment_key, std::nullopt, "r4", "late"}).said
            == verdict::refunded);
      CHECK(gateway.refund({"emb_o2", std::nullopt, "r", "late"}).said == verdict::refund_refused);
    }
  }
}

SCENARIO("the embedded gateway takes calls from many threads at once", "[I2]") {
  const auto gateway = *make_payment_gateway("embedded", "");
  std::vector<std::thread> threads;
  for (int i = 0; i < 16; ++i)
    threads.emplace_back([&, i] {
      const auto key = "r" + std::to_string(i);
      gateway->authorise({order_id{"o"}, "tok", money{1'000}, key});
      gateway->refund({"emb_o", money{100}, key, "late"});
    });
  for (auto& thread : threads)
    thread.join();
  CHECK(gateway->look_up({order_id{"o"}}).refunded_total == money{1'000});
}
