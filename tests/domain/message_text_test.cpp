#include "domain/brand.hpp"

#include <catch2/catch.hpp>

using namespace baedal;
using namespace std::chrono_literals;

namespace {

constexpr auto paid = occasion::payment_approved;
constexpr instant noon{std::chrono::hours{24 * 365 * 55}};

define_brand saying(std::string text, audience to = audience::seller) {
  return {brand_id{"mealkit"}, {}, {}, {{paid, to, std::move(text), {}}}};
}

/// A brand whose commands come at the times that a test says.
struct spoken_brand {
  brand state;

  std::size_t says(const define_brand& what, instant at) {
    const auto events = decide(state, what, at);
    REQUIRE(events);
    for (const auto& event : *events)
      evolve(state, event, at);
    return events->size();
  }
  [[nodiscard]] std::string text(instant at) const {
    return std::string{own_text(state.seen.texts, paid, audience::seller, at)};
  }
};

} // namespace

SCENARIO("003-X2 a brand's own words hold from when they were said, and can be taken back") {
  spoken_brand mealkit;
  CHECK(mealkit.says(saying("돈이 왔어요: {amount}"), noon) == 1);
  CHECK(mealkit.says(saying("돈이 왔어요: {amount}"), noon + 1min) == 0);
  CHECK(mealkit.says(saying("{order}번 결제"), noon + 2min) == 1);
  CHECK(mealkit.says(saying(""), noon + 4min) == 1);
  THEN("what happened before is worded as it was") {
    CHECK(mealkit.text(noon - 1ms).empty());
    CHECK(mealkit.text(noon) == "돈이 왔어요: {amount}");
    CHECK(mealkit.text(noon + 2min) == "{order}번 결제");
    CHECK(mealkit.text(noon + 4min).empty());
    CHECK(texts_in_force(mealkit.state.seen.texts).empty());
  }
  THEN("other occasions and audiences keep theirs") {
    CHECK(mealkit.says(saying("고객님께", audience::customer), noon + 5min) == 1);
    CHECK(mealkit.text(noon + 5min).empty());
    CHECK(own_text(mealkit.state.seen.texts, paid, audience::customer, noon + 5min) == "고객님께");
  }
  THEN("it does not grow for ever: the last 32 are remembered") {
    for (int i = 0; i < 50; ++i)
      mealkit.says(saying("말 " + std::to_string(i)), noon + 1h + std::chrono::minutes{i});
    CHECK(mealkit.state.seen.texts.size() == 32);
    CHECK(mealkit.text(noon + 2h) == "말 49");
    CHECK(texts_in_force(mealkit.state.seen.texts).size() == 1);
  }
}

SCENARIO("003-X2 words that could not be said are refused by name") {
  const auto refused = [](const define_brand& what) {
    const auto decided = decide(brand{}, what, noon);
    return decided ? std::string{"taken"} : decided.error().field;
  };
  CHECK(refused(saying("{order} {store} {amount} {reason}")) == "taken");
  CHECK(refused(saying("{name}님")) == "messages/0/text");
  CHECK(refused(saying("an open {order")) == "messages/0/text");
  CHECK(refused(saying("a bell \a")) == "messages/0/text");
  CHECK(refused(saying(std::string(1'001, 'x'))) == "messages/0/text");
  auto twice = saying("돈이 왔어요");
  twice.texts.push_back(twice.texts.front());
  CHECK(refused(twice) == "messages/1");
  CHECK(refused(saying("nobody there hears of it", audience::ops)) == "messages/0/to");
}
