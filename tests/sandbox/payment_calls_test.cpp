#include "gateways/payment_gateway.hpp"
#include "sandbox/sandbox_server.hpp"
#include "tests/sandbox/temp_folder.hpp"

#include <catch2/catch.hpp>
#include <httplib.h>
#include <nlohmann/json.hpp>

#include <atomic>
#include <set>
#include <thread>

using namespace baedal;
using namespace baedal::sandbox;
using namespace std::chrono_literals;
using gateways::authorise_call;
using gateways::refund_call;
using json = nlohmann::json;
using verdict = gateway_answer::verdict;

namespace {

/// A sandbox on loopback and the adapter that a node would call it with.
class payment_world {
public:
  payment_world() { open(0); }

  /// The same books and the same port again, as after a crash of the sandbox.
  void restart() {
    const auto port = server_->port();
    server_.reset();
    open(port);
  }
  void shut() { server_.reset(); }
  void behave(const std::string& how) {
    const auto reply = client().Put("/sandbox/behaviour", how, "application/json");
    REQUIRE(reply);
    REQUIRE(reply->status == 200);
  }
  gateway_answer pay(const std::string& order, std::int64_t won, const std::string& key = "k1",
                     std::chrono::milliseconds within = 5s, const std::string& token = "tok_a") {
    return gateway_->authorise({order_id{order}, token, money{won}, order + key, within});
  }
  gateway_answer look_up(const std::string& order) {
    return gateway_->look_up({order_id{order}, 5s});
  }
  gateway_answer refund(const gateway_answer& paid, std::optional<money> amount,
                        const std::string& key) {
    return gateway_->refund({paid.payment_key, amount, key, "고객 취소", 5s});
  }
  json books() {
    const auto reply = client().Get("/sandbox/payments");
    REQUIRE(reply);
    return json::parse(reply->body).at("payments");
  }
  gateway_answer await_capture(const std::string& order) {
    const auto limit = std::chrono::steady_clock::now() + 30s;
    auto answer = look_up(order);
    while (answer.said == verdict::not_found && std::chrono::steady_clock::now() < limit)
      answer = look_up(order);
    return answer;
  }
  httplib::Client client() const { return httplib::Client{"127.0.0.1", server_->port()}; }
  gateways::payment_gateway& gateway() { return *gateway_; }

private:
  void open(std::uint16_t port) {
    auto started = sandbox_server::start({"127.0.0.1", port, folder_.path() / "books"});
    REQUIRE(started);
    server_ = std::move(*started);
    auto made = gateways::make_payment_gateway(
      "http://127.0.0.1:" + std::to_string(server_->port()), gateways::default_payment_secret);
    REQUIRE(made);
    gateway_ = std::move(*made);
  }

  temp_folder folder_;
  std::unique_ptr<sandbox_server> server_;
  std::shared_ptr<gateways::payment_gateway> gateway_;
};

} // namespace

SCENARIO_METHOD(payment_world, "a total of 0 still asks the gateway", "[M1]") {
  const auto paid = pay("ord-0", 0);
  REQUIRE(paid.said == verdict::approved);
  CHECK(paid.amount == money{0});
  CHECK(look_up("ord-0").said == verdict::approved);
  CHECK(look_up("ord-0").payment_key == paid.payment_key);
}

SCENARIO_METHOD(payment_world, "an order is paid, looked up and given back", "[M6]") {
  const auto paid = pay("ord-1", 23'000);
  REQUIRE(paid.said == verdict::approved);
  CHECK(paid.amount == money{23'000});
  CHECK(pay("ord-1", 23'000).payment_key == paid.payment_key);
  CHECK(pay("ord-1", 23'000, "k2").payment_key == paid.payment_key);
  CHECK(look_up("ord-1").payment_key == paid.payment_key);
  CHECK(look_up("ord-2").said == verdict::not_found);

  WHEN("a part is given back, twice with the same key") {
    CHECK(refund(paid, money{3'000}, "r1").amount == money{3'000});
    const auto again = refund(paid, money{3'000}, "r1");
    THEN("it was given back once") {
      CHECK(again.said == verdict::refunded);
      CHECK(look_up("ord-1").refunded_total == money{3'000});
      CHECK(books()[0]["cancels"].size() == 1);
      CHECK(books()[0]["cancels"][0]["reason"] == "고객 취소");
    }
    THEN("more than what is left is refused, and the rest is not") {
      CHECK(refund(paid, money{20'001}, "r2").said == verdict::refund_refused);
      CHECK(refund(paid, std::nullopt, "r3").amount == money{20'000});
      CHECK(books()[0]["status"] == "CANCELED");
    }
  }
  WHEN("all of it is given back, again under another key") {
    CHECK(refund(paid, std::nullopt, "r1").amount == money{23'000});
    const auto again = refund(paid, std::nullopt, "r2");
    THEN("it was given back once, and the second caller hears that it is done") {
      CHECK(again.said == verdict::refunded);
      CHECK(again.amount == money{23'000});
      CHECK(books()[0]["cancels"].size() == 1);
      CHECK(refund(paid, money{1}, "r3").said == verdict::refund_refused);
      CHECK(pay("ord-1", 23'000, "k9").said == verdict::unknown);
      CHECK(look_up("ord-1").refunded_total == money{23'000});
    }
  }
  WHEN("another amount is confirmed for it") {
    THEN("the outcome is left to a look-up, which tells what was taken") {
      CHECK(pay("ord-1", 22'999, "k3").said == verdict::unknown);
      CHECK(look_up("ord-1").amount == money{23'000});
    }
  }
  WHEN("a payment is named that nobody knows") {
    THEN("its refund is refused") {
      auto nobody = paid;
      nobody.payment_key = "pay_nobody";
      CHECK(refund(nobody, std::nullopt, "r").said == verdict::refund_refused);
    }
  }
}

SCENARIO_METHOD(payment_world, "a declined card takes nothing; another one may pay the order") {
  CHECK(pay("o", 100, "k1", 5s, "tok_declined").said == verdict::declined);
  CHECK(look_up("o").said == verdict::not_found);
  CHECK(books().empty());
  CHECK(pay("o", 100, "k2").said == verdict::approved);
  behave(R"({"decline_rate":1})");
  CHECK(pay("p", 100).said == verdict::declined);
}

SCENARIO_METHOD(payment_world, "a capture whose answer is lost is unknown, and then found") {
  behave(R"({"timeout_after_success_rate":1})");
  CHECK(pay("o", 4'200, "k1", 200ms).said == verdict::unknown);
  const auto found = look_up("o");
  CHECK(found.said == verdict::approved);
  CHECK(found.amount == money{4'200});
  CHECK(pay("o", 4'200, "k1").payment_key == found.payment_key);
  WHEN("the answer to a refund is lost too") {
    CHECK(gateway().refund({found.payment_key, std::nullopt, "r1", "late", 200ms}).said
          == verdict::unknown);
    THEN("the repeat says that it is done, and it was done once") {
      CHECK(refund(found, std::nullopt, "r1").amount == money{4'200});
      CHECK(books()[0]["cancels"].size() == 1);
    }
  }
}

SCENARIO_METHOD(payment_world, "a gateway in trouble never makes the adapter guess", "[003-V6]") {
  WHEN("it fails") {
    behave(R"({"error_rate":1})");
    THEN("the outcome is unknown until a look-up works again") {
      CHECK(pay("o", 100).said == verdict::unknown);
      CHECK(look_up("o").said == verdict::unknown);
      behave("{}");
      CHECK(look_up("o").said == verdict::not_found);
    }
  }
  WHEN("it is down") {
    behave(R"({"down":true})");
    THEN("the outcome is unknown, nothing is taken, and the books can be read") {
      CHECK(pay("o", 100).said == verdict::unknown);
      CHECK(look_up("o").said == verdict::unknown);
      CHECK(books().empty());
    }
  }
  WHEN("it is slow, but not too slow") {
    behave(R"({"latency_ms":150})");
    THEN("the answer is waited for") {
      CHECK(pay("o", 100).said == verdict::approved);
    }
  }
  WHEN("its process is gone") {
    CHECK(pay("o", 100).said == verdict::approved); // There is a kept connection now.
    shut();
    THEN("it is unavailable: certainly not reached") {
      CHECK(pay("p", 100).said == verdict::unavailable);
      CHECK(look_up("o").said == verdict::unavailable);
    }
  }
}

SCENARIO_METHOD(payment_world, "a capture may come after the client has given up") {
  behave(R"({"capture_delay_ms":500})");
  CHECK(pay("o", 9'900, "k1", 100ms).said == verdict::unknown);
  CHECK(look_up("o").said == verdict::not_found);
  WHEN("time passes") {
    THEN("the capture is there, once") {
      CHECK(await_capture("o").amount == money{9'900});
      CHECK(books()[0]["captures"].size() == 1);
    }
  }
  WHEN("the sandbox restarts meanwhile") {
    restart();
    THEN("the capture comes all the same, and repeating the confirm finds it") {
      CHECK(await_capture("o").amount == money{9'900});
      CHECK(pay("o", 9'900).said == verdict::approved);
      CHECK(books().size() == 1);
    }
  }
}

SCENARIO_METHOD(payment_world, "sixty-four threads pay one order: one capture", "[I2]") {
  std::vector<std::thread> threads;
  std::vector<std::string> keys(64);
  for (std::size_t i = 0; i < keys.size(); ++i)
    threads.emplace_back([&, i] {
      const auto paid = pay("o", 700, "k" + std::to_string(i), 30s);
      keys[i] = paid.said == verdict::approved ? paid.payment_key : "";
    });
  for (auto& thread : threads)
    thread.join();
  CHECK_FALSE(keys[0].empty());
  CHECK(std::set<std::string>(keys.begin(), keys.end()).size() == 1);
  REQUIRE(books().size() == 1);
  CHECK(books()[0]["captures"].size() == 1);
}

SCENARIO_METHOD(payment_world, "requests that are held keep nobody else from being served") {
  behave(R"({"timeout_after_success_rate":1})");
  std::vector<std::thread> threads;
  std::atomic<int> unknown = 0;
  for (int i = 0; i < 64; ++i)
    threads.emplace_back([&, i] {
      unknown += pay("o" + std::to_string(i), 100, "k", 300ms).said == verdict::unknown;
    });
  for (auto& thread : threads)
    thread.join();
  CHECK(unknown == 64);
  CHECK(look_up("o63").said == verdict::approved);
  CHECK(books().size() == 64);
}

SCENARIO_METHOD(payment_world, "the sandbox speaks HTTP as it says on its front page") {
  auto http = client();
  CHECK(http.Get("/")->body.find("POST /v1/payments/confirm") != std::string::npos);
  CHECK(http.Get("/livez")->status == 200);
  CHECK(json::parse(http.Get("/sandbox/behaviour")->body)["down"] == false);
  CHECK(http.Get("/sandbox/payments")->body == R"({"payments":[]})");
  const auto refused = http.Put("/sandbox/behaviour", R"({"down":"yes"})", "application/json");
  CHECK(refused->status == 400);
  CHECK(json::parse(refused->body)["code"] == "INVALID_REQUEST");
  for (const auto* path : {"/v1/payments/orders/o", "/v1/payments/pay_1"}) {
    const auto nobody = http.Get(path);
    CHECK(nobody->status == 401);
    CHECK(json::parse(nobody->body)["code"] == "UNAUTHORIZED_KEY");
  }
  http.set_basic_auth("anything", "");
  CHECK(http.Get("/v1/payments/orders/o")->status == 404);
  CHECK(http.Post("/v1/payments/confirm", "{}", "application/json")->status == 400);
}

SCENARIO("a sandbox that cannot start says why") {
  const temp_folder folder;
  const auto first = sandbox_server::start({"127.0.0.1", 0, folder.path() / "a"});
  REQUIRE(first);
  const auto same_books = sandbox_server::start({"127.0.0.1", 0, folder.path() / "a"});
  REQUIRE_FALSE(same_books);
  CHECK(same_books.error().detail.find("another sandbox") != std::string::npos);
  const auto same_port =
    sandbox_server::start({"127.0.0.1", (*first)->port(), folder.path() / "b"});
  REQUIRE_FALSE(same_port);
  CHECK_FALSE(same_port.error().detail.empty());
  CHECK_FALSE(sandbox_server::start({"127.0.0.1", 0, "/dev/null/books"}));
}
