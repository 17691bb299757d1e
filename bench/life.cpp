#include "bench/life.hpp"

namespace baedal::bench {

namespace {

constexpr std::string_view item_of(std::string_view brand) {
  return brand == "pizza" ? "potato-pizza" : "fried-chicken";
}

} // namespace

std::optional<std::string> tally::ask(http_client& over, std::string_view method,
                                      std::string_view path, std::string_view body) {
  using namespace std::chrono;
  const auto began = steady_clock::now();
  auto got = over.ask(method, path, body);
  const auto took = duration_cast<microseconds>(steady_clock::now() - began).count();
  if (got.status == 0) {
    ++unknown;
    return {};
  }
  took_us.push_back(static_cast<std::uint32_t>(took));
  if (got.status >= 200 && got.status < 300) {
    ++ok;
    return std::move(got.body);
  }
  ++refused;
  if (complaint.empty())
    complaint = std::string{method} + ' ' + std::string{path} + ": " + std::to_string(got.status)
                + ' ' + got.body;
  return {};
}

std::string placing(const std::string& brand, std::size_t customer, paying when) {
  std::string out = R"({"brand":")" + brand + R"(","store_id":"demo-)" + brand
                    + R"(","customer_id":"bench-customer-)" + std::to_string(customer)
                    + R"(","items":[{"item_id":")";
  out.append(item_of(brand))
    .append(R"(","quantity":1}],"address":{"text":"Yeouido-dong 23, Seoul"})");
  out += when == paying::at_once ? R"(,"payment":{"method":"card","token":"tok_bench"}})" : "}";
  return out;
}

bool enlist(tally& count, http_client& over, const std::string& rider) {
  const auto path = "/api/v1/riders/" + rider;
  const auto profile = R"({"name":"Rider","area":"yeongdeungpo"})";
  return count.ask(over, "PUT", path, profile) && count.ask(over, "POST", path + "/online", "{}");
}

bool live(tally& count, http_client& over, const std::string& rider, std::size_t customer) {
  const auto placed =
    count.ask(over, "POST", "/api/v1/orders", placing("dongne", customer, paying::at_once));
  if (!placed)
    return false;
  const auto id = member_of(*placed, "order_id");
  const auto by_store = R"({"store_id":"demo-dongne"})";
  const auto by_rider = R"({"rider_id":")" + rider + "\"}";
  const auto by_customer = R"({"customer_id":"bench-customer-)" + std::to_string(customer) + "\"}";
  const auto step = [&](const char* what, const std::string& body) {
    return count.ask(over, "POST", "/api/v1/orders/" + id + '/' + what, body).has_value();
  };
  if (!step("accept", by_store) || !step("start-cooking", by_store)
      || !step("finish-cooking", by_store) || !step("pick", by_rider)
      || !step("start-delivery", by_rider) || !step("deliver", by_rider)
      || !step("confirm", by_customer))
    return false;
  count.ids.push_back(id);
  return true;
}

} // namespace baedal::bench
