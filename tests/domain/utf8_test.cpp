#include "domain/utf8.hpp"

#include <catch2/catch.hpp>
#include <string>

using namespace baedal;

SCENARIO("well-formed UTF-8 is told from what only looks like it", "[utf-8]") {
  CHECK(utf8_length("") == 0);
  CHECK(utf8_length("a") == 1);
  CHECK(utf8_length("é") == 2);
  CHECK(utf8_length("한") == 3);
  CHECK(utf8_length("🍕") == 4);
  CHECK(utf8_length("\xf4\x8f\xbf\xbf") == 4);
  for (const auto* wrong : {"\x80", "\xbf", "\xc0\x80", "\xc1\xbf", "\xc3", "\xe0\x9f\x80",
                            "\xed\xa0\x80", "\xe3\x81", "\xf0\x8f\x80\x80", "\xf4\x90\x80\x80",
                            "\xf5\x80\x80\x80", "\xff", "\xc3(", "\xe3\x81("}) {
    CHECK(utf8_length(wrong) == 0);
    for (const std::size_t before : {0, 1, 7, 8, 9, 16}) {
      CHECK_FALSE(is_utf8(std::string(before, 'a') + wrong));
      CHECK_FALSE(is_utf8(std::string(before, 'a') + wrong + "12345678"));
    }
  }
  for (const auto* good : {"", "a", "12345678", "123456789한", "김밥 🍕 for you", "\x01\x7f"})
    CHECK(is_utf8(good));
}
