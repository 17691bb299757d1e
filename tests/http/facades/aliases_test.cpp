#include "tests/http/facades/brand_town.hpp"
#include "tests/http/open_api.hpp"

#include <catch2/catch.hpp>

// The other names under which the brands' clients reach the same rows and commands.

using namespace baedal;
using namespace baedal::http;

namespace {

/// What a client calls, the word it must find then, and where.
struct step {
  verb method;
  std::string path;
  brand_town::members data;
  std::string member;
  std::string word;
};

void walk(brand_town& town, const std::vector<step>& steps) {
  for (const auto& each : steps) {
    const auto answer = town.http(each.method, each.path, each.data);
    INFO(each.path << ": " << answer.status << ' ' << answer.body);
    CHECK(answer.status / 100 == 2);
    CHECK(in_row(answer, each.member) == each.word);
  }
}

const brand_town::members food{{"foodId", "f"}, {"customerId", "c1"}, {"price", "9000"}};
const brand_town::members menu{
  {"storeId", "1"}, {"menuId", "1"}, {"menuCount", "2"}, {"menuPrice", "9000"}};

brand_town::members about(const std::string& order, brand_town::members more = {}) {
  more.insert(more.begin(), {"orderId", order});
  return more;
}

/// Percent-encoded, as clients send what is not ASCII.
std::string encoded(const std::string& path) {
  constexpr std::string_view digits = "0123456789ABCDEF";
  std::string out;
  for (const auto c : path) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte < 128)
      out += c;
    else
      out += {'%', digits[byte >> 4], digits[byte & 15]};
  }
  return out;
}

} // namespace

SCENARIO("dongne's kitchen and riders have many names for what they do",
         "[facades][dongne][001-F3][001-F7][001-F11]") {
  brand_town town;
  walk(town, {{verb::post, "/orders", food, "status", "주문됨"},
              {verb::put, "/payments/1/pay", {}, "status", "결재됨"},
              {verb::put, "/cooks/1/acceptcook", {}, "status", "접수됨"},
              {verb::put, "/cookings/1/startcook", {}, "status", "요리시작"},
              {verb::put, "/foodCookings/1/finishcook", {}, "status", "요리완료"},
              {verb::put, "/deliveryLists/1/pickcook", {{"riderId", "r1"}}, "status", "배송중"},
              {verb::put, "/deliveryLists/1/confirmdelivered", {}, "status", "배송확정"},
              {verb::get, "/orderStatuses/1", {}, "orderStatus", "배송확정"},
              {verb::get, "/orderDashboards/1", {}, "orderStatus", "배송확정"},
              {verb::get, "/mypages/1", {}, "orderStatus", "배송확정"}});
  walk(town, {{verb::post, "/orders", food, "status", "주문됨"},
              {verb::post, "/payments", about("2"), "status", "결재됨"},
              {verb::put, "/cooks/2/cancelcook", {{"reason", "재료소진"}}, "status", "거절됨"},
              {verb::get, "/orders/2", {}, "rejectionReason", "재료소진"}});
  walk(town, {{verb::post, "/orders", food, "status", "주문됨"},
              {verb::put, "/payments/3/pay", {}, "status", "결재됨"},
              {verb::put, "/storeOrders/3/accept", {}, "status", "접수됨"},
              {verb::put, "/storeOrders/3/start-cook", {}, "status", "요리시작"},
              {verb::put, "/storeOrders/3/finish-cook", {}, "status", "요리완료"},
              {verb::put, "/deliveries/3/accept", {{"riderId", "r1"}}, "status", "배송중"},
              {verb::put, "/deliveries/3/acceptdelivery", {}, "status", "배송확정"}});
}

SCENARIO("azer's lists have a second name each, and its house rules hold",
         "[facades][azer][004-F1][004-F8][004-F9][004-F10][M4.10]") {
  brand_town town;
  walk(town, {{verb::post, "/orders", menu, "orderStatus", "orderPlaced"},
              {verb::get, "/orderList/1", {}, "orderStatus", "orderPlaced"},
              {verb::get, "/payList/1", {}, "payStatus", "WAITINGPAYED"},
              {verb::post, "/pay", about("1"), "payStatus", "PAYED"},
              {verb::get, "/storeList/1", {}, "orderStatus", "ORDER PAYED"},
              {verb::post, "/storeOrderAccepted", about("1"), "orderStatus", "ORDER ACCEPT"},
              {verb::post, "/storeCooked", about("1"), "cookStatus", "COOKED"},
              {verb::patch,
               "/deliveries/1",
               {{"deliveryStatus", "DeliveryClosed"}},
               "deliveryStatus",
               "DeliveryClosed"},
              {verb::get, "/customers/1", {}, "orderStatus", "DeliveryClosed"}});
  walk(town, {{verb::post, "/orders", menu, "orderStatus", "orderPlaced"},
              {verb::post, "/pay", about("2"), "payStatus", "PAYED"},
              {verb::post, "/payCancelled", about("2"), "payStatus", "PAY CANCELLED"},
              {verb::get, "/storeList/2", {}, "orderStatus", "ORDER CANCELLED"},
              {verb::get, "/api/v1/orders/orders-2", {}, "delivery/status", "cancelled"},
              {verb::get, "/orders/2", {}, "orderStatus", "orderCanceled"}});
  CHECK(town.payments.books().at(order_id{"orders-2"}).refunded == money{18'000});
}

SCENARIO("hansik's rows have Korean names with and without a plural",
         "[facades][hansik][002-F1][002-C1][K9]") {
  brand_town town;
  const brand_town::members dish{{"품목", "통닭"}, {"수량", "2"}, {"가게", "1"}};
  for (const std::string orders : {"주문", "주문s", "orders"}) {
    const auto placed = town.post(encoded("/" + orders), dish);
    INFO(orders << ": " << placed.body);
    CHECK(placed.status == 201);
    CHECK(in_row(placed, "수량") == "2");
  }
  for (const std::string list : {"주문", "주문s", "주문관리", "주문관리s", "주문처리s"})
    CHECK(in_row(town.get(encoded("/" + list + "/1")), "상태") == "결제승인됨");
  for (const std::string list : {"결제이력", "결제이력s"})
    CHECK(in_row(town.get(encoded("/" + list + "/1")), "행위") == "결제승인됨");
  CHECK(town.post(encoded("/주문관리s"), about("1")).status == 201);
  THEN("the owner and the customer see the same status (002-C1, M5.1)") {
    for (const std::string list :
         {"주문", "주문처리s", "통합주문상태", "통합주문상태s", "주문상세보기", "주문상세보기s"})
      CHECK(in_row(town.get(encoded("/" + list + "/1")), "상태") == "배달시작됨");
  }
  AND_THEN("a payment that is called off cancels its order") {
    const auto off = town.post(encoded("/결제이력s"), about("2", {{"행위", "취소"}}));
    INFO(off.body);
    CHECK(off.status / 100 == 2);
    CHECK(in_row(town.get(encoded("/통합주문상태/2")), "상태") == "주문취소됨");
    CHECK(in_row(town.get(encoded("/통합주문상태/2")), "결제상태") == "결제취소됨");
  }
}

SCENARIO("an order that is deleted is cancelled, delivery and payment with it (K8)",
         "[facades][000-F7][002-F6][002-C3][M4.9]") {
  brand_town town;
  std::string path;
  brand_town::members data;
  std::string order;
  std::tie(path, data, order) = GENERATE(table<std::string, brand_town::members, std::string>(
    {{"/pizzaOrders",
      {{"menuOption", ""}, {"price", "10800"}, {"customerId", "1"}},
      "pizzaOrders-1"},
     {"/orders", {{"item", "통닭"}, {"storeId", "1"}}, "orders-1"}}));
  const auto placed = town.post(path, data);
  INFO(placed.body);
  REQUIRE(placed.status == 201);
  CHECK(town.remove(path + "/1").status == 204);
  CHECK(in_row(town.get("/api/v1/orders/" + order), "status") == "cancelled");
  CHECK(in_row(town.get("/api/v1/orders/" + order), "delivery/status") == "cancelled");
  const auto& book = town.payments.books().at(order_id{order});
  CHECK(book.captured > money{});
  CHECK(book.refunded == book.captured);
}

SCENARIO("a payment that the gateway cannot be asked for now is put off, and made later (T3, K14)",
         "[facades][dongne][azer][000-N3][001-N2]") {
  brand_town town;
  town.payments.moods.away = 1'000;
  std::string number;
  const auto is_put_off = [&] {
    return in_row(town.get("/api/v1/orders/orders-" + number), "payment_deferred") == "true";
  };
  response paid;
  for (int order = 1; order <= 40 && (number.empty() || !is_put_off()); ++order) {
    number = std::to_string(order);
    REQUIRE(town.post("/orders", food).status == 201);
    paid = town.post("/payments", about(number));
  }
  REQUIRE(is_put_off());
  INFO(paid.body);
  CHECK(paid.status == 202);
  CHECK(in_row(paid, "status") == "미결재");
  CHECK_FALSE(paid.header("Location"));
  CHECK(in_row(town.get("/payments/" + number), "status") == "미결재");
  CHECK(town.put("/payments/" + number + "/pay").status == 202);
  const auto other = std::to_string(std::stoi(number) + 1);
  REQUIRE(town.post("/orders", menu).status == 201);
  const auto waits = town.post("/pay", about(other, {{"payMethod", "1"}}));
  CHECK(waits.status == 202);
  CHECK(in_row(waits, "payStatus") == "WAITINGPAYED");
  WHEN("the gateway is back") {
    town.payments.moods.away = 0;
    const auto is_paid = [&] {
      return in_row(town.get("/payments/" + number), "status") == "결재됨"
             && in_row(town.get("/pays/" + other), "payStatus") == "PAYED";
    };
    for (int seconds = 0; seconds < 300 && !is_paid(); seconds += 4)
      town.get("/readyz");
    CHECK(is_paid());
  }
}
