#include "http/json_reader.hpp"

#include <catch2/catch.hpp>
#include <chrono>

using namespace baedal::http;

namespace {

enum class colour { red, blue };

/// "400 wrong_type items/0/quantity", or "fine".
std::string verdict(const json_reader& in) {
  if (!in.fault())
    return "fine";
  return std::to_string(in.fault()->status) + " " + in.fault()->code + " " + in.fault()->field;
}

std::string nested(int depth) {
  return R"({"a":)" + std::string(static_cast<std::size_t>(depth) - 1, '[')
         + std::string(static_cast<std::size_t>(depth) - 1, ']') + "}";
}

} // namespace

template <>
std::optional<colour> baedal::from_word<colour>(std::string_view word) {
  if (word == "red")
    return colour::red;
  return word == "blue" ? std::optional{colour::blue} : std::nullopt;
}

SCENARIO("members of the right type and range are read") {
  const json_reader in{
    R"({"name":"김밥","count":3,"lat":37.5,"open":true,"colour":"blue","extra":[{}],
        "address":{"text":"a\nb"},"items":[{"quantity":1},{"quantity":2}],"tags":["x","y"]})"};
  CHECK(in.text("name", {.min = 2, .max = 2}) == "김밥");
  CHECK(in.integer("count", 1, 3) == 3);
  CHECK(in.number("lat", -90, 90) == 37.5);
  CHECK(in.boolean("open"));
  CHECK(in.word<colour>("colour") == colour::blue);
  CHECK(in.object("address").text("text", {.breaks = line_breaks::allowed}) == "a\nb");
  const auto items = in.objects("items", {1, 2});
  REQUIRE(items.size() == 2);
  CHECK(items[1].integer("quantity", 1, 9) == 2);
  CHECK(in.texts("tags", {0, 2}, {1, 1}) == std::vector<std::string>{"x", "y"});
  CHECK_FALSE(in.optional_text("nothing"));
  CHECK(in.optional_objects("nothing", {1, 2}).empty());
  CHECK(verdict(in) == "fine");
}

SCENARIO("a body that is no proper JSON object is 400") {
  const auto read = [](std::string_view body) { return verdict(json_reader{body}); };
  CHECK(read("") == "400 bad_json ");
  CHECK(read("  ") == "400 bad_json ");
  CHECK(read("{") == "400 bad_json ");
  CHECK(read(R"({"a":1} x)") == "400 bad_json ");
  CHECK(read(R"({"a":1e999})") == "400 bad_json ");
  CHECK(read("{\"a\":\"\xC3\x28\"}") == "400 bad_json ");
  CHECK(read(R"({"a":"\ud800"})") == "400 bad_json ");
  CHECK(read(R"({"a":1,"a":2})") == "400 bad_json ");
  CHECK(read(R"({"a":null,"a":2})") == "400 bad_json ");
  CHECK(read(R"({"b":{"a":1,"a":2}})") == "400 bad_json ");
  CHECK(read("[]") == "400 wrong_type ");
  CHECK(read(R"({"a":{"x":1},"b":{"x":1}})") == "fine");
}

SCENARIO("nesting is limited before it costs anything") {
  CHECK(verdict(json_reader{nested(32)}) == "fine");
  CHECK(verdict(json_reader{nested(33)}) == "400 bad_json ");
  CHECK(verdict(json_reader{nested(100'000)}) == "400 bad_json ");
  CHECK(verdict(json_reader{std::string(100'000, '[')}) == "400 bad_json ");
}

SCENARIO("a wrong type is 400 and names the member") {
  const json_reader in{R"({"items":[{"quantity":1},{"quantity":"2"}]})"};
  for (const auto& item : in.objects("items", {1, 9}))
    item.integer("quantity", 1, 9);
  CHECK(verdict(in) == "400 wrong_type items/1/quantity");
  const auto one = [](std::string_view body, const auto& read) {
    const json_reader reader{body};
    read(reader);
    return verdict(reader);
  };
  CHECK(one(R"({"a":1})", [](const auto& r) { r.text("a"); }) == "400 wrong_type a");
  CHECK(one(R"({"a":1.5})", [](const auto& r) { r.integer("a", 0, 9); }) == "400 wrong_type a");
  CHECK(one(R"({"a":true})", [](const auto& r) { r.integer("a", 0, 9); }) == "400 wrong_type a");
  CHECK(one(R"({"a":"1"})", [](const auto& r) { r.number("a", 0, 9); }) == "400 wrong_type a");
  CHECK(one(R"({"a":1})", [](const auto& r) { r.boolean("a"); }) == "400 wrong_type a");
  CHECK(one(R"({"a":1})", [](const auto& r) { r.object("a"); }) == "400 wrong_type a");
  CHECK(one(R"({"a":[1]})", [](const auto& r) { r.objects("a", {}); }) == "400 wrong_type a/0");
  CHECK(one(R"({"a":[1]})", [](const auto& r) { r.texts("a", {}, {}); }) == "400 wrong_type a/0");
  CHECK(one(R"({"a":{}})", [](const auto& r) { r.objects("a", {}); }) == "400 wrong_type a");
}

SCENARIO("a bad value is 422 and names the member") {
  const auto one = [](std::string_view body, const auto& read) {
    const json_reader reader{body};
    read(reader);
    return verdict(reader);
  };
  const auto number = [](const auto& r) { r.integer("a", 1, 9); };
  CHECK(one("{}", number) == "422 value_invalid a");
  CHECK(one(R"({"a":null})", number) == "422 value_invalid a");
  CHECK(one(R"({"a":0})", number) == "422 value_invalid a");
  CHECK(one(R"({"a":10})", number) == "422 value_invalid a");
  CHECK(one(R"({"a":18446744073709551615})", number) == "422 value_invalid a");
  CHECK(one(R"({"a":1e300})", number) == "422 value_invalid a");
  CHECK(one(R"({"a":2.0})", number) == "fine");
  const auto text = [](const auto& r) { r.text("a", {.min = 1, .max = 3}); };
  CHECK(one(R"({"a":""})", text) == "422 value_invalid a");
  CHECK(one(R"({"a":"abcd"})", text) == "422 value_invalid a");
  CHECK(one(R"({"a":"가나다"})", text) == "fine");
  CHECK(one(R"({"a":"a\u0000b"})", text) == "422 value_invalid a");
  CHECK(one(R"({"a":"a\nb"})", text) == "422 value_invalid a");
  CHECK(one(R"({"a":"green"})", [](const auto& r) { r.template word<colour>("a"); })
        == "422 value_invalid a");
  CHECK(one("{}", [](const auto& r) { r.template word<colour>("a"); }) == "422 value_invalid a");
  CHECK(one("{}", [](const auto& r) { r.object("a").integer("b", 0, 1); })
        == "422 value_invalid a");
  CHECK(one(R"({"a":{}})", [](const auto& r) { r.object("a").integer("b", 0, 1); })
        == "422 value_invalid a/b");
  CHECK(one(R"({"a":[{},{}]})",
            [](const auto& r) {
              r.objects("a", {0, 1});
            })
        == "422 value_invalid a");
}

SCENARIO("only the first fault is reported") {
  const json_reader in{R"({"a":"x","b":-1})"};
  in.integer("a", 0, 9);
  in.integer("b", 0, 9);
  in.reject("c", "is odd");
  CHECK(verdict(in) == "400 wrong_type a");
}

SCENARIO("a lenient reader takes what form-minded clients send") {
  const json_reader in{R"({"qty":"3","price":"10.5","ok":"true","phone":1012345678,"bad":"3x"})",
                       leniency::lenient};
  CHECK(in.integer("qty", 1, 9) == 3);
  CHECK(in.number("price", 0, 100) == 10.5);
  CHECK(in.boolean("ok"));
  CHECK(in.text("phone") == "1012345678");
  CHECK(verdict(in) == "fine");
  in.integer("bad", 1, 9);
  CHECK(verdict(in) == "400 wrong_type bad");
}

SCENARIO("an object of very many members costs no more than its size") {
  const auto of_members = [](int count, const std::string& last) {
    std::string body = "{";
    for (int i = 0; i < count; ++i)
      body += "\"m" + std::to_string(i) + "\":1,";
    return body + "\"" + last + "\":1}";
  };
  const auto body = of_members(95'000, "last");
  CHECK(body.size() > 1'000'000);
  const auto begun = std::chrono::steady_clock::now();
  CHECK(verdict(json_reader{body}) == "fine");
  CHECK(std::chrono::steady_clock::now() - begun < std::chrono::seconds{3});
  for (const auto* twice : {"m0", "m14", "m15", "m16", "m17", "m999"})
    CHECK(verdict(json_reader{of_members(1'000, twice)}) == "400 bad_json ");
  for (const auto count : {14, 15, 16, 17, 18}) {
    CHECK(verdict(json_reader{of_members(count, "last")}) == "fine");
    CHECK(verdict(json_reader{of_members(count, "m" + std::to_string(count - 1))})
          == "400 bad_json ");
  }
}
