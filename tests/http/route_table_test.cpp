#include "http/route_table.hpp"

#include <catch2/catch.hpp>

using namespace baedal::http;

namespace {

route_table shop() {
  const handler nothing = [](const exchange_ptr&) {};
  route_table out;
  out.add({{verb::get, "/", nothing},
           {verb::get, "/orders", nothing, trailing_slash::tolerated},
           {verb::post, "/orders", nothing},
           {verb::get, "/orders/{id}", nothing},
           {verb::post, "/orders/popular", nothing},
           {verb::get, "/orders/{id}/history", nothing},
           {verb::post, "/orders/{order}/pay", nothing},
           {verb::post, "/tree/{path}/stop", nothing, trailing_slash::refused,
            parameter_span::any_segments},
           {verb::remove, "/주문/{id}", nothing}});
  return out;
}

std::string found(const route_table& table, verb method, std::string_view path) {
  const auto match = table.find(method, path);
  return match.found ? match.found->pattern : std::to_string(match.status) + " " + match.allow;
}

} // namespace

SCENARIO("a path finds its route, literals before parameters") {
  const auto table = shop();
  CHECK(found(table, verb::get, "/") == "/");
  CHECK(found(table, verb::get, "/orders") == "/orders");
  CHECK(found(table, verb::get, "/orders/7") == "/orders/{id}");
  CHECK(found(table, verb::post, "/orders/popular") == "/orders/popular");
  CHECK(found(table, verb::get, "/orders/7/history") == "/orders/{id}/history");
  CHECK(found(table, verb::post, "/orders/7/pay") == "/orders/{order}/pay");
  THEN("a literal without the verb does not hide the parameter beside it") {
    CHECK(found(table, verb::get, "/orders/popular") == "/orders/{id}");
  }
  THEN("HEAD finds what GET finds") {
    CHECK(found(table, verb::head, "/orders/7") == "/orders/{id}");
  }
}

SCENARIO("parameters carry the names of their own route, decoded") {
  const auto table = shop();
  const auto history = table.find(verb::get, "/orders/a%2Fb%20c/history");
  REQUIRE(history.found);
  CHECK(history.parameters == std::vector<text_pair>{{"id", "a/b c"}});
  const auto pay = table.find(verb::post, "/orders/x+y/pay");
  REQUIRE(pay.found);
  CHECK(pay.parameters == std::vector<text_pair>{{"order", "x+y"}});
  CHECK(found(table, verb::remove, "/%EC%A3%BC%EB%AC%B8/1") == "/주문/{id}");
  CHECK(found(table, verb::remove, "/주문/1") == "/주문/{id}");
}

SCENARIO("a parameter may stand for any number of segments, written plainly or escaped") {
  const auto table = shop();
  for (const auto* path : {"/tree/a/b/c/stop", "/tree/a%2Fb%2Fc/stop", "/tree/a%2Fb/c/stop"}) {
    const auto match = table.find(verb::post, path);
    REQUIRE(match.found);
    CHECK(match.parameters == std::vector<text_pair>{{"path", "a/b/c"}});
  }
  CHECK(table.find(verb::post, "/tree/a/stop/stop").parameters
        == std::vector<text_pair>{{"path", "a/stop"}});
  CHECK(found(table, verb::get, "/tree/a/b/stop") == "405 POST");
  CHECK(found(table, verb::post, "/tree/stop") == "404 ");
  CHECK(found(table, verb::post, "/tree/a//b/stop") == "404 ");
  CHECK(found(table, verb::post, "/tree/a/b/go") == "404 ");
}

SCENARIO("what has no route is told apart") {
  const auto table = shop();
  CHECK(found(table, verb::get, "/nothing") == "404 ");
  CHECK(found(table, verb::get, "/orders/7/nothing") == "404 ");
  CHECK(found(table, verb::get, "/orders//history") == "404 ");
  CHECK(found(table, verb::remove, "/orders") == "405 GET, POST, HEAD");
  CHECK(found(table, verb::remove, "/orders/popular") == "405 GET, POST, HEAD");
  CHECK(found(table, verb::get, "/orders/7/pay") == "405 POST");
  CHECK(found(table, verb::get, "/orders/%zz") == "400 ");
  CHECK(found(table, verb::get, "/orders/%c3%28") == "400 ");
  CHECK(found(table, verb::get, "/orders/%00") == "400 ");
  CHECK(found(table, verb::get, "/orders/%4") == "400 ");
}

SCENARIO("a trailing slash is tolerated only where the route says so") {
  const auto table = shop();
  CHECK(found(table, verb::get, "/orders/") == "/orders");
  CHECK(found(table, verb::post, "/orders/") == "405 GET, HEAD");
  CHECK(found(table, verb::get, "/orders/7/") == "404 ");
}

SCENARIO("all routes can be listed, and a second one for the same place is a bug") {
  auto table = shop();
  CHECK(table.routes().size() == 9);
  CHECK(table.routes().front()->pattern == "/");
  CHECK_THROWS_AS(table.add({verb::get, "/orders/{other}", {}}), std::invalid_argument);
  CHECK_THROWS_AS(table.add({verb::get, "orders", {}}), std::invalid_argument);
}
