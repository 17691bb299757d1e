#include "http/text_check.hpp"
#include "tests/http/facades/brand_town.hpp"
#include "tests/http/open_api.hpp"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

// Products and members: what clients of the meal-kit shop make, replace and delete themselves.

using namespace baedal;
using namespace baedal::http;

namespace {

/// A town in which "s1" sells so many units of product 1.
void put_on_sale(brand_town& town, const std::string& quantity) {
  const auto product =
    town.post("/products", {{"prodNm", "밀키트"}, {"sellerId", "s1"}, {"qty", quantity}});
  INFO(product.body);
  REQUIRE(product.status == 201);
}

const brand_town::members three_of_it{{"productId", "1"}, {"userid", "hwang"}, {"qty", "3"}};

} // namespace

SCENARIO("PUT states a product anew, PATCH leaves what it does not state", "[facades][mealkit]") {
  brand_town town;
  put_on_sale(town, "10");
  const auto usual = in_row(town.get("/products/1"), "price");
  const auto dearer = town.patch("/products/1", {{"price", "12000"}});
  CHECK(in_row(dearer, "price") == "12000");
  CHECK(in_row(dearer, "prodNm") == "밀키트");
  CHECK(in_row(dearer, "qty") == "10");
  const auto anew = town.put("/products/1", {{"qty", "4"}, {"sellerId", "s2"}});
  CHECK(anew.status == 200);
  CHECK(in_row(anew, "prodNm") == "");
  CHECK(in_row(anew, "price") == usual);
  CHECK(in_row(anew, "qty") == "4");
  CHECK(in_row(anew, "sellerId") == "s1");
  CHECK(in_row(town.put("/products/1", {{"prodNm", "kit"}}), "qty") == "0");
  CHECK(town.call(verb::put, "/products/1", R"({"qty":2})", {}).status == 204);
  CHECK(in_row(town.get("/products/1"), "qty") == "2");
  CHECK(town.put("/products/2", {{"qty", "4"}}).status == 404);
  CHECK(problem_of(town.put("/products/1", {{"qty", "-1"}})) == "422 value_invalid qty");
}

SCENARIO("DELETE takes a product off the shelf, and its orders live on", "[facades][mealkit]") {
  brand_town town;
  put_on_sale(town, "10");
  REQUIRE(town.post("/orders", three_of_it).status == 201);
  REQUIRE(town.post("/orders", three_of_it).status == 201);
  const auto gone = town.remove("/products/1");
  CHECK(gone.status == 204);
  CHECK(gone.body.empty());
  THEN("nobody finds it any more") {
    CHECK(town.get("/products/1").status == 404);
    CHECK(town.patch("/products/1", {{"qty", "5"}}).status == 404);
    CHECK(town.put("/products/1", {{"qty", "5"}}).status == 404);
    CHECK(town.remove("/products/1").status == 404);
    CHECK(town.remove("/products/x").status == 404);
    CHECK(in_row(town.get("/products"), "page/totalElements") == "0");
    CHECK(town.get("/api/v1/stores/mealkit-seller-s1/menu/products-1").status == 404);
  }
  THEN("nobody can order it, even after a restart") {
    CHECK(problem_of(town.post("/orders", three_of_it)) == "422 item_unknown items/0/item_id");
    town.restart();
    CHECK(problem_of(town.post("/orders", three_of_it)) == "422 item_unknown items/0/item_id");
    CHECK(in_row(town.get("/orders"), "page/totalElements") == "2");
  }
  THEN("an order of it is cancelled and another one delivered") {
    CHECK(town.patch("/orders/1", {{"status", "Order Cancelled"}}).status == 200);
    CHECK(in_row(town.get("/payments/1"), "status") == "Payment Cancelled");
    CHECK(in_row(town.get("/deliveries/1"), "status") == "delivery Cancelled");
    CHECK(in_row(town.get("/orders/1"), "productId") == "1");
    CHECK(town.patch("/deliveries/2", {{"status", "delivery completed"}}).status == 200);
    CHECK(in_row(town.get("/orders/2"), "status") == "delivery completed");
  }
  THEN("the next product has a number of its own") {
    CHECK(town.post("/products", {{"sellerId", "s1"}, {"qty", "1"}}).header("Location")
          == "http://localhost:8081/products/2");
  }
}

SCENARIO("a list of products is sorted by any member of its rows", "[facades][mealkit]") {
  brand_town town;
  const std::vector<std::vector<std::string>> wares{
    {"tofu", "b", "3", "5000"}, {"kimchi", "a", "9", "7000"}, {"bean", "b", "3", "6000"}};
  for (const auto& each : wares)
    REQUIRE(
      town
        .post("/products",
              {{"prodNm", each[0]}, {"sellerId", each[1]}, {"qty", each[2]}, {"price", each[3]}})
        .status
      == 201);
  const auto sorted = [&](const std::string& by) {
    return in_list(town.get("/products?sort=" + by), "products", "prodNm");
  };
  CHECK(in_list(town.get("/products"), "products", "prodNm") == "tofu kimchi bean");
  CHECK(sorted("prodNm") == "bean kimchi tofu");
  CHECK(sorted("prodNm,desc") == "tofu kimchi bean");
  CHECK(sorted("price,asc") == "tofu bean kimchi");
  CHECK(sorted("price,desc") == "kimchi bean tofu");
  CHECK(sorted("sellerId") == "kimchi tofu bean");
  CHECK(sorted("sellerId,desc") == "tofu bean kimchi");
  CHECK(sorted("qty") == "tofu bean kimchi");
  CHECK(sorted("qty,desc") == "kimchi tofu bean");
  CHECK(sorted("id,desc") == "bean kimchi tofu");
  CHECK(sorted("colour,desc") == "bean kimchi tofu");
  const auto page = town.get("/products?sort=price,desc&size=2");
  CHECK(in_list(page, "products", "prodNm") == "kimchi bean");
  CHECK(in_row(page, "_links/next/href")
        == "http://localhost:8081/products?page=1&size=2&sort=price,desc");
  CHECK(in_list(town.get("/products?page=1&size=2&sort=price,desc"), "products", "prodNm")
        == "tofu");
  CHECK(in_row(town.get("/products?sort=qty&size=2"), "_links/last/href")
        == "http://localhost:8081/products?page=1&size=2&sort=qty");
}

SCENARIO("every profile that a list names is there, with the members of its rows", "[facades]") {
  brand_town town;
  put_on_sale(town, "10");
  const std::string house = "http://localhost:8081";
  std::size_t followed = 0;
  const auto contract = nlohmann::json::parse(town.get("/openapi-facades.json").body);
  for (const auto& [pattern, methods] : contract["paths"].items()) {
    if (!methods.contains("get") || pattern.find('{') != std::string::npos)
      continue;
    const auto list = town.get("/" + percent_encode(pattern.substr(1)));
    const auto document = nlohmann::json::parse(list.body, nullptr, false);
    const auto profile = nlohmann::json::json_pointer{"/_links/profile/href"};
    if (!document.is_object() || !document.contains(profile))
      continue;
    ++followed;
    const auto href = document.at(profile).get<std::string>();
    INFO(pattern << " -> " << href);
    REQUIRE(href.starts_with(house));
    const auto told = town.get(href.substr(house.size()));
    CHECK(told.status == 200);
    CHECK_FALSE(in_row(told, "alps/descriptor/0/descriptor/0/name") == "absent");
  }
  CHECK(followed >= 40);
  CHECK(in_row(town.get("/profile/products"), "alps/descriptor/0/descriptor/0/name") == "prodNm");
  CHECK(in_row(town.get("/profile/members"), "alps/descriptor/0/descriptor/0/name") == "userid");
  CHECK(town.get("/profile/nothing").status == 404);
}

SCENARIO("PUT makes a member who is not known, for the id is the client's", "[facades][mealkit]") {
  brand_town town;
  const auto joined = town.put("/members/kim", {{"name", "Kim"}, {"phone", "010"}});
  INFO(joined.body);
  CHECK(joined.status == 201);
  CHECK(joined.header("Location") == "http://localhost:8081/members/kim");
  CHECK(in_row(joined, "name") == "Kim");
  const auto anew = town.put("/members/kim", {{"address", "seoul"}});
  CHECK(anew.status == 200);
  CHECK_FALSE(anew.header("Location"));
  CHECK(in_row(anew, "name") == "null");
  CHECK(in_row(anew, "address") == "seoul");
  CHECK(town.put("/members/" + std::string(129, 'x'), {}).status == 404);
  WHEN("the member is deleted") {
    CHECK(town.remove("/members/kim").status == 204);
    THEN("what is personal is forgotten, and the customer is still one") {
      CHECK(in_row(town.get("/members/kim"), "address") == "null");
      CHECK(in_row(town.get("/members/kim"), "grade") == "bronze");
      CHECK(town.remove("/members/kim").status == 204);
    }
  }
  CHECK(town.remove("/members/nobody").status == 404);
}
