#include "http/cursor.hpp"
#include "tests/http/open_api.hpp"

#include <catch2/catch.hpp>

using namespace baedal;
using namespace baedal::http;

namespace {

store_card some_store() {
  store_card card;
  card.id = store_id{"s1"};
  card.brand = brand_id{"dongne"};
  card.version = 2;
  card.menu.set(item_id{"m1"}, {item_id{"m1"}, "Chicken", money{1'000}, {}, 3, false});
  return card;
}

rider_view some_rider() {
  rider_view rider;
  rider.id = rider_id{"r1"};
  rider.name = "Kim";
  rider.area = "a1";
  rider.online = true;
  rider.job = order_id{"o_1"};
  rider.version = 5;
  return rider;
}

} // namespace

SCENARIO("PUT of a store answers 201 when it is new, else 200 (design 9)") {
  open_api api;
  std::optional<store_command> seen;
  bool created = true;
  api.behind.stores.command = [&](auto& what) {
    seen = what.command;
    what.back.deliver({some_store(), created});
  };
  const auto fresh = api.put("/api/v1/stores/s1", R"({"brand":"dongne","name":"n"})");
  CHECK(fresh.status == 201);
  CHECK(fresh.header("ETag") == "\"2\"");
  CHECK(std::get<define_store>(*seen).card.name == "n");
  CHECK(member_of(fresh, "/store_id") == "s1");
  created = false;
  CHECK(api.put("/api/v1/stores/s1", R"({"brand":"dongne"})").status == 200);
  CHECK(problem_of(api.put("/api/v1/stores/s1", R"({"brand":"nobody"})"))
        == "422 value_invalid brand");
  CHECK(problem_of(api.put("/api/v1/stores/s1", "")) == "400 bad_json");
  CHECK(api.post("/api/v1/stores/s1/open", "{}").status == 200);
  CHECK(std::holds_alternative<open_store>(*seen));
  CHECK(api.post("/api/v1/stores/s1/close").status == 200);
  CHECK(std::holds_alternative<close_store>(*seen));
  CHECK_FALSE(std::get<close_store>(*seen).until);
  CHECK(api.post("/api/v1/stores/s1/close", R"({"until":"2026-12-25T19:00:00+09:00"})").status
        == 200);
  CHECK(std::get<close_store>(*seen).until
        == instant{std::chrono::sys_days{std::chrono::days{20'812}}} + std::chrono::hours{10});
  CHECK(problem_of(api.post("/api/v1/stores/s1/close", R"({"until":"soon"})"))
        == "422 value_invalid until");
  CHECK(problem_of(api.post("/api/v1/stores/s1/close", R"({"until":5})"))
        == "400 wrong_type until");
  CHECK(problem_of(api.post("/api/v1/stores/s1/close", "[]")) == "400 wrong_type");
  CHECK(api.put("/api/v1/stores/s1/menu/m1", R"({"price":1})").status == 200);
  const auto item = api.put("/api/v1/stores/s1/menu/m9", R"({"price":1})");
  CHECK(item.status == 201);
  CHECK(std::get<define_item>(*seen).item.id.value == "m9");
  CHECK(problem_of(api.put("/api/v1/stores/s1/menu/m1", "{}")) == "422 value_invalid price");
}

SCENARIO("a store shows whether it is open now: a pause ends by itself (rank 6)") {
  open_api api;
  auto card = some_store();
  card.open = false;
  const auto shown = [&](std::optional<instant> until) {
    card.closed_until = until;
    api.behind.stores.command = always<store>(card);
    return api.post("/api/v1/stores/s1/close");
  };
  CHECK(member_of(shown({}), "/open") == "false");
  CHECK(member_of(shown({}), "/closed_until") == "absent");
  const auto long_ago = instant{std::chrono::hours{1}};
  CHECK(member_of(shown(long_ago), "/open") == "true");
  CHECK(member_of(shown(long_ago), "/closed_until") == "absent");
  const auto far_off = instant{std::chrono::sys_days{std::chrono::days{2'000'000}}};
  CHECK(member_of(shown(far_off), "/open") == "false");
  CHECK(member_of(shown(far_off), "/closed_until") == "7445-10-25T00:00:00.000Z");
}

SCENARIO("DELETE takes an item off the menu") {
  open_api api;
  api.behind.stores.command = [&](auto& what) {
    if (std::get<retire_item>(what.command).id.value == "m1")
      what.back.deliver({some_store(), false});
    else
      what.back.refuse(errc::item_not_found);
  };
  const auto gone = api.call(verb::remove, "/api/v1/stores/s1/menu/m1");
  CHECK(gone.status == 204);
  CHECK(gone.body.empty());
  CHECK(gone.header("ETag") == "\"2\"");
  CHECK(problem_of(api.call(verb::remove, "/api/v1/stores/s1/menu/m2")) == "404 item_not_found");
}

SCENARIO("GET of a store, its menu and one item") {
  open_api api;
  api.behind.stores.read = [](auto& what) {
    if (what.id == "s1")
      what.back.deliver(some_store());
    else
      what.back.refuse(errc::store_unknown);
  };
  CHECK(member_of(api.get("/api/v1/stores/s1"), "/time_zone") == "Asia/Seoul");
  CHECK(api.get("/api/v1/stores/s1", {{"if-none-match", "\"2\""}}).status == 304);
  CHECK(problem_of(api.get("/api/v1/stores/s2")) == "404 store_unknown");
  CHECK(member_of(api.get("/api/v1/stores/s1/menu"), "/items/0/stock") == "3");
  CHECK(member_of(api.get("/api/v1/stores/s1/menu/m1"), "/price") == "1000");
  CHECK(problem_of(api.get("/api/v1/stores/s1/menu/m2")) == "404 item_not_found");
  CHECK(problem_of(api.get("/api/v1/stores/" + std::string(129, 's'))) == "404 store_unknown");
}

SCENARIO("a store's queue and its popular dishes are lists with cursors (002-X2)",
         "[M5.3][M5.4]") {
  open_api api;
  std::optional<actors::list_store_orders> seen;
  api.behind.query = [&](auto& what) {
    if (const auto* queue = std::get_if<actors::list_store_orders>(&what)) {
      seen = *queue;
      seen->back = {};
      actors::page<order_view> page;
      page.rows.resize(2);
      page.next = "place-1";
      queue->back.deliver(std::move(page));
    }
    if (const auto* dishes = std::get_if<actors::list_popularity>(&what)) {
      actors::page<actors::dish_row> page;
      page.rows.push_back({item_id{"m1"}, "Chicken", 4, 9});
      dishes->back.deliver(std::move(page));
    }
  };
  const auto first = api.get("/api/v1/stores/s1/orders?status=paid&limit=2");
  CHECK(first.status == 200);
  CHECK(seen->status == order_status::paid);
  CHECK(seen->limit == 2);
  CHECK(member_of(first, "/orders/1/status") == "absent");
  const auto cursor = member_of(first, "/next_cursor");
  api.get("/api/v1/stores/s1/orders?status=paid&cursor=" + cursor);
  CHECK(seen->after == "place-1");
  CHECK(problem_of(api.get("/api/v1/stores/s1/orders?cursor=" + cursor))
        == "422 value_invalid cursor");
  for (const auto* word : {"eaten", "checkout", "absent", "PAID", ""})
    CHECK(problem_of(api.get("/api/v1/stores/s1/orders?status=" + std::string{word}))
          == "422 value_invalid status");
  CHECK(problem_of(api.get("/api/v1/stores/s2/orders")) == "404 store_unknown");
  const auto dishes = api.get("/api/v1/stores/s1/popularity");
  CHECK(member_of(dishes, "/dishes/0/orders") == "4");
  CHECK(member_of(dishes, "/dishes/0/quantity") == "9");
  CHECK(member_of(dishes, "/next_cursor") == "absent");
  CHECK(problem_of(api.get("/api/v1/stores/s2/popularity")) == "404 store_unknown");
}

SCENARIO("riders are defined, go online and offline, move, and see the jobs near them") {
  open_api api;
  actors::command_message<rider> seen;
  api.behind.riders.command = [&](auto& what) {
    seen = {what.id, what.command, {}, {}, what.personal, {}};
    what.back.deliver({some_rider(), true});
  };
  api.behind.riders.read = [](auto& what) {
    if (what.id == "r1")
      what.back.deliver(some_rider());
    else
      what.back.refuse(errc::rider_unknown);
  };
  api.behind.query = [](auto& what) {
    const auto& jobs = std::get<actors::list_jobs>(what);
    actors::page<order_view> page;
    page.rows.resize(jobs.rider.area == "a1" ? 1 : 0);
    jobs.back.deliver(std::move(page));
  };
  const auto put = api.put("/api/v1/riders/r1", R"({"name":"Kim","area":"a1","lat":1,"lon":2})");
  CHECK(put.status == 201);
  CHECK(seen.personal.at("name") == "Kim");
  CHECK(std::get<define_rider>(seen.command).at == geo_point{1, 2});
  CHECK(member_of(put, "/job") == "o_1");
  CHECK(problem_of(api.put("/api/v1/riders/r1", R"({"name":7})")) == "400 wrong_type name");
  CHECK(problem_of(api.put("/api/v1/riders/r1", R"({"lon":2})")) == "422 value_invalid lat");
  CHECK(api.post("/api/v1/riders/r1/online").status == 200);
  CHECK(std::holds_alternative<rider_goes_online>(seen.command));
  CHECK(api.post("/api/v1/riders/r1/offline", "{}").status == 200);
  CHECK(std::holds_alternative<rider_goes_offline>(seen.command));
  CHECK(api.post("/api/v1/riders/r1/location", R"({"lat":3,"lon":4})").status == 200);
  CHECK(std::get<rider_moves>(seen.command).at == geo_point{3, 4});
  CHECK(problem_of(api.post("/api/v1/riders/r1/location", "{}")) == "422 value_invalid lat");
  CHECK(problem_of(api.post("/api/v1/riders/r1/location", R"({"lat":3,"lon":1e999})")) != "200");
  CHECK(member_of(api.get("/api/v1/riders/r1"), "/name") == "Kim");
  CHECK(api.get("/api/v1/riders/r1", {{"if-none-match", "*"}}).status == 304);
  CHECK(member_of(api.get("/api/v1/riders/r1/jobs"), "/jobs/0/status") == "absent");
  CHECK(problem_of(api.get("/api/v1/riders/r2/jobs")) == "404 rider_unknown");
}

SCENARIO("customers have a profile and a page of their orders; neither is needed to order") {
  open_api api;
  std::map<std::string, std::string> personal;
  customer_view view;
  view.id = customer_id{"c1"};
  view.grade = customer_grade::gold;
  view.version = 1;
  api.behind.customers.command = [&](auto& what) {
    personal = what.personal;
    what.back.deliver({view, false});
  };
  api.behind.customers.read = [](auto& what) { what.back.refuse(errc::customer_unknown); };
  api.behind.query = [](auto& what) {
    actors::page<order_view> page;
    std::get<actors::list_customer_orders>(what).back.deliver(std::move(page));
  };
  const auto put = api.put("/api/v1/customers/c1", R"({"name":"Lee","phone":"010-1"})");
  CHECK(put.status == 200);
  CHECK(member_of(put, "/grade") == "gold");
  const std::map<std::string, std::string> sent{
    {"address", ""}, {"name", "Lee"}, {"phone", "010-1"}};
  CHECK(personal == sent);
  CHECK(problem_of(api.put("/api/v1/customers/c1", R"({"phone":[]})")) == "400 wrong_type phone");
  CHECK(problem_of(api.get("/api/v1/customers/c1")) == "404 customer_unknown");
  CHECK(member_of(api.get("/api/v1/customers/c1/orders"), "/orders") == "[]");
}

SCENARIO("DELETE of what is personal answers with what is left (D3)") {
  open_api api;
  int asked = 0;
  const auto count = [&](const auto& command) {
    asked += std::holds_alternative<erase_personal>(command) ? 1 : 0;
  };
  api.behind.customers.command = [&](auto& what) {
    count(what.command);
    customer_view left;
    left.id = customer_id{what.id};
    left.version = 3;
    what.back.deliver({left, false});
  };
  api.behind.riders.command = [&](auto& what) {
    count(what.command);
    what.back.deliver({some_rider(), false});
  };
  api.behind.orders.command = [&](auto& what) {
    count(what.command);
    what.back.refuse(errc::state_conflict);
  };
  const auto erased = api.call(verb::remove, "/api/v1/customers/c1/personal");
  CHECK(erased.status == 200);
  CHECK(erased.header("ETag") == "\"3\"");
  CHECK(member_of(erased, "/customer_id") == "c1");
  CHECK(api.call(verb::remove, "/api/v1/riders/r1/personal").status == 200);
  CHECK(api.call(verb::remove, "/api/v1/orders/o_1/personal").status == 409);
  CHECK(asked == 3);
  CHECK(api.post("/api/v1/customers/c1/personal", "{}").status == 405);
}
