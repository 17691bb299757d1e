#include "sandbox/payment_desk.hpp"
#include "tests/sandbox/temp_folder.hpp"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include <atomic>
#include <future>
#include <thread>

using namespace baedal;
using namespace baedal::sandbox;
using namespace std::chrono_literals;
using json = nlohmann::json;

namespace {

/// Where a reply arrives; outlives the desk that may never send one.
class inbox {
public:
  reply_fn address() const {
    return [to = promise_](desk_reply reply) { to->set_value(std::move(reply)); };
  }
  desk_reply wait() const {
    REQUIRE(reply_.wait_for(30s) == std::future_status::ready);
    return reply_.get();
  }
  bool has_reply() const { return reply_.wait_for(0s) == std::future_status::ready; }

private:
  std::shared_ptr<std::promise<desk_reply>> promise_ = std::make_shared<std::promise<desk_reply>>();
  std::shared_future<desk_reply> reply_ = promise_->get_future().share();
};

std::string confirm_body(const std::string& order, std::int64_t amount) {
  return json{{"paymentKey", "tok_a"}, {"orderId", order}, {"amount", amount}}.dump();
}

struct open_desk {
  explicit open_desk(const temp_folder& folder) {
    auto opened = payment_desk::open(folder.path());
    REQUIRE(opened);
    desk = std::move(*opened);
  }
  void behave(const std::string& how) { REQUIRE(desk->set_behaviour(how).status == 200); }
  desk_reply confirm(const std::string& order, std::int64_t amount, const std::string& key = "") {
    const inbox in;
    desk->confirm(confirm_body(order, amount), key, in.address());
    return in.wait();
  }
  desk_reply look_up(const std::string& order) {
    const inbox in;
    desk->look_up_order(order, in.address());
    return in.wait();
  }
  json books() {
    const inbox in;
    desk->books(in.address());
    return json::parse(in.wait().body)["payments"];
  }
  /// Asks until the order is paid; bounded by the test's own time-out.
  void await_capture(const std::string& order) {
    const auto limit = std::chrono::steady_clock::now() + 30s;
    while (look_up(order).status != 200) {
      REQUIRE(std::chrono::steady_clock::now() < limit);
      std::this_thread::yield();
    }
  }
  std::unique_ptr<payment_desk> desk;
};

} // namespace

SCENARIO("the books outlive the process, and show what was taken and given back") {
  const temp_folder folder;
  std::string key;
  {
    open_desk at{folder};
    key = json::parse(at.confirm("o1", 9'000, "k").body)["paymentKey"];
    const inbox in;
    at.desk->cancel(key, R"({"cancelReason":"늦음","cancelAmount":4000})", "r1", in.address());
    CHECK(in.wait().status == 200);
  }
  open_desk at{folder};
  const auto books = at.books();
  REQUIRE(books.size() == 1);
  CHECK(books[0]["order_id"] == "o1");
  CHECK(books[0]["payment_key"] == key);
  CHECK(books[0]["amount"] == 9'000);
  CHECK(books[0]["status"] == "PARTIAL_CANCELED");
  CHECK(books[0]["captures"][0]["amount"] == 9'000);
  CHECK(books[0]["cancels"][0]["amount"] == 4'000);
  CHECK(books[0]["cancels"][0]["reason"] == "늦음");
  CHECK(books[0]["cancels"][0]["at"].get<std::string>().ends_with("Z"));
  const inbox again;
  at.desk->cancel(key, R"({"cancelReason":"늦음","cancelAmount":4000})", "r1", again.address());
  CHECK(json::parse(again.wait().body)["balanceAmount"] == 5'000);
}

SCENARIO("sixty-four threads confirm one order: one capture, one payment key", "[I2]") {
  const temp_folder folder;
  open_desk at{folder};
  std::vector<inbox> inboxes(64);
  std::vector<std::thread> threads;
  for (std::size_t i = 0; i < inboxes.size(); ++i)
    threads.emplace_back([&, i] {
      at.desk->confirm(confirm_body("o", 500), "k" + std::to_string(i % 2), inboxes[i].address());
    });
  for (auto& thread : threads)
    thread.join();
  const auto first = json::parse(inboxes[0].wait().body)["paymentKey"];
  for (const auto& in : inboxes) {
    CHECK(in.wait().status == 200);
    CHECK(json::parse(in.wait().body)["paymentKey"] == first);
  }
  REQUIRE(at.books().size() == 1);
  CHECK(at.books()[0]["captures"].size() == 1);
}

SCENARIO("a capture that was promised is done even if the sandbox was restarted meanwhile") {
  const temp_folder folder;
  const inbox gone;
  {
    open_desk at{folder};
    at.behave(R"({"capture_delay_ms":400})");
    at.desk->confirm(confirm_body("late", 700), "k", gone.address());
    CHECK(at.look_up("late").status == 404);
    CHECK(at.books().empty());
  }
  open_desk at{folder};
  at.await_capture("late");
  CHECK(at.books()[0]["captures"].size() == 1);
  CHECK(at.confirm("late", 700, "k").status == 200);
  CHECK(at.books().size() == 1);
}

SCENARIO("all who wait for a promised capture are answered by it") {
  const temp_folder folder;
  open_desk at{folder};
  at.behave(R"({"capture_delay_ms":150})");
  const inbox first, second;
  at.desk->confirm(confirm_body("o", 700), "k1", first.address());
  at.desk->confirm(confirm_body("o", 700), "k2", second.address());
  CHECK(first.wait().status == 200);
  CHECK(second.wait().body == first.wait().body);
}

SCENARIO("faults do what they say") {
  const temp_folder folder;
  open_desk at{folder};
  WHEN("the gateway is down") {
    at.behave(R"({"down":true})");
    THEN("everything is 503, nothing is taken, and the books can be read") {
      CHECK(at.confirm("o", 100).status == 503);
      CHECK(at.look_up("o").status == 503);
      CHECK(at.books().empty());
    }
  }
  WHEN("it fails always") {
    at.behave(R"({"error_rate":1})");
    THEN("it is 500 and nothing was done") {
      const auto reply = at.confirm("o", 100);
      CHECK(reply.status == 500);
      CHECK(json::parse(reply.body)["code"] == "FAILED_INTERNAL_SYSTEM_PROCESSING");
      at.behave("{}");
      CHECK(at.look_up("o").status == 404);
    }
  }
  WHEN("it declines always") {
    at.behave(R"({"decline_rate":1})");
    THEN("it is 403 and nothing was taken") {
      CHECK(at.confirm("o", 100).status == 403);
      CHECK(at.books().empty());
    }
  }
  WHEN("it never answers after a success") {
    at.behave(R"({"timeout_after_success_rate":1})");
    const inbox in;
    at.desk->confirm(confirm_body("o", 100), "k", in.address());
    THEN("the capture is there and the answer is not") {
      CHECK(at.look_up("o").status == 200);
      CHECK_FALSE(in.has_reply());
    }
  }
  WHEN("it is slow") {
    at.behave(R"({"latency_ms":120})");
    const auto start = std::chrono::steady_clock::now();
    THEN("answers leave later") {
      CHECK(at.confirm("o", 100).status == 200);
      CHECK(std::chrono::steady_clock::now() - start >= 120ms);
    }
  }
}

SCENARIO("a request that is not well formed is refused and changes nothing") {
  const temp_folder folder;
  open_desk at{folder};
  const auto body = GENERATE(as<std::string>{}, "", "[]", "{", R"({"orderId":"o","amount":5})",
                             R"({"paymentKey":"t","orderId":"","amount":5})",
                             R"({"paymentKey":"t","orderId":"o","amount":-0.5})",
                             R"({"paymentKey":"t","orderId":"o","amount":-5})",
                             R"({"paymentKey":"t","orderId":"o","amount":5.0})",
                             R"({"paymentKey":"t","orderId":"o","amount":"5"})",
                             R"({"paymentKey":"t","orderId":"o","amount":1000000001})",
                             R"({"paymentKey":"t","orderId":"o\u0000","amount":5})",
                             R"({"paymentKey":7,"orderId":"o","amount":5})");
  const inbox in;
  at.desk->confirm(body, "k", in.address());
  CHECK(in.wait().status == 400);
  CHECK(json::parse(in.wait().body)["code"] == "INVALID_REQUEST");
  CHECK(at.books().empty());
}
