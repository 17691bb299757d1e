#include "tests/drills/letters.hpp"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

namespace baedal::drills {

using json = nlohmann::json;

std::map<std::string, letter> letters_at(const shop& of) {
  const auto books = json::parse(of.sandbox().get("/sandbox/notifications").body);
  CHECK(books.at("refused") == 0);
  std::map<std::string, letter> all;
  for (const auto& row : books.at("notifications")) {
    letter one{row.at("received"), row.at("conflicting"), row.value("carrier", ""),
               row.value("to", ""), row.value("text", "")};
    CHECK(all.emplace(row.at("id"), std::move(one)).second);
  }
  return all;
}

std::vector<order_message> messages_of(const shop& of, const std::string& order) {
  std::vector<order_message> all;
  const auto answer = of.node().get("/api/v1/orders/" + order + "/notifications");
  if (answer.status != 200)
    return all;
  const auto rows = json::parse(answer.body);
  for (const auto& row : rows.at("notifications"))
    all.push_back({row.value("id", ""), row.value("channel", ""), row.value("status", "")});
  return all;
}

} // namespace baedal::drills
