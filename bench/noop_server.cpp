// bench_noop PORT THREADS: the product's front door whose handlers do nothing. What placing and
// reading cost above this is not HTTP.
#include "http/front_door.hpp"

#include <csignal>
#include <iostream>

namespace {

using namespace baedal;

/// As long as the real answer.
const std::string& order() {
  static const std::string text =
    R"({"order_id":"o_00000000000000000000000000","brand":"dongne","store_id":"demo-dongne",)"
    R"("customer_id":"bench-customer-1","status":"placed","payment":{"status":"none"},)"
    R"("delivery":{"status":"none"},"items":[{"item_id":"fried-chicken","name":"Chicken",)"
    R"("quantity":1,"unit_price":18000}],"total":18000,"version":1,)"
    R"("placed_at":"2026-01-01T00:00:00.000Z"})";
  return text;
}

http::route answering(http::verb method, const char* pattern, int status) {
  return {method, pattern,
          [status](const http::exchange_ptr& to) { to->complete(http::json(status, order())); }};
}

} // namespace

int main(int argc, char** argv) {
  if (argc != 3)
    return 2;
  sigset_t stops;
  sigemptyset(&stops);
  sigaddset(&stops, SIGTERM);
  sigaddset(&stops, SIGINT);
  pthread_sigmask(SIG_BLOCK, &stops, nullptr);

  http::route_table routes;
  routes.add(answering(http::verb::post, "/api/v1/orders", 201));
  routes.add(answering(http::verb::get, "/api/v1/orders/{id}", 200));
  routes.add(answering(http::verb::get, "/readyz", 200));
  http::front_door_settings how;
  how.threads = std::stoul(argv[2]);
  http::front_door door{std::move(routes), how};
  const auto started = door.start("127.0.0.1", static_cast<std::uint16_t>(std::stoul(argv[1])));
  if (!started) {
    std::cerr << started.error().detail << '\n';
    return 1;
  }
  int got = 0;
  sigwait(&stops, &got);
  door.stop();
  http::front_door::join_retired();
}
