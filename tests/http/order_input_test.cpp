#include "http/order_input.hpp"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

using namespace baedal;
using namespace baedal::http;

namespace {

request posted(std::string body) {
  request in;
  in.method = verb::post;
  in.path = "/api/v1/orders";
  in.body = std::move(body);
  return in;
}

nlohmann::json good_order() {
  return {{"brand", "dongne"},
          {"store_id", "s1"},
          {"customer_id", "c1"},
          {"items", {{{"item_id", "m1"}, {"quantity", 2}, {"options", {"spicy"}}}}},
          {"address", {{"text", "1 Road"}, {"lat", 37.5}, {"lon", 126.9}}},
          {"payment", {{"method", "online"}, {"token", "tok_visa"}}},
          {"note", "ring\ntwice"},
          {"later", {{"unknown", true}}}};
}

template <class T>
std::string verdict(const checked<T>& read) {
  if (read)
    return "fine";
  return std::to_string(read.fault().status) + " " + read.fault().code + " " + read.fault().field;
}

/// The verdict on a good order with one member replaced.
std::string with(const char* pointer, nlohmann::json value) {
  auto body = good_order();
  body[nlohmann::json::json_pointer{pointer}] = std::move(value);
  return verdict(read_placing(posted(body.dump())));
}

std::string without(const char* name) {
  auto body = good_order();
  body.erase(name);
  return verdict(read_placing(posted(body.dump())));
}

} // namespace

SCENARIO("a complete order is read, and what is unknown in it is ignored (design 9, Place)") {
  const auto read = read_placing(posted(good_order().dump()));
  REQUIRE(read);
  const auto& order = read->order;
  CHECK(order.brand.value == "dongne");
  CHECK(order.store.value == "s1");
  CHECK(order.customer.value == "c1");
  REQUIRE(order.items.size() == 1);
  CHECK(order.items[0].item.value == "m1");
  CHECK(order.items[0].quantity == 2);
  CHECK(order.items[0].options == std::vector<std::string>{"spicy"});
  CHECK_FALSE(order.items[0].price);
  CHECK(order.method == payment_method::online);
  CHECK(order.token == "tok_visa");
  CHECK_FALSE(order.facade);
  CHECK(read->personal
        == std::map<std::string, std::string>{
          {"address", "1 Road"}, {"lat", "37.5"}, {"lon", "126.9"}, {"note", "ring\ntwice"}});
}

SCENARIO("recipient and area of the address are personal, like all that says where and who (D3)") {
  auto body = good_order();
  body["recipient"] = {{"name", "김철수"}, {"phone", "+82-10-1234-5678"}};
  body["address"]["area"] = "영등포구";
  const auto read = read_placing(posted(body.dump()));
  REQUIRE(read);
  CHECK(read->order.address.area == "영등포구");
  CHECK(read->personal.at("name") == "김철수");
  CHECK(read->personal.at("phone") == "+82-10-1234-5678");
  CHECK(read->personal.at("area") == "영등포구");
  CHECK(with("/recipient", "kim") == "400 wrong_type recipient");
  CHECK(with("/recipient", {{"name", 7}}) == "400 wrong_type recipient/name");
  CHECK(with("/recipient", {{"name", std::string(201, 'x')}})
        == "422 value_invalid recipient/name");
  CHECK(with("/recipient", {{"phone", std::string(41, '1')}})
        == "422 value_invalid recipient/phone");
  CHECK(with("/recipient", {{"phone", ""}}) == "fine");
  CHECK(with("/address/area", std::string(201, 'x')) == "422 value_invalid address/area");
}

SCENARIO("metadata is an object of short texts, kept in the order given") {
  const auto read = read_placing(posted(
    R"({"store_id":"s","customer_id":"c","items":[{"item_id":"m","quantity":1}],)"
    R"("metadata":{"z.last":"1","a-first":"","gone":null}})"));
  REQUIRE(read);
  CHECK(read->order.metadata == std::vector<metadata_entry>{{"z.last", "1"}, {"a-first", ""}});
  CHECK(with("/metadata", nlohmann::json::object()) == "fine");
  CHECK(with("/metadata", "text") == "400 wrong_type metadata");
  CHECK(with("/metadata", {{"n", 7}}) == "400 wrong_type metadata/n");
  CHECK(with("/metadata", {{"n", {{"deep", "x"}}}}) == "400 wrong_type metadata/n");
  CHECK(with("/metadata", {{"n", std::string(500, 'x')}}) == "fine");
  CHECK(with("/metadata", {{"n", std::string(501, 'x')}}) == "422 value_invalid metadata/n");
  CHECK(with("/metadata", {{"n", "a\nb"}}) == "422 value_invalid metadata/n");
  CHECK(with("/metadata", {{"bad name", "x"}}) == "422 value_invalid metadata");
  CHECK(with("/metadata", {{std::string(65, 'n'), "x"}}) == "422 value_invalid metadata");
  auto many = nlohmann::json::object();
  for (int i = 0; i < 33; ++i)
    many["n" + std::to_string(i)] = "x";
  CHECK(with("/metadata", many) == "422 value_invalid metadata");
  many.erase("n0");
  CHECK(with("/metadata", many) == "fine");
}

SCENARIO("only store, customer and items are needed to place an order") {
  CHECK(without("brand") == "fine");
  CHECK(without("address") == "fine");
  CHECK(without("payment") == "fine");
  CHECK(without("note") == "fine");
  CHECK(without("store_id") == "422 value_invalid store_id");
  CHECK(without("customer_id") == "422 value_invalid customer_id");
  CHECK(without("items") == "422 value_invalid items");
}

SCENARIO("each member of an order is checked for its type") {
  CHECK(with("/brand", 1) == "400 wrong_type brand");
  CHECK(with("/store_id", nlohmann::json::array()) == "400 wrong_type store_id");
  CHECK(with("/customer_id", true) == "400 wrong_type customer_id");
  CHECK(with("/items", "m1") == "400 wrong_type items");
  CHECK(with("/items/0", "m1") == "400 wrong_type items/0");
  CHECK(with("/items/0/item_id", 3) == "400 wrong_type items/0/item_id");
  CHECK(with("/items/0/quantity", "2") == "400 wrong_type items/0/quantity");
  CHECK(with("/items/0/quantity", 1.5) == "400 wrong_type items/0/quantity");
  CHECK(with("/items/0/options", "spicy") == "400 wrong_type items/0/options");
  CHECK(with("/address", "1 Road") == "400 wrong_type address");
  CHECK(with("/address/lat", "37") == "400 wrong_type address/lat");
  CHECK(with("/payment", "card") == "400 wrong_type payment");
  CHECK(with("/payment/token", 4) == "400 wrong_type payment/token");
  CHECK(with("/note", 7) == "400 wrong_type note");
}

SCENARIO("each member of an order is checked for its range") {
  CHECK(with("/store_id", "") == "422 value_invalid store_id");
  CHECK(with("/store_id", "a/b") == "422 value_invalid store_id");
  CHECK(with("/store_id", std::string(129, 'x')) == "422 value_invalid store_id");
  CHECK(with("/customer_id", std::string(60, 'x') + "\u0007") != "fine");
  CHECK(with("/items/0/quantity", 0) == "422 value_invalid items/0/quantity");
  CHECK(with("/items/0/quantity", 1001) == "422 value_invalid items/0/quantity");
  CHECK(with("/items/0/quantity", -1) == "422 value_invalid items/0/quantity");
  CHECK(with("/items/0/quantity", 9'000'000'000'000'000'000)
        == "422 value_invalid items/0/quantity");
  CHECK(with("/items/0/quantity", 1e300) != "fine");
  CHECK(with("/address/lat", 90.5) == "422 value_invalid address/lat");
  CHECK(with("/address/lon", -181) == "422 value_invalid address/lon");
  CHECK(with("/address/lon", nullptr) == "422 value_invalid address/lon");
  CHECK(with("/address/text", std::string(501, 'x')) == "422 value_invalid address/text");
  CHECK(with("/note", std::string(1001, 'x')) == "422 value_invalid note");
  CHECK(with("/payment/method", "gold") == "422 value_invalid payment/method");
}

SCENARIO("a payment token is a word of the payment service and never a card number") {
  CHECK(with("/payment/token", "tok_1234567890123456") == "fine");
  CHECK(with("/payment/token", "12345678901") == "fine");
  CHECK(with("/payment/token", "123456789012") == "422 value_invalid payment/token");
  CHECK(with("/payment/token", "4111111111111111") == "422 value_invalid payment/token");
  CHECK(with("/payment/token", "4111-1111-1111-1111") == "422 value_invalid payment/token");
  CHECK(with("/payment/token", "1234567890123456789") == "422 value_invalid payment/token");
  CHECK(with("/payment/token", "12345678901234567890") == "fine");
  CHECK(with("/payment/token", "") == "422 value_invalid payment/token");
  CHECK(with("/payment/token", "two words") == "422 value_invalid payment/token");
  CHECK(with("/payment/token", "한글") == "422 value_invalid payment/token");
  CHECK(with("/payment/token", std::string(200, 't')) == "fine");
  CHECK(with("/payment/token", std::string(201, 't')) == "422 value_invalid payment/token");
}

SCENARIO("hostile bodies of an order are 400, never more") {
  const auto of = [](std::string body) { return verdict(read_placing(posted(std::move(body)))); };
  CHECK(of("") == "400 bad_json ");
  CHECK(of("{") == "400 bad_json ");
  CHECK(of("[]") == "400 wrong_type ");
  CHECK(of("\"x\"") == "400 wrong_type ");
  CHECK(of("{\"store_id\":\"a\",\"store_id\":\"b\"}").starts_with("400 bad_json"));
  CHECK(of("{\"note\":\"\xff\"}").starts_with("400 "));
  CHECK(of("{\"a\":" + std::string(100'000, '[') + "}").starts_with("400 bad_json"));
}

SCENARIO("the id of a keyed order is derived, another one is random (D14)") {
  actors::catalogue shelf;
  shelf.update(std::make_shared<const brand_view>(brand_view{brand_id{"dongne"}, {}, {}, 1}));
  store_card card;
  card.id = store_id{"s1"};
  card.brand = brand_id{"dongne"};
  shelf.update(std::make_shared<const store_card>(card));
  const auto place = [&](const char* key, const nlohmann::json& body) {
    auto in = posted(body.dump());
    if (key)
      in.headers.emplace_back("idempotency-key", key);
    auto what = read_placing(in);
    REQUIRE(what);
    REQUIRE(complete(*what, shelf, in.body));
    return what->order;
  };
  auto unbranded = good_order();
  unbranded.erase("brand");
  const auto first = place("k1", good_order());
  CHECK(first.keyed);
  CHECK_FALSE(first.body_hash.empty());
  CHECK(first.card->id.value == "s1");
  CHECK(place("k1", good_order()).id == first.id);
  CHECK(place("k2", good_order()).id != first.id);
  CHECK(place("k1", unbranded).id == first.id);
  CHECK(place("k1", unbranded).body_hash != first.body_hash);
  CHECK(place(nullptr, good_order()).id != place(nullptr, good_order()).id);
  CHECK_FALSE(place(nullptr, good_order()).keyed);
}
