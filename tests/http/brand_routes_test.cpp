#include "tests/http/open_api.hpp"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

using namespace baedal;
using namespace baedal::http;

SCENARIO("brands show their whole policy, and PUT changes what it names (M1)") {
  open_api api;
  std::optional<define_brand> seen;
  const auto& dongne = shipped_brands()[1];
  const brand_view view{dongne.id, dongne.default_store, dongne.policy, 6};
  api.behind.brands.command = [&](auto& what) {
    seen = std::get<define_brand>(what.command);
    what.back.deliver({view, true});
  };
  api.behind.brands.read = always_reads<brand>(view);
  for (const auto* owner : {"dongne", "pizza"}) {
    store_card card;
    card.id = store_id{std::string{"of-"} + owner};
    card.brand = brand_id{owner};
    api.behind.shelf->update(std::make_shared<const store_card>(std::move(card)));
  }
  const auto put = api.put("/api/v1/brands/dongne",
                           R"({"policy":{"grade_step":3},"default_store":"of-dongne"})");
  CHECK(put.status == 201);
  CHECK(seen->policy.grade_step == 3);
  CHECK_FALSE(seen->policy.payment);
  CHECK(seen->default_store == store_id{"of-dongne"});
  const auto got = api.get("/api/v1/brands/dongne");
  CHECK(member_of(got, "/policy/payment") == "separate_step");
  CHECK(member_of(got, "/policy/payment_answer_ms") == "610");
  CHECK(member_of(got, "/policy/pay_window_seconds") == "600");
  CHECK(member_of(got, "/default_store") == "dongne-default");
  CHECK(got.header("ETag") == "\"6\"");
  CHECK(problem_of(api.put("/api/v1/brands/dongne", R"({"policy":{"kitchen":"big"}})"))
        == "422 value_invalid policy/kitchen");
  for (const auto* none_of_it : {"of-pizza", "gone"}) {
    seen.reset();
    CHECK(problem_of(api.put("/api/v1/brands/dongne",
                             R"({"default_store":")" + std::string{none_of_it} + R"("})"))
          == "422 value_invalid default_store");
    CHECK_FALSE(seen);
  }
  CHECK(api.put("/api/v1/brands/dongne", R"({"default_store":"dongne-default"})").status == 201);
}

SCENARIO("the name of the operators' topic is no brand's (M3)") {
  open_api api;
  api.behind.brands.command = [](auto& what) {
    what.back.refuse(decide(brand{}, what.command, instant{}).error());
  };
  CHECK(problem_of(api.put("/api/v1/brands/ops", "{}")) == "422 value_invalid brand");
}

SCENARIO("a brand's messages are read and reworded (003-X2)") {
  open_api api;
  std::optional<define_brand> seen;
  brand_view view{brand_id{"mealkit"}, {}, {}, 7};
  view.texts = {{occasion::payment_approved, audience::seller, "돈이 왔어요", {}},
                {occasion::order_placed, audience::customer, "", {}}};
  api.behind.brands.command = [&](auto& what) {
    seen = std::get<define_brand>(what.command);
    what.back.deliver({view, false});
  };
  api.behind.brands.read = always_reads<brand>(view);
  const auto put = api.put("/api/v1/brands/mealkit", R"({"messages":[
    {"what":"payment_approved","to":"seller","text":"돈이 왔어요"},
    {"what":"order_placed","text":""}]})");
  CHECK(put.status == 200);
  CHECK(seen->texts == view.texts);
  CHECK(member_of(put, "/messages/0/text") == "돈이 왔어요");
  CHECK(member_of(put, "/messages/1") == "absent");
  const auto all = nlohmann::json::parse(api.get("/api/v1/brands/mealkit/messages").body);
  std::size_t own = 0;
  for (const auto& each : all.at("messages")) {
    own += each.at("own") == true;
    CHECK(each.at("own") == (each.at("what") == "payment_approved" && each.at("to") == "seller"));
    CHECK_FALSE(each.at("text").get<std::string>().empty());
  }
  CHECK(own == 1);
  const auto wrong = [&](const std::string& message) {
    return problem_of(api.put("/api/v1/brands/mealkit", R"({"messages":[)" + message + "]}"));
  };
  CHECK(wrong(R"({"what":"rain","text":"x"})") == "422 value_invalid messages/0/what");
  CHECK(wrong(R"({"what":"order_placed","to":"moon","text":"x"})")
        == "422 value_invalid messages/0/to");
  CHECK(wrong(R"({"what":"order_placed"})") == "422 value_invalid messages/0/text");
  CHECK(wrong(R"({"what":"order_placed","text":5})") == "400 wrong_type messages/0/text");
}
