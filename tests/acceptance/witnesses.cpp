#include "tests/acceptance/witnesses.hpp"

#include "tests/drills/letters.hpp"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

namespace baedal::acceptance {

using nlohmann::json;

namespace {

/// The rows of a list; none where it was not answered.
json rows_of(const drills::http_answer& answer, const char* list) {
  return answer.status == 200 ? json::parse(answer.body).at(list) : json::array();
}

std::int64_t sum_of(const json& entries) {
  std::int64_t sum = 0;
  for (const auto& entry : entries)
    sum += entry.at("amount").get<std::int64_t>();
  return sum;
}

} // namespace

booked in_the_books(const drills::shop& of, const std::string& order) {
  for (const auto& row : rows_of(of.sandbox().get("/sandbox/payments"), "payments"))
    if (row.at("order_id") == order)
      return {static_cast<int>(row.at("captures").size()), sum_of(row.at("captures")),
              sum_of(row.at("cancels"))};
  return {};
}

void check_paid(const drills::shop& of, const std::string& order, std::int64_t amount) {
  INFO(order);
  const auto books = in_the_books(of, order);
  CHECK(books.captures == 1);
  CHECK(books.captured == amount);
  CHECK(books.given_back == 0);
}

void check_paid_back(terminal& at, const std::string& order, std::int64_t amount) {
  INFO(order);
  at.eventually([&] { return in_the_books(at.shop(), order).given_back == amount; });
  const auto books = in_the_books(at.shop(), order);
  CHECK(books.captures == 1);
  CHECK(books.captured == amount);
  CHECK(books.given_back == amount);
}

std::map<std::string, std::string> told_of(const drills::shop& of, const std::string& order,
                                           const std::string& event) {
  std::map<std::string, std::string> told;
  const auto list = of.node().get("/api/v1/orders/" + order + "/notifications");
  for (const auto& row : rows_of(list, "notifications"))
    if (row.at("event") == event)
      told[row.at("audience")] = row.at("text");
  return told;
}

std::string letters_to(const drills::shop& of, const std::string& number) {
  std::string all;
  for (const auto& [id, letter] : drills::letters_at(of))
    if (letter.carrier == "alimtalk" && letter.to == number)
      all += letter.text + '\n';
  return all;
}

} // namespace baedal::acceptance
