#include "tests/http/open_api.hpp"

#include <catch2/catch.hpp>

using namespace baedal;
using namespace baedal::http;
using namespace std::chrono_literals;

namespace {

order_view standing() {
  order_view order;
  order.id = order_id{"o_1"};
  order.brand = brand_id{"dongne"};
  order.status = order_status::placed;
  order.version = 3;
  return order;
}

} // namespace

SCENARIO("an order whose payment was put off is accepted, and says so (K14, 001-N2)") {
  open_api api;
  auto seen = standing();
  seen.payment.deferred = true;
  api.behind.orders.command = always<order>(seen, true);
  const std::vector<std::pair<std::string, std::string>> requests{
    {"/api/v1/orders", smallest_placing}, {"/api/v1/orders/o_1/pay", R"({"token":"tok"})"}};
  for (const auto& [path, body] : requests) {
    const auto reply = api.post(path, body);
    CHECK(reply.status == 202);
    CHECK(member_of(reply, "/payment_deferred") == "true");
    CHECK(member_of(reply, "/payment/status") == "none");
    CHECK(member_of(reply, "/order_id") == "o_1");
  }
  api.behind.orders.command = always<order>(standing(), true);
  CHECK(member_of(api.post("/api/v1/orders", smallest_placing), "/payment_deferred") == "absent");
}

SCENARIO("an open breaker is 503 with the time until it tries again (000-N3, 002-N3, A90)") {
  open_api api;
  const std::vector<std::pair<std::chrono::milliseconds, std::string>> waits{
    {4'000ms, "4"}, {4'001ms, "5"}, {1ms, "1"}};
  for (const auto& [wait, seconds] : waits) {
    refusal why{errc::unavailable, "breaker_open"};
    why.retry_after = wait;
    api.behind.orders.command = [why](actors::command_message<order>& what) {
      what.back.refuse(why);
    };
    const auto reply = api.post("/api/v1/orders", smallest_placing);
    CHECK(problem_of(reply) == "503 unavailable");
    CHECK(member_of(reply, "/detail") == "breaker_open");
    CHECK(reply.header("Retry-After") == seconds);
  }
}
