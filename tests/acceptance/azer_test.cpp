#include "tests/acceptance/commands.hpp"
#include "tests/acceptance/witnesses.hpp"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include <filesystem>
#include <fstream>
#include <sstream>

using namespace baedal::acceptance;
using baedal::drills::shop;

// The clients of azer.

namespace {

/// The names of the files below a folder that hold a text.
std::string files_with(const std::filesystem::path& folder, const std::string& text) {
  std::string names;
  for (const auto& entry : std::filesystem::recursive_directory_iterator{folder}) {
    if (!entry.is_regular_file())
      continue;
    std::ifstream in{entry.path(), std::ios::binary};
    std::stringstream all;
    all << in.rdbuf();
    if (all.str().find(text) != std::string::npos)
      names += entry.path().filename().string() + " ";
  }
  return names;
}

/// The topic's event of the payment that was made: the one that says which fee it contains.
nlohmann::json payment_told(const shop& of) {
  for (const auto& event : topic(of, "azer"))
    if (event.at("eventType") == "Payed" && event.contains("deliveryFee"))
      return event;
  return nullptr;
}

} // namespace

SCENARIO("A20 A21 A22 A23 A25 azer on the command line",
         "[004-S1][004-S2][004-S3][004-S4][004-S5][004-I1]") {
  shop of;
  terminal at{of};
  for (const auto* address :
       {"localhost:8081/orders/", "localhost:8082/pays/", "localhost:8083/stores/",
        "localhost:8084/customers/", "localhost:8085/deliveries/", "localhost:8088/orders",
        "localhost:8088/pays", "localhost:8088/stores", "localhost:8088/customers",
        "localhost:8088/deliveries", "localhost:8088/myPages"}) {
    INFO(address);
    const auto list = at.http({"GET", address});
    CHECK(list.status == 200);
    CHECK(list.at("/page/size") == 20);
  }
  const auto placed = at.http(a21);
  REQUIRE(placed.status == 201);
  CHECK(placed.header("Location") == at.address("localhost:8081/orders/1"));
  CHECK(placed.at("/orderStatus") == "orderPlaced");
  const auto owed = at.http({"GET", "localhost:8082/pays/1"});
  CHECK(owed.at("/payStatus") == "WAITINGPAYED");
  CHECK(owed.at("/totalPrice") == 18000);
  CHECK(at.http({"GET", "localhost:8083/stores/1"}).status == 404);
  const auto paid = at.http(a22);
  CHECK((paid.status == 200 || paid.status == 201));
  CHECK(paid.at("/payStatus") == "PAYED");
  CHECK(paid.at("/totalPrice") == 21000);
  CHECK(at.http({"GET", "localhost:8083/stores/1"}).at("/orderStatus") == "ORDER PAYED");
  for (const auto* view : {"localhost:8084/customers/1", "localhost:8088/myPages/1"})
    CHECK(at.http({"GET", view}).at("/orderStatus") == "PAYED");
  at.eventually([&] { return !payment_told(of).is_null(); });
  REQUIRE_FALSE(payment_told(of).is_null());
  CHECK(payment_told(of).at("totalPrice") == 21000);
  CHECK(payment_told(of).at("deliveryFee") == 3000);
  check_paid(of, "orders-1", 21000);
  const auto accepted = at.http({"POST", "localhost:8083/storeOrderAccepted", "orderId=1"});
  CHECK((accepted.status == 200 || accepted.status == 201));
  const auto taken = at.http({"GET", "localhost:8083/stores/1"});
  CHECK(taken.at("/orderStatus") == "ORDER ACCEPT");
  CHECK(taken.at("/menuId") == 1);
  CHECK(taken.at("/menuCount") == 2);
  CHECK(taken.at("/customerName") == "kim");
  CHECK(taken.at("/customerAddress") == "서울");
  CHECK(at.http({"GET", "localhost:8081/orders/1"}).at("/orderStatus") == "ORDER ACCEPT");
  const auto cooked = at.http({"POST", "localhost:8083/storeCooked", "orderId=1",
                               "cookStatus=COOKED"});
  CHECK((cooked.status == 200 || cooked.status == 201));
  CHECK(at.http({"GET", "localhost:8085/deliveries/1"}).at("/deliveryStatus") == "DeliveryStarted");
  CHECK(at.http({"GET", "localhost:8088/myPages/1"}).at("/orderStatus") == "DeliveryStarted");
}

SCENARIO("A21 azer's orders are placed by posting them to their collection, too") {
  shop of;
  terminal at{of};
  for (const std::string number : {"1", "2"}) {
    const auto placed =
      at.http(number == "1" ? retyped(a21, "localhost:8081/orderPlaced", "localhost:8081/orders")
                            : a21);
    INFO(placed.body);
    REQUIRE(placed.status == 201);
    CHECK(placed.header("Location") == at.address("localhost:8081/orders/" + number));
    const auto row = at.http({"GET", "localhost:8081/orders/" + number});
    CHECK(row.at("/orderStatus") == "orderPlaced");
    CHECK(row.at("/customerAddress") == "서울");
    CHECK(row.at("/menuCount") == 2);
    const auto owed = at.http({"GET", "localhost:8082/pays/" + number});
    CHECK(owed.at("/payStatus") == "WAITINGPAYED");
    CHECK(owed.at("/totalPrice") == 18000);
    CHECK(at.http({"GET", "localhost:8083/stores/" + number}).status == 404);
    at.tells("azer", std::stoi(number), {"OrderPlaced"});
  }
}

SCENARIO("A26 azer's customer cancels before it is cooked") {
  shop of;
  terminal at{of};
  REQUIRE(at.http(a21).status == 201);
  REQUIRE(at.http(a22).at("/payStatus") == "PAYED");
  const auto gone = at.http({"POST", "localhost:8081/ordercanceled", "orderId=1"});
  CHECK((gone.status == 200 || gone.status == 201));
  CHECK(gone.at("/orderStatus") == "orderCanceled");
  at.becomes("localhost:8082/pays/1", "/payStatus", "PAY CANCELLED");
  check_paid_back(at, "orders-1", 21000);
  CHECK(at.http({"GET", "localhost:8083/stores/1"}).at("/orderStatus") == "ORDER CANCELLED");
}

SCENARIO("A22 a card's number is shown masked, and stands in no file (M2)") {
  shop of;
  terminal at{of};
  REQUIRE(at.http({"POST", "localhost:8081/orderPlaced", "menuId=1", "menuCount=2",
                   "menuPrice=9000", "customerId=1"})
            .status
          == 201);
  const auto paid = at.http(
    {"POST", "localhost:8082/pay", "orderId=1", "payMethod=1", "cardNumber=4111111111111234"});
  CHECK(paid.at("/cardNumber") == "****1234");
  CHECK(at.http({"GET", "localhost:8082/pays/1"}).at("/cardNumber") == "****1234");
  of.stop_node();
  CHECK(files_with(of.folder(), "****1234").find(".db") != std::string::npos);
  CHECK(files_with(of.folder(), "4111111111111234") == "");
}
