#include "http/json_writer.hpp"

#include <catch2/catch.hpp>
#include <limits>

using namespace baedal::http;

SCENARIO("members are written in the order given") {
  json_writer out;
  out.begin_object().member("b", 1).member("a", "x").key("list").begin_array();
  out.value(true).value(-5).null().value(0.1).begin_object().end_object();
  out.end_array()
    .optional_member("none", std::optional<int>{})
    .optional_member("some", std::optional{2});
  CHECK(out.end_object().take() == R"({"b":1,"a":"x","list":[true,-5,null,0.1,{}],"some":2})");
}

SCENARIO("every text comes out as valid JSON") {
  const auto text = [](std::string_view sent) {
    std::string out;
    append_json_text(out, sent);
    return out;
  };
  CHECK(text("a\"b\\c/\n\r\t") == R"("a\"b\\c/\n\r\t")");
  CHECK(text(std::string_view{"\0\x1f", 2}) == R"("\u0000\u001f")");
  CHECK(text("김밥 🍕") == "\"김밥 🍕\"");
  THEN("bytes that are not UTF-8 are replaced one by one") {
    CHECK(text("a\xFF\"\xEA\xB9z") == "\"a\xEF\xBF\xBD\\\"\xEF\xBF\xBD\xEF\xBF\xBDz\"");
  }
}

SCENARIO("numbers keep their value") {
  json_writer out;
  out.begin_array().value(std::numeric_limits<std::int64_t>::min());
  out.value(std::numeric_limits<std::uint64_t>::max())
    .value(std::numeric_limits<double>::infinity());
  CHECK(out.end_array().take() == "[-9223372036854775808,18446744073709551615,null]");
}
