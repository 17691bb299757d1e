#include "tests/persistence/codec_examples.hpp"

#include <catch2/catch.hpp>

#include <random>

using namespace baedal;
using namespace baedal::persistence;

namespace {

errc code_of(std::string_view type, std::string_view payload) {
  return decode_event<order_event>(type, payload).code();
}

std::string nested(std::size_t depth, char open, char close) {
  return std::string(depth, open) + std::string(depth, close);
}

} // namespace

SCENARIO("a truncated payload is unreadable at every length") {
  const auto whole = encode_event(order_event{order_placed{test::full_placement(), true, "b"}},
                                  test::full_meta());
  for (std::size_t length = 0; length < whole.payload.size(); ++length)
    REQUIRE(code_of(whole.type, std::string_view{whole.payload}.substr(0, length))
            == errc::history_unreadable);
  CHECK(code_of(whole.type, whole.payload) == errc::none);
  CHECK(code_of(whole.type, whole.payload + "x") == errc::history_unreadable);
}

SCENARIO("payloads that make no sense are unreadable") {
  const std::string_view hostile[] = {
    "",
    "null",
    "1",
    "[]",
    "\"text\"",
    "{}",
    "{\"v\":2}",
    "{\"v\":\"1\"}",
    "{\"v\":1.0}",
    "{\"v\":null}",
    "{\"v\":1,\"d\":7}",
    "{\"v\":1,\"d\":[]}",
    "{\"v\":1,\"d\":null}",
    "{\"v\":1}",
    "{\"v\":1,\"d\":{}}",
    R"({"v":1,"d":{"key":1,"amount":5,"method":"card"}})",
    R"({"v":1,"d":{"key":"k","amount":"5","method":"card"}})",
    R"({"v":1,"d":{"key":"k","amount":5.5,"method":"card"}})",
    R"({"v":1,"d":{"key":"k","amount":1e3,"method":"card"}})",
    R"({"v":1,"d":{"key":"k","amount":1e999,"method":"card"}})",
    R"({"v":1,"d":{"key":"k","amount":9223372036854775808,"method":"card"}})",
    R"({"v":1,"d":{"key":"k","amount":-99999999999999999999,"method":"card"}})",
    R"({"v":1,"d":{"key":"k","amount":true,"method":"card"}})",
    R"({"v":1,"d":{"key":"k","amount":5,"method":"gold"}})",
    R"({"v":1,"d":{"key":"k","amount":5,"method":0}})",
    R"({"v":1,"d":{"key":"k","amount":5,"method":""}})",
    R"({"v":1,"d":{"key":"k","amount":5,"method":"card"},"c":7})",
    R"({"v":1,"d":{"key":"k","amount":5,"method":"card"},"c":{"s":"x"}})",
    R"({"v":1,"d":{"key":"k","amount":5,"method":"card"},"c":{"s":"x","n":-1}})",
    R"({"v":1,"d":{"key":"k","amount":5,"method":"card"},"c":{"s":"x","n":1,"a":"?"}})",
    R"({"v":1,"d":{"key":"k","amount":5,"method":"card"},"t":{}})",
    R"({"v":1,"d":{"key":"\ud800","amount":5,"method":"card"}})",
    "{\"v\":1,\"d\":{\"key\":\"\xff\",\"amount\":5,\"method\":\"card\"}}",
  };
  for (const auto payload : hostile) {
    INFO(payload);
    CHECK(code_of("payment_approved", payload) == errc::history_unreadable);
  }
  CHECK(code_of("payment_approved", R"({"v":1,"d":{"key":"k","amount":5,"method":"card"}})")
        == errc::none);
}

SCENARIO("numbers must fit where they belong") {
  CHECK(code_of("payment_requested", R"({"v":1,"d":{"method":"card","attempt":4294967295}})")
        == errc::none);
  for (const auto* attempt : {"4294967296", "-1", "1.0"}) {
    const auto payload = std::string{R"({"v":1,"d":{"method":"card","attempt":)"} + attempt + "}}";
    CHECK(code_of("payment_requested", payload) == errc::history_unreadable);
  }
  for (const auto* code : {"2147483648", "-2147483649"}) {
    const auto payload = std::string{R"({"v":1,"d":{"code":)"} + code + "}}";
    CHECK(code_of("order_rejected", payload) == errc::history_unreadable);
  }
  const auto hours = [](const char* day) {
    return decode_event<store_event>(
             "store_defined",
             std::string{R"({"v":1,"d":{"card":{"id":"s","brand":"b","hours":{"periods":[{"day":)"}
               + day + R"(,"from":0,"until":60}]}}}})")
      .code();
  };
  CHECK(hours("6") == errc::none);
  CHECK(hours("256") == errc::history_unreadable);
}

SCENARIO("an unknown type is unreadable") {
  for (const auto* type : {"", "order_paid", "Order_placed", "slice_owned", "rider_online"})
    CHECK(code_of(type, R"({"v":1})") == errc::history_unreadable);
}

SCENARIO("deep nesting and long texts do no harm") {
  for (const auto& deep : {nested(200'000, '[', ']'), std::string(200'000, '['),
                           std::string(200'000, '{')}) {
    CHECK(code_of("order_placed", deep) == errc::history_unreadable);
    const auto inside = R"({"v":1,"d":{"reason":)" + deep + "}}";
    CHECK(code_of("accident_reported", inside) == errc::history_unreadable);
  }
  const auto ignored = R"({"v":1,"d":{"later":)" + nested(200'000, '[', ']') + "}}";
  CHECK(code_of("accident_reported", ignored) == errc::none);
  const std::string long_text(5'000'000, 'x');
  const auto encoded = encode_event(order_event{accident_reported{long_text}}, {});
  CHECK(code_of(encoded.type, encoded.payload) == errc::none);
}

SCENARIO("a damaged byte never ends in anything but a value or a refusal") {
  const auto whole = encode_event(order_event{order_placed{test::full_placement(), true, "b"}},
                                  test::full_meta());
  std::mt19937 dice{7};
  int unreadable = 0;
  for (int round = 0; round < 20'000; ++round) {
    auto damaged = whole.payload;
    damaged[dice() % damaged.size()] = static_cast<char>(dice() % 256);
    const auto code = code_of(whole.type, damaged);
    unreadable += code == errc::history_unreadable ? 1 : 0;
    REQUIRE((code == errc::none || code == errc::history_unreadable));
  }
  CHECK(unreadable > 5'000);
}

SCENARIO("snapshots and personal rows that make no sense are unreadable") {
  for (const auto* text : {"", "{}", "[]", "null", "{\"seen\":{}}", "{\"version\":-1}"}) {
    INFO(text);
    CHECK(decode_state<store>(text).code() == errc::history_unreadable);
    CHECK(decode_state<rider>(text).code() == errc::history_unreadable);
    CHECK(decode_state<customer>(text).code() == errc::history_unreadable);
    CHECK(decode_state<brand>(text).code() == errc::history_unreadable);
    CHECK(decode_state<sequence>(text).code() == errc::history_unreadable);
    CHECK(decode_personal(text).code() == errc::history_unreadable);
  }
  CHECK(decode_personal(R"({"salt":"s","m":{"name":7}})").code() == errc::history_unreadable);
  CHECK(decode_personal(R"({"salt":"s","m":[]})").code() == errc::history_unreadable);
}
