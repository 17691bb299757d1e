#include "domain/brand_policy.hpp"
#include "domain/notification_texts.hpp"

#include <catch2/catch.hpp>

using namespace baedal;

namespace {

const std::vector<std::string> brands{"pizza", "dongne", "hansik", "mealkit", "azer", "another"};

std::vector<occasion> occasions() {
  std::vector<occasion> all;
  for (int number = 0; !to_string(static_cast<occasion>(number)).empty(); ++number)
    all.push_back(static_cast<occasion>(number));
  return all;
}

std::string filled(std::string_view text) {
  return fill_in(text, {order_id{"orders-42"}, "{reason} 치킨", money{1'234'567}, "{store}"});
}

/// Whether it holds a letter of the Korean alphabet: bytes 0xEA to 0xED begin a syllable.
bool is_korean(std::string_view text) {
  return std::any_of(text.begin(), text.end(), [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte >= 0xea && byte <= 0xed;
  });
}

} // namespace

SCENARIO("every brand has a text in its language for everything that it tells",
         "[000-F8][001-F10][002-F8][003-X2][004-F10]") {
  REQUIRE(occasions().size() == 26);
  for (const auto& brand : brands)
    for (const auto what : occasions()) {
      INFO(brand << ' ' << to_string(what));
      const auto text = template_of(brand, what, audience::customer);
      if (what == occasion::no_rider) {
        CHECK(text.empty());
        continue;
      }
      CHECK(is_korean(text));
      const auto said = fill_in(text, {order_id{"orders-42"}, "맛집", money{5'000}, "이유"});
      CHECK(said.find('{') == std::string::npos);
      CHECK(said.find("42") != std::string::npos);
    }
}

SCENARIO("every audience has a text for what it hears", "[002-X1][003-X1]") {
  for (const auto& brand : brands) {
    CHECK(is_korean(template_of(brand, occasion::payment_approved, audience::seller)));
    for (const auto what :
         {occasion::payment_approved, occasion::order_cancelled, occasion::accident_reported})
      CHECK(is_korean(template_of(brand, what, audience::store)));
    for (const auto what : {occasion::delivery_picked, occasion::order_cancelled})
      CHECK(is_korean(template_of(brand, what, audience::rider)));
    for (const auto what : {occasion::accident_reported, occasion::refund_refused,
                            occasion::no_rider, occasion::delivery_late})
      CHECK(is_korean(template_of(brand, what, audience::ops)));
    CHECK(template_of(brand, occasion::cooking_started, audience::store).empty());
  }
}

SCENARIO("brands say the same thing in words of their own") {
  const auto pizza = template_of("pizza", occasion::cooking_started, audience::customer);
  CHECK(pizza.find("피자 제작") != std::string_view::npos);
  CHECK(template_of("another", occasion::cooking_started, audience::customer) != pizza);
  const auto seller = template_of("mealkit", occasion::payment_approved, audience::seller);
  CHECK(seller.find("결제가 완료되었습니다") != std::string_view::npos);
}

SCENARIO("a text is filled in once: what people wrote is not searched for placeholders") {
  CHECK(filled("{store}/{order}/{amount}/{reason}") == "{reason} 치킨/42/1,234,567원/{store}");
  CHECK(filled("{stor}") == "{stor}");
  CHECK(fill_in("{amount}", {{}, {}, money{0}, {}}) == "0원");
  CHECK(fill_in("{amount}", {{}, {}, money{-1'000}, {}}) == "-1,000원");
  CHECK(fill_in("{order}", {order_id{"o_0abc"}, {}, {}, {}}) == "o_0abc");
  CHECK(fill_in("{order}", {order_id{"x-y"}, {}, {}, {}}) == "x-y");
  CHECK(fill_in("취소 사유: {reason}", {{}, {}, {}, ""}) == "취소");
  CHECK(fill_in("등급 {reason}", {{}, {}, {}, "gold"}) == "등급 골드");
}
