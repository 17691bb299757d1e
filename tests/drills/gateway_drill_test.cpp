#include "tests/drills/shop.hpp"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

using namespace baedal;
using namespace baedal::drills;
using namespace std::chrono_literals;
using json = nlohmann::json;

namespace {

constexpr auto orders = "/api/v1/orders";

http_answer place(shop& of, const std::string& key, const std::string& token = "tok_drill") {
  return of.node().post(orders, order_body("pizza", "kim", token), key);
}

/// Repeats until the answer is no 503.
http_answer settle(shop& of, const std::string& key) {
  http_answer last;
  support::eventually(30s, [&] {
    last = place(of, key);
    return last.status != 503 && last.status != 0;
  });
  return last;
}

json payment_of(shop& of, const std::string& order) {
  const auto books = json::parse(of.sandbox().get("/sandbox/payments").body);
  for (const auto& row : books.at("payments"))
    if (row.at("order_id") == order)
      return row;
  return nullptr;
}

bool is_given_back(shop& of, const std::string& order) {
  const auto row = payment_of(of, order);
  return !row.is_null() && row.at("cancels").size() == 1
         && row.at("cancels")[0].at("amount") == row.at("amount");
}

void check_unknown(const http_answer& answer) {
  INFO(answer.status << ' ' << answer.body);
  CHECK(answer.status == 503);
  CHECK(answer.member("code") == "payment_unknown");
  CHECK_FALSE(answer.member("order_id").empty());
  CHECK_FALSE(answer.retry_after.empty());
}

} // namespace

SCENARIO("a payment whose outcome is not known is settled by looking it up, never guessed",
         "[I1][I2][I10]") {
  shop of;
  of.start_node();
  of.open_stores();
  GIVEN("a gateway that captures and then says nothing") {
    of.behave(R"({"timeout_after_success_rate":1})");
    WHEN("an order is placed with a key") {
      const auto first = place(of, "k1");
      THEN("it is told as unknown, and its repeat is the final answer") {
        check_unknown(first);
        of.behave("{}");
        const auto last = settle(of, "k1");
        INFO(last.body);
        CHECK(last.status == 201);
        CHECK(last.member("order_id") == first.member("order_id"));
        CHECK(last.member("status") == "paid");
        const auto row = payment_of(of, first.member("order_id"));
        CHECK(row.at("captures").size() == 1);
        CHECK(row.at("cancels").empty());
      }
    }
    WHEN("an order is placed without a key") {
      const auto first = place(of, {});
      THEN("nobody can ask for it again, so its payment is given back and no order appears") {
        check_unknown(first);
        of.behave("{}");
        const auto id = first.member("order_id");
        CHECK(support::eventually(30s, [&] { return is_given_back(of, id); }));
        const auto path = std::string{orders} + "/" + id;
        CHECK(of.node().get(path).status == 404);
      }
    }
  }
  GIVEN("a gateway that captures after everybody has given up") {
    of.behave(R"({"capture_delay_ms":3500})");
    WHEN("an order is placed with a key and repeated") {
      const auto first = place(of, "late");
      const auto last = settle(of, "late");
      THEN("the order is paid once, or not at all and the late capture is given back") {
        check_unknown(first);
        INFO(last.status << ' ' << last.body);
        const auto id = first.member("order_id");
        CHECK((last.status == 201 || last.status == 503));
        CHECK(support::eventually(30s, [&] { return !payment_of(of, id).is_null(); }));
        CHECK(payment_of(of, id).at("captures").size() == 1);
        CHECK((last.status == 201) == payment_of(of, id).at("cancels").empty());
      }
    }
  }
}

SCENARIO("a refusal of the gateway is final, and its absence is not", "[I1][I10]") {
  shop of;
  of.start_node();
  of.open_stores();
  WHEN("a payment is declined") {
    const auto first = place(of, "k2", "tok_declined");
    const auto again = place(of, "k2", "tok_declined");
    THEN("repeats get the same 402 and nothing was captured") {
      INFO(first.body);
      CHECK(first.status == 402);
      CHECK(again.status == 402);
      CHECK(again.body == first.body);
      CHECK(json::parse(of.sandbox().get("/sandbox/payments").body).at("payments").empty());
    }
  }
  WHEN("the gateway is down and comes back") {
    of.behave(R"({"down":true})");
    const auto first = place(of, "k3");
    of.behave("{}");
    const auto last = settle(of, "k3");
    THEN("the order was refused for now, and is placed under the same key") {
      INFO(first.body << last.body);
      CHECK(first.status == 503);
      CHECK_FALSE(first.retry_after.empty());
      CHECK(last.status == 201);
      CHECK(payment_of(of, last.member("order_id")).at("captures").size() == 1);
    }
  }
}
