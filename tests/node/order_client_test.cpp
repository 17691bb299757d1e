#include "node/order_client.hpp"

#include <catch2/catch.hpp>
#include <httplib.h>
#include <nlohmann/json.hpp>

#include <sstream>
#include <thread>

using namespace baedal::node;
using nlohmann::json;

namespace {

/// A server that remembers the request and answers what it was told.
class scripted_server {
public:
  scripted_server() {
    const auto handle = [this](const httplib::Request& in, httplib::Response& out) {
      method = in.method;
      path = in.path;
      key = in.get_header_value("Idempotency-Key");
      type = in.get_header_value("Content-Type");
      body = in.body;
      out.status = status;
      out.set_content(answer, "application/json");
    };
    server_.Get(".*", handle);
    server_.Post(".*", handle);
    server_.set_keep_alive_timeout(1);
    port_ = server_.bind_to_any_port("127.0.0.1");
    thread_ = std::thread{[this] { server_.listen_after_bind(); }};
    while (!server_.is_running()) // Before that it cannot be stopped.
      std::this_thread::yield();
  }
  ~scripted_server() {
    server_.stop();
    thread_.join();
  }

  [[nodiscard]] std::string url() const { return "http://127.0.0.1:" + std::to_string(port_); }

  int status = 200;
  std::string answer = "{}";
  std::string method, path, key, type, body;

private:
  httplib::Server server_;
  int port_ = 0;
  std::thread thread_;
};

struct said {
  int status = 0;
  std::string out;
  std::string err;
};

said run(const order_call& call) {
  std::ostringstream out;
  std::ostringstream err;
  const auto status = run_order_call(call, out, err);
  return {status, out.str(), err.str()};
}

} // namespace

SCENARIO("the client places an order") {
  scripted_server server;
  server.status = 201;
  server.answer = R"({"order_id":"o-1"})";
  order_call call{.server = server.url(), .action = "place"};
  GIVEN("options") {
    call.brand = "dongne";
    call.store = "s-1";
    call.customer = "c-1";
    call.items = {{"fried-chicken", 2}, {"cola", 1}};
    call.address = "Seoul \"1\"";
    call.token = "tok";
    call.key = "key-1";
    const auto got = run(call);
    THEN("they make the body, and the server's JSON is printed") {
      CHECK(got.status == 0);
      CHECK(got.out == server.answer + '\n');
      CHECK(got.err.empty());
      CHECK(server.method == "POST");
      CHECK(server.path == "/api/v1/orders");
      CHECK(server.key == "key-1");
      CHECK(server.type == "application/json");
      CHECK(json::parse(server.body)
            == json::parse(R"({"brand":"dongne","store_id":"s-1","customer_id":"c-1",
                 "items":[{"item_id":"fried-chicken","quantity":2},{"item_id":"cola","quantity":1}],
                 "address":{"text":"Seoul \"1\""},"payment":{"token":"tok"}})"));
    }
  }
  GIVEN("a body of one's own") {
    call.json = R"({"anything":1})";
    THEN("it is sent as it is") {
      CHECK(run(call).status == 0);
      CHECK(server.body == call.json);
    }
  }
}

SCENARIO("the client steers and reads an order") {
  scripted_server server;
  THEN("a command is a POST behind the order's id") {
    CHECK(run({.server = server.url(), .action = "pick", .order = "o-1", .rider = "r-1"}).status
          == 0);
    CHECK(server.method == "POST");
    CHECK(server.path == "/api/v1/orders/o-1/pick");
    CHECK(json::parse(server.body) == json{{"rider_id", "r-1"}});
  }
  THEN("numbers are numbers in the body") {
    order_call gone{.server = server.url(), .action = "remove-item", .order = "o-1"};
    gone.item = "cola";
    gone.quantity = 2;
    gone.reason = "sold out";
    CHECK(run(gone).status == 0);
    CHECK(server.path == "/api/v1/orders/o-1/remove-item");
    CHECK(json::parse(server.body)
          == json::parse(R"({"item_id":"cola","quantity":2,"reason":"sold out"})"));
    order_call paid{.server = server.url(), .action = "pay", .order = "o-1", .method = "cash"};
    paid.delivery_fee = 3'000;
    CHECK(run(paid).status == 0);
    CHECK(json::parse(server.body) == json::parse(R"({"method":"cash","delivery_fee":3000})"));
    order_call no{.server = server.url(), .action = "reject", .order = "o-1"};
    no.code = 3;
    CHECK(run(no).status == 0);
    CHECK(json::parse(server.body) == json{{"code", 3}});
  }
  THEN("a reading is a GET") {
    CHECK(run({.server = server.url(), .action = "get", .order = "o-1"}).status == 0);
    CHECK(server.method == "GET");
    CHECK(server.path == "/api/v1/orders/o-1");
    CHECK(run({.server = server.url(), .action = "history", .order = "o-1"}).status == 0);
    CHECK(server.path == "/api/v1/orders/o-1/history");
  }
  THEN("a command without an order makes no sense") {
    const auto got = run({.server = server.url(), .action = "pick"});
    CHECK(got.status == 2);
    CHECK(got.err.find("needs the id of an order") != std::string::npos);
    CHECK(server.method.empty());
  }
}

SCENARIO("the exit status tells a refusal from a server that is not there") {
  GIVEN("a server that refuses with a problem") {
    scripted_server server;
    server.status = 409;
    server.answer = R"({"status":409,"code":"sold_out","detail":"no cola is left"})";
    THEN("code and detail are said, and the status is 1") {
      const auto got = run({.server = server.url(), .action = "place"});
      CHECK(got.status == 1);
      CHECK(got.out.empty());
      CHECK(got.err == "baedal orders: sold_out: no cola is left\n");
    }
    THEN("an order whose payment is unknown is named") {
      server.status = 503;
      server.answer = R"({"code":"payment_unknown","order_id":"o-9"})";
      CHECK(run({.server = server.url(), .action = "place"}).err
            == "baedal orders: payment_unknown (order o-9)\n");
    }
  }
  GIVEN("a server that refuses with something else") {
    scripted_server server;
    server.status = 500;
    server.answer = "<html>";
    THEN("the HTTP status is said") {
      const auto got = run({.server = server.url(), .action = "place"});
      CHECK(got.status == 1);
      CHECK(got.err.find("500") != std::string::npos);
    }
  }
  GIVEN("no server") {
    const auto gone = scripted_server{}.url();
    THEN("the status is 3") {
      const auto got = run({.server = gone, .action = "get", .order = "o-1"});
      CHECK(got.status == 3);
      CHECK(got.err.find("cannot reach " + gone) != std::string::npos);
    }
  }
  THEN("an address that cannot be one is a mistake of the caller") {
    CHECK(run({.server = "nowhere", .action = "get", .order = "o-1"}).status == 2);
  }
}
