#include "tests/acceptance/commands.hpp"
#include "tests/acceptance/witnesses.hpp"
#include "tests/drills/letters.hpp"

#include <catch2/catch.hpp>

#include <algorithm>

using namespace baedal::acceptance;
using baedal::drills::messages_of;
using baedal::drills::shop;

// What reaches the telephones of the brands' customers.

namespace {

/// The options of a node whose KakaoTalk messages go to the sandbox.
std::vector<std::string> kakao(const shop& of) {
  return {"--alimtalk-url", "http://127.0.0.1:" + std::to_string(of.sandbox_port()),
          "--notification-retry-ms", "100"};
}

bool has_letter(terminal& at, const std::string& number, const std::string& text) {
  return at.eventually(
    [&] { return letters_to(at.shop(), number).find(text) != std::string::npos; });
}

} // namespace

SCENARIO("A4 A82 KakaoTalk gets what the customers of pizza and dongne are told, at their numbers",
         "[000-N5][001-F10][001-N4]") {
  shop of;
  terminal at{of, kakao(of)};
  const auto member = [&](const std::string& id, const std::string& phone) {
    return at.http({"POST", "localhost:8081/members", "userid=" + id, "phone=" + phone}).status;
  };
  REQUIRE(member("10", "010-1234-5678") == 201);
  REQUIRE(member("c1", "010-8765-4321") == 201);
  const auto all_sent = [&](const std::string& order) {
    return at.eventually([&] {
      const auto now = messages_of(of, order);
      const auto any_is = [&](const char* status) {
        return std::any_of(now.begin(), now.end(),
                           [&](const auto& each) { return each.status == status; });
      };
      return any_is("sent") && !any_is("queued") && !any_is("retrying") && !any_is("dead");
    });
  };
  WHEN("a pizza leaves") {
    REQUIRE(at.http(a1).status == 201);
    for (const std::string state : {"PizzaProductionStarted", "DeliveryStarted"})
      REQUIRE(at.http({"PATCH", "localhost:8083/orderDeliveries/1", "orderState=" + state}).status
              == 200);
    THEN("its customer hears of it, and of what was before") {
      CHECK(has_letter(at, "01012345678", "주문 1번 피자 배달이 시작되었습니다."));
      CHECK(has_letter(at, "01012345678", "주문 1번 피자 제작을 시작했습니다."));
      CHECK(all_sent("pizzaOrders-1"));
      CHECK(letters_to(of, "01087654321") == "");
    }
  }
  WHEN("a store accepts") {
    REQUIRE(at.http(a80).status == 201);
    REQUIRE(at.http(a81).status == 201);
    REQUIRE(at.http({"PUT", ":8082/storeOrders/1/accept"}).status == 200);
    THEN("its customer hears of it") {
      CHECK(has_letter(at, "01087654321", "주문 1번이 접수되었습니다."));
      CHECK(all_sent("orders-1"));
      CHECK(letters_to(of, "01012345678") == "");
    }
  }
}
