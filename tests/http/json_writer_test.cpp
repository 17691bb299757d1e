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

SCENARIO("numbers keep their value") {
  json_writer out;
  out.begin_array().value(std::numeric_limits<std::int64_t>::min());
  out.value(std::numeric_limits<std::uint64_t>::max())
    .value(std::numeric_limits<double>::infinity());
  CHECK(out.end_array().take() == "[-9223372036854775808,18446744073709551615,null]");
}
