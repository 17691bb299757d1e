#include "gateways/gateway_url.hpp"
#include "gateways/payment_gateway.hpp"

#include <catch2/catch.hpp>

using namespace baedal;
using namespace baedal::gateways;

SCENARIO("a payment URL is host, port and perhaps a prefix") {
  CHECK(*parse_gateway_url("http://127.0.0.1:9000") == gateway_url{"127.0.0.1", 9000, ""});
  CHECK(*parse_gateway_url("http://pay.local:80/") == gateway_url{"pay.local", 80, ""});
  CHECK(*parse_gateway_url("http://[::1]:65535/toss/v2/") == gateway_url{"::1", 65535, "/toss/v2"});
}

SCENARIO("a payment URL that cannot be used is refused with the reason") {
  const auto [url, why] = GENERATE(table<std::string, std::string>({
    {"", "does not begin with http://"},
    {"Embedded", "does not begin with http://"},
    {"127.0.0.1:9000", "does not begin with http://"},
    {"ftp://host:1", "does not begin with http://"},
    {"https://api.tosspayments.com:443", "https is not spoken"},
    {"http://", "names no port"},
    {"http://host", "names no port"},
    {"http://host:", "names no port"},
    {"http://[::1]", "names no port"},
    {"http://host:0", "from 1 to 65535"},
    {"http://host:65536", "from 1 to 65535"},
    {"http://host:+80", "from 1 to 65535"},
    {"http://host:80x", "from 1 to 65535"},
    {"http://host:99999999999999", "from 1 to 65535"},
    {"http://:80", "not a host name"},
    {"http://ho st:80", "not a host name"},
    {"http://user:secret@host:80", "credentials"},
    {"http://host:80/a?b", "not a plain path"},
    {"http://host:80/a b", "not a plain path"},
  }));
  const auto place = parse_gateway_url(url);
  REQUIRE_FALSE(place);
  CHECK(place.error().code == errc::value_invalid);
  CHECK(place.error().detail.find(why) != std::string::npos);
  CHECK_FALSE(make_payment_gateway(url, "sk"));
}

SCENARIO("the factory makes what the URL names") {
  CHECK(make_payment_gateway("embedded", ""));
  CHECK(make_payment_gateway("http://127.0.0.1:1", default_payment_secret));
}
