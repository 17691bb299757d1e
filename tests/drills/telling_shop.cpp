#include "tests/drills/telling_shop.hpp"

#include <catch2/catch.hpp>

#include <algorithm>

namespace baedal::drills {

void telling_shop::start(const std::vector<std::string>& more) {
  const auto url = "http://127.0.0.1:" + std::to_string(sandbox_port());
  std::vector<std::string> options{"--alimtalk-url",
                                   url,
                                   "--sms-url",
                                   url,
                                   "--webhook-url",
                                   url + "/webhook",
                                   "--notification-retry-ms",
                                   "100",
                                   "--notification-answer-ms",
                                   "1000"};
  options.insert(options.end(), more.begin(), more.end());
  start_node(options);
}

void telling_shop::receivers(const std::string& how) {
  REQUIRE(sandbox().put("/sandbox/notifications/behaviour", how).status == 200);
}

void telling_shop::give_phone(const std::string& customer) {
  const auto body = R"({"name":"김","phone":"010-1234-5678"})";
  REQUIRE(node().put("/api/v1/customers/" + customer, body).status / 100 == 2);
}

std::string telling_shop::place(const std::string& brand, const std::string& customer) {
  const auto answer = node().post("/api/v1/orders", order_body(brand, customer));
  INFO(answer.body);
  REQUIRE(answer.status / 100 == 2);
  return answer.member("order_id");
}

int telling_shop::arrivals() {
  int sum = 0;
  for (const auto& [id, letter] : letters())
    sum += letter.received;
  return sum;
}

std::map<std::string, std::string> telling_shop::messages(const std::string& order,
                                                          const std::string& channel) {
  std::map<std::string, std::string> all;
  for (const auto& each : messages_of(*this, order))
    if (each.channel == channel)
      all[each.id] = each.status;
  return all;
}

bool telling_shop::all_sent(const std::string& order, const std::string& channel,
                            std::size_t count) {
  const auto all = messages(order, channel);
  return all.size() == count && std::all_of(all.begin(), all.end(), [](const auto& each) {
           return each.second == "sent";
         });
}

double telling_shop::metric(const std::string& name) {
  const auto text = node().get("/metrics").body;
  const auto at = text.find("\n" + name + " ");
  return at == std::string::npos ? -1 : std::stod(text.substr(at + name.size() + 2));
}

} // namespace baedal::drills
