#include "domain/json_text.hpp"

#include <catch2/catch.hpp>
#include <initializer_list>
#include <string>
#include <utility>

using namespace baedal;

SCENARIO("every text comes out as valid JSON") {
  const auto json = [](std::string_view sent) {
    std::string out;
    append_json_text(out, sent);
    return out;
  };
  CHECK(json("a\"b\\c/\n\r\t") == R"("a\"b\\c/\n\r\t")");
  CHECK(json(std::string_view{"\0\x1f", 2}) == R"("\u0000\u001f")");
  CHECK(json("김밥 🍕") == "\"김밥 🍕\"");
  const std::string nearly_odd = "\x7f !#[]~";
  CHECK(json(nearly_odd + nearly_odd + nearly_odd)
        == '"' + nearly_odd + nearly_odd + nearly_odd + '"');
  THEN("bytes that are not UTF-8 are replaced one by one") {
    CHECK(json("a\xFF\"\xEA\xB9z") == "\"a\xEF\xBF\xBD\\\"\xEF\xBF\xBD\xEF\xBF\xBDz\"");
  }
  THEN("so it does wherever in a text a character stands") {
    const std::initializer_list<std::pair<std::string, std::string>> odd{
      {"\"", "\\\""}, {"\\", "\\\\"}, {"\x1f", "\\u001f"},
      {"한", "한"},    {"\x80", "\xEF\xBF\xBD"}, {std::string(1, '\0'), "\\u0000"}};
    for (std::size_t at = 0; at < 20; ++at)
      for (const auto& [sent, written] : odd) {
        const std::string before(at, '#');
        const std::string after(20 - at, ']');
        CHECK(json(before + sent + after) == '"' + before + written + after + '"');
      }
  }
}
