#include "gateways/payment_gateway.hpp"
#include "tests/gateways/scripted_peer.hpp"

#include <catch2/catch.hpp>

#include <mutex>

#include <sys/socket.h>

using namespace baedal;
using namespace baedal::gateways;
using namespace std::chrono_literals;
using verdict = gateway_answer::verdict;

namespace {

std::string paid(const std::string& order, int won) {
  return R"({"paymentKey":"pay_1","orderId":")" + order + R"(","status":"DONE","totalAmount":)"
         + std::to_string(won) + R"(,"balanceAmount":)" + std::to_string(won) + "}";
}

std::shared_ptr<payment_gateway> gateway_at(const std::string& url) {
  auto made = make_payment_gateway(url, "sk_test");
  REQUIRE(made);
  return *made;
}

authorise_call order(std::chrono::milliseconds within) {
  return {order_id{"o1"}, "tok", money{100}, "key 1\r\nX: y", within};
}

void be_silent(const scripted_peer& peer) {
  while (!peer.stopping())
    peer.pause(50ms);
}

/// Serves keep-alive connections with one reply, and remembers what was asked.
struct answering_peer {
  explicit answering_peer(std::string reply) : reply_(std::move(reply)) {}

  scripted_peer::script script() {
    return [this](int socket, const scripted_peer&) {
      for (auto request = read_request(socket); !request.empty(); request = read_request(socket)) {
        const std::lock_guard lock{mutex_};
        requests_.push_back(request);
        send_text(socket, reply_);
      }
    };
  }
  std::string request(std::size_t index) {
    const std::lock_guard lock{mutex_};
    return requests_.at(index);
  }

  std::string reply_;
  std::mutex mutex_;
  std::vector<std::string> requests_;
};

} // namespace

SCENARIO("the trace of the request that caused a call stands in its head") {
  const std::string trace = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
  answering_peer answers{reply_of(200, paid("o1", 100))};
  const scripted_peer peer{answers.script()};
  const auto gateway = gateway_at(peer.url());
  auto asked = order(2s);
  gateway->authorise(asked);
  asked.traceparent = trace;
  gateway->authorise(asked);
  gateway->look_up({order_id{"o1"}, 2s, trace});
  gateway->refund({"pay_1", std::nullopt, "k", "r", 2s, trace});
  CHECK(answers.request(0).find("traceparent") == std::string::npos);
  for (std::size_t i = 1; i <= 3; ++i)
    CHECK(answers.request(i).find("\r\ntraceparent: " + trace + "\r\n") != std::string::npos);
}

SCENARIO("a gateway that nobody serves is unavailable: certainly not reached") {
  const auto gateway = gateway_at(refusing_url());
  CHECK(gateway->authorise(order(610ms)).said == verdict::unavailable);
  CHECK(gateway->look_up({order_id{"o1"}}).said == verdict::unavailable);
  CHECK(gateway->refund({"pay_1", std::nullopt, "k", "r"}).said == verdict::unavailable);
  CHECK(gateway_at("http://no-such-host.invalid:80")->authorise(order(2s)).said
        == verdict::unavailable);
  CHECK(gateway->authorise(order(0ms)).said == verdict::unavailable);
}

SCENARIO("a peer that accepts and never answers is unknown when the time is up (A90)",
         "[001-C5]") {
  const scripted_peer peer{[](int, const scripted_peer& self) { be_silent(self); }};
  const auto gateway = gateway_at(peer.url());
  const auto start = std::chrono::steady_clock::now();
  CHECK(gateway->authorise(order(150ms)).said == verdict::unknown);
  CHECK(gateway->look_up({order_id{"o1"}, 150ms}).said == verdict::unknown);
  CHECK(gateway->refund({"pay_1", std::nullopt, "k", "r", 150ms}).said == verdict::unknown);
  const auto took = std::chrono::steady_clock::now() - start;
  CHECK(took >= 400ms);
  CHECK(took < 5s);
}

SCENARIO("a reply that drips in byte by byte is cut off at the total deadline") {
  const auto whole = "HTTP/1.1 200 OK\r\nX-Pad: " + std::string(2'000, 'x') + "\r\n"
                     + "Content-Length: 3000\r\n\r\n" + std::string(3'000, ' ');
  const auto skip = GENERATE(0, 2'060); // In the head, and in the body.
  const scripted_peer peer{[&](int socket, const scripted_peer& self) {
    read_request(socket);
    send_text(socket, whole.substr(0, skip));
    for (std::size_t i = skip; i < whole.size() && !self.stopping(); ++i) {
      if (!send_text(socket, whole.substr(i, 1)))
        return;
      self.pause(20ms);
    }
  }};
  const auto gateway = gateway_at(peer.url());
  const auto start = std::chrono::steady_clock::now();
  CHECK(gateway->authorise(order(300ms)).said == verdict::unknown);
  const auto took = std::chrono::steady_clock::now() - start;
  CHECK(took >= 290ms);
  CHECK(took < 5s);
}

SCENARIO("replies that are none leave the outcome unknown") {
  const auto text = GENERATE(as<std::string>{}, "", "garbage\r\n\r\n", "HTTP/1.1 200 OK\r\n",
                             reply_of(200, "not json"), reply_of(200, paid("o2", 100)),
                             reply_of(200, paid("o1", 101)), reply_of(204, ""),
                             "HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n" + paid("o1", 100),
                             "HTTP/1.1 200 OK\r\nContent-Length: 200000\r\n\r\n" + paid("o1", 100)
                               + std::string(200'000 - paid("o1", 100).size(), ' '),
                             "HTTP/1.1 302 X\r\nLocation: /elsewhere\r\nContent-Length: 0\r\n\r\n");
  const scripted_peer peer{[&](int socket, const scripted_peer&) {
    read_request(socket);
    send_text(socket, text);
  }};
  CHECK(gateway_at(peer.url())->authorise(order(3s)).said == verdict::unknown);
  CHECK(peer.connections() == 1);
}

SCENARIO("a connection that is reset while a request is under way leaves the outcome unknown") {
  const scripted_peer peer{[](int socket, const scripted_peer&) {
    read_request(socket);
    const linger at_once{1, 0};
    ::setsockopt(socket, SOL_SOCKET, SO_LINGER, &at_once, sizeof at_once);
  }};
  CHECK(gateway_at(peer.url())->authorise(order(3s)).said == verdict::unknown);
  CHECK(peer.connections() == 1);
}

SCENARIO("what is sent is what the API asks for, and nothing can be smuggled into it") {
  answering_peer answers{reply_of(200, paid("o1", 100))};
  const scripted_peer peer{answers.script()};
  const auto gateway = gateway_at(peer.url() + "/toss");
  CHECK(gateway->authorise(order(3s)).said == verdict::approved);
  CHECK(gateway->look_up({order_id{"a/../b c?"}}).said == verdict::unknown); // Another order's.
  const auto confirm = answers.request(0), look_up = answers.request(1);
  CHECK(confirm.starts_with("POST /toss/v1/payments/confirm HTTP/1.1\r\n"));
  CHECK(confirm.find("\r\nAuthorization: Basic c2tfdGVzdDo=\r\n") != std::string::npos);
  CHECK(confirm.find("\r\nIdempotency-Key: key%201%0D%0AX%3A%20y\r\n") != std::string::npos);
  CHECK(confirm.ends_with(R"({"amount":100,"orderId":"o1","paymentKey":"tok"})"));
  CHECK(look_up.starts_with("GET /toss/v1/payments/orders/a%2F..%2Fb%20c%3F HTTP/1.1\r\n"));
  CHECK(look_up.find("Idempotency-Key") == std::string::npos);
}

SCENARIO("connections are kept between calls, and dropped after a failure") {
  std::atomic<int> served = 0;
  const scripted_peer peer{[&](int socket, const scripted_peer& self) {
    for (auto request = read_request(socket); !request.empty(); request = read_request(socket)) {
      if (++served == 4) // One reply that comes too late, and must not answer the next question.
        self.pause(400ms);
      send_text(socket, reply_of(200, paid("o1", served == 4 ? 999 : 100)));
    }
  }};
  const auto gateway = gateway_at(peer.url());
  for (int i = 0; i < 3; ++i)
    CHECK(gateway->authorise(order(5s)).said == verdict::approved);
  CHECK(peer.connections() == 1);
  CHECK(gateway->authorise(order(100ms)).said == verdict::unknown);
  CHECK(gateway->authorise(order(5s)).said == verdict::approved);
  CHECK(peer.connections() == 2);
}

SCENARIO("many threads share one gateway, each on a connection of its own") {
  answering_peer answers{reply_of(200, paid("o1", 100))};
  const scripted_peer peer{answers.script()};
  const auto gateway = gateway_at(peer.url());
  std::vector<std::thread> threads;
  std::atomic<int> approved = 0;
  for (int i = 0; i < 16; ++i)
    threads.emplace_back([&] {
      for (int call = 0; call < 20; ++call)
        approved += gateway->authorise(order(10s)).said == verdict::approved;
    });
  for (auto& thread : threads)
    thread.join();
  CHECK(approved == 320);
  CHECK(peer.connections() <= 16 + 1);
}
