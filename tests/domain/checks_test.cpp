#include "domain/checks.hpp"

#include <catch2/catch.hpp>

using namespace baedal;

SCENARIO("of a card's number the last four digits are kept at most (rank 18)") {
  CHECK(masked_card("4111111111111234") == "****1234");
  CHECK(masked_card(" 4111-1111 1111-1234") == "****1234");
  CHECK(masked_card("411111111111").size() == 8);
  CHECK(masked_card("41111111111") == "****"); // Too short for a number: nothing of it is kept.
  CHECK(masked_card("1234") == "****");
  CHECK(masked_card("41111111111111112345") == "****");
  CHECK(masked_card("3782 822463 10005") == "****0005");
  for (const auto* with_more : {"4111111111111111 / 123", "4111111111111 12/27",
                                "4111111111111111 123", "4111 1111 1111 1111 123",
                                "4111x111111111111"})
    CHECK(masked_card(with_more) == "****");
  CHECK(masked_card("none").empty());
  CHECK(masked_card("").empty());
}

SCENARIO("only well-formed UTF-8 counts as text") {
  for (const auto* wrong : {"\x80", "\xbf", "\xc0\x80", "\xc1\xbf", "\xc3", "\xe0\x9f\x80",
                            "\xed\xa0\x80", "\xe3\x81", "\xf0\x8f\x80\x80", "\xf4\x90\x80\x80",
                            "\xf5\x80\x80\x80", "\xff", "\xc3(", "\xe3\x81("})
    CHECK(fault_of_text(wrong, 10, "name")->field == "name");
}

SCENARIO("text is measured in characters and ids in bytes") {
  CHECK_FALSE(fault_of_text("밥밥밥", 3, "name"));
  CHECK(fault_of_text("밥밥밥", 2, "name"));
  CHECK(fault_of_text("a\x7f", 10, "name"));
  CHECK_FALSE(fault_of_id(std::string(128, 'x'), "id"));
  CHECK(fault_of_id(std::string(129, 'x'), "id"));
  CHECK(fault_of_id("밥/", "id"));
}

SCENARIO("card numbers in free text are masked, other numbers are not (D3)") {
  CHECK(without_card_numbers("card 4111 1111 1111 1234 of Kim")
        == "card **** **** **** 1234 of Kim");
  CHECK(without_card_numbers("4111-1111-1111-1234") == "****-****-****-1234");
  CHECK(without_card_numbers("4111111111111234.") == "************1234.");
  CHECK(without_card_numbers("call 010-1234-5678") == "call 010-1234-5678");
  CHECK(without_card_numbers("12345678901234567890") == "12345678901234567890");
  CHECK(without_card_numbers("문 앞 41111111111112") == "문 앞 **********1112");
  CHECK(without_card_numbers("").empty());
}
