#include "tests/drills/shop.hpp"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include <set>
#include <thread>

#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

using namespace baedal;
using namespace baedal::drills;
using namespace std::chrono_literals;
using json = nlohmann::json;

namespace {

constexpr auto orders = "/api/v1/orders";

/// Sends a body that is shorter than announced and hangs up.
void send_half(std::uint16_t port) {
  sockaddr_in where{};
  where.sin_family = AF_INET;
  where.sin_port = htons(port);
  where.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  const auto wire = ::socket(AF_INET, SOCK_STREAM, 0);
  REQUIRE(::connect(wire, reinterpret_cast<sockaddr*>(&where), sizeof where) == 0);
  const std::string half = "POST /api/v1/orders HTTP/1.1\r\nHost: x\r\nIdempotency-Key: half\r\n"
                           "Content-Length: 500\r\n\r\n"
                           + order_body("pizza", "half");
  CHECK(::send(wire, half.data(), half.size(), 0) == static_cast<ssize_t>(half.size()));
  ::close(wire);
}

json orders_of(shop& of, const std::string& customer) {
  return json::parse(of.node().get("/api/v1/customers/" + customer + "/orders").body).at("orders");
}

} // namespace

SCENARIO("one key is one order, however often and however much at once it is used", "[I10][I2]") {
  shop of;
  of.start_node();
  of.open_stores();
  constexpr int many = 100;
  std::vector<http_answer> answers(many);
  std::vector<std::thread> clients;
  for (auto& answer : answers)
    clients.emplace_back(
      [&of, &answer] { answer = of.node().post(orders, order_body("pizza", "kim"), "same"); });
  for (auto& client : clients)
    client.join();
  const auto first = answers.front();
  INFO(first.body);
  CHECK(first.status == 201);
  for (const auto& answer : answers) {
    CHECK(answer.status == first.status);
    CHECK(answer.body == first.body);
  }
  const auto books = json::parse(of.sandbox().get("/sandbox/payments").body).at("payments");
  CHECK(books.size() == 1);
  const auto other = of.node().post(orders, order_body("pizza", "kim", "tok_other"), "same");
  CHECK(other.status == 422);
  CHECK(other.member("code") == "key_reused");
}

SCENARIO("what is no request does nothing and harms nobody") {
  shop of;
  of.start_node();
  of.open_stores();
  auto to = of.node();
  WHEN("a body is huge") {
    const auto answer = to.post(orders, std::string(8'000'000, ' '));
    THEN("it is refused as too large") {
      CHECK((answer.status == 413 || answer.status == 0)); // The door may hang up while we send.
    }
  }
  WHEN("a body is no UTF-8") {
    auto body = order_body("pizza", "kim");
    body.replace(body.find("kim"), 3, "\xff\xfe!");
    const auto answer = to.post(orders, body);
    THEN("it is a bad request") {
      INFO(answer.body);
      CHECK(answer.status == 400);
    }
  }
  WHEN("a body is as large as it may be, and full of options") {
    const auto body_with = [](int lines, int options) {
      auto body = order_body("pizza", "kim");
      const auto one = R"({"item_id":"dish","quantity":1,"options":[)" + [&] {
        std::string all;
        for (int number = 0; number < options; ++number)
          all += (number > 0 ? ",\"" : "\"") + std::string(200, 'x') + '"';
        return all;
      }() + "]}";
      std::string lines_text;
      for (int number = 0; number < lines; ++number)
        lines_text += (number > 0 ? "," : "") + one;
      const auto items = body.find("\"items\":[");
      body.replace(items, body.find(']', items) + 1 - items, "\"items\":[" + lines_text + "]");
      body.resize(1024 * 1024, ' ');
      return body;
    };
    const auto too_much = to.post(orders, body_with(100, 50));
    THEN("it is refused with the reason, and the most that is allowed is taken") {
      INFO(too_much.body);
      CHECK(too_much.status == 422);
      CHECK(too_much.member("code") == "value_invalid");
      const auto most = to.post(orders, body_with(100, 3));
      INFO(most.body);
      CHECK(most.status == 201);
    }
  }
  WHEN("a body ends too early") {
    send_half(of.node_port());
    THEN("no order comes of it, and its key is free") {
      const auto placed = of.node().post(orders, order_body("pizza", "half"), "half");
      CHECK(placed.status == 201);
      CHECK(support::eventually(5s, [&] { return orders_of(of, "half").size() == 1; }));
    }
  }
  CHECK(of.node().get("/readyz").status == 200);
}

SCENARIO("the brands' former ports serve everything, and one that is taken ends the start",
         "[K12][K10]") {
  shop of;
  const auto one = free_port();
  const auto other = free_port();
  of.start_node({"--compat-ports", std::to_string(one) + "," + std::to_string(other)});
  of.open_stores();
  const auto placed = caller{one}.post("/orders", R"({"item":"dish"})");
  INFO(placed.body);
  CHECK(placed.status == 201);
  for (const auto port : {one, other, of.node_port()}) {
    CHECK(caller{port}.get("/readyz").status == 200);
    CHECK(caller{port}.get("/orders/1").status == 200);
  }
  auto words = of.serve_words(free_port(), "sqlite://" + (of.folder() / "other.db").string());
  words.insert(words.end(), {"--compat-ports", std::to_string(other)});
  auto second = of.beside(words);
  CHECK(second.wait(20s) == 1);
  CHECK(second.log().find("cannot listen on 127.0.0.1:" + std::to_string(other)
                          + ": Address already in use")
        != std::string::npos);
  CHECK(of.node().get("/readyz").status == 200);
}
