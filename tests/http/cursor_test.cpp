#include "http/cursor.hpp"

#include <catch2/catch.hpp>

using namespace baedal::http;

namespace {

checked<page> ask_for(std::vector<text_pair> query) {
  request in;
  in.query_pairs = std::move(query);
  return read_page(in, "orders");
}

} // namespace

SCENARIO("a cursor brings back its position, whatever bytes it has") {
  for (const std::string position : {"", "a", "ab", "abc", "2026-01-01|o_1", "한\n글\xFF"}) {
    const auto cursor = encode_cursor("orders", position);
    CHECK(cursor.find_first_of("+/=") == std::string::npos);
    CHECK(decode_cursor("orders", cursor) == position);
  }
}

SCENARIO("a cursor of another list, or none, is refused") {
  const auto cursor = encode_cursor("orders", "7");
  CHECK_FALSE(decode_cursor("riders", cursor));
  CHECK_FALSE(decode_cursor("order", cursor));
  CHECK_FALSE(decode_cursor("orders", ""));
  CHECK_FALSE(decode_cursor("orders", "!!"));
  CHECK_FALSE(decode_cursor("orders", cursor + "AAAA="));
  CHECK_FALSE(decode_cursor("orders", cursor + "=="));
  THEN("so is another spelling of the same bytes") {
    REQUIRE(cursor == "b3JkZXJzCjc");
    CHECK_FALSE(decode_cursor("orders", "b3JkZXJzCjd"));
  }
}

SCENARIO("a page has a limit within bounds and maybe a cursor") {
  CHECK(ask_for({})->limit == 50);
  CHECK(ask_for({{"limit", "500"}})->limit == 500);
  CHECK(ask_for({{"cursor", encode_cursor("orders", "7")}})->after == "7");
  for (const auto* bad : {"0", "501", "-1", "", "5x", "99999999999999"})
    CHECK(ask_for({{"limit", bad}}).fault().status == 422);
  CHECK(ask_for({{"cursor", "x"}}).fault().field == "cursor");
}
