#include "tests/http/open_api.hpp"

#include <atomic>
#include <catch2/catch.hpp>
#include <condition_variable>
#include <mutex>

using namespace baedal;
using namespace baedal::http;
using namespace std::chrono_literals;

namespace {

order_view view_of(order_status status) {
  order_view order;
  order.id = order_id{"o_1"};
  order.brand = brand_id{"dongne"};
  order.store = store_id{"s1"};
  order.customer = customer_id{"c1"};
  order.status = status;
  order.total = money{20'000};
  order.placed_at = instant{std::chrono::milliseconds{1'700'000'000'123}};
  order.updated_at = order.placed_at;
  order.version = 3;
  return order;
}

void refuse(open_api& api, refusal why) {
  api.behind.orders.command = [why](auto& what) { what.back.refuse(why); };
}

} // namespace

SCENARIO("placing an order answers as design 9 says") {
  open_api api;
  GIVEN("an order that is paid") {
    auto seen = std::make_shared<actors::command_message<order>>();
    api.behind.orders.command = [seen](auto& what) {
      *seen = what;
      what.back.deliver({view_of(order_status::paid), true});
    };
    const auto reply =
      api.post("/api/v1/orders", smallest_placing,
               {{"traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"}});
    THEN("it is 201 with its address and version") {
      CHECK(reply.status == 201);
      CHECK(reply.header("Location") == "/api/v1/orders/o_1");
      CHECK(reply.header("ETag") == "\"3\"");
      CHECK(member_of(reply, "/order_id") == "o_1");
      CHECK(member_of(reply, "/payment/status") == "none");
      CHECK(member_of(reply, "/delivery/status") == "none");
      CHECK(member_of(reply, "/placed_at") == "2023-11-14T22:13:20.123Z");
      CHECK(member_of(reply, "/total") == "20000");
      CHECK(member_of(reply, "/note") == "absent");
    }
    THEN("the entity got the store's card, the policy, and where the request came from") {
      const auto& command = std::get<place_order>(seen->command);
      CHECK(seen->id == command.id.value);
      CHECK(command.brand.value == "dongne");
      CHECK(command.card->id.value == "s1");
      CHECK(command.policy.payment == payment_timing::separate_step);
      CHECK(seen->from.traceparent
            == "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01");
      CHECK_FALSE(seen->from.key);
      CHECK_FALSE(command.keyed);
    }
    seen->back = {};
  }
  GIVEN("an order that still waits for its money") {
    api.behind.orders.command = always<order>(view_of(order_status::placed), true);
    THEN("it is 202") {
      CHECK(api.post("/api/v1/orders", smallest_placing).status == 202);
    }
  }
}

SCENARIO("an order that cannot be placed is refused as design 9 says") {
  open_api api;
  GIVEN("an order that is refused") {
    THEN("each refusal has its status") {
      refuse(api, errc::sold_out);
      CHECK(problem_of(api.post("/api/v1/orders", smallest_placing)) == "409 sold_out");
      refuse(api, errc::store_closed);
      CHECK(problem_of(api.post("/api/v1/orders", smallest_placing)) == "409 store_closed");
      refuse(api, errc::payment_declined);
      CHECK(problem_of(api.post("/api/v1/orders", smallest_placing)) == "402 payment_declined");
      refuse(api, {errc::payment_required, "", "payment/token"});
      CHECK(problem_of(api.post("/api/v1/orders", smallest_placing))
            == "422 payment_required payment/token");
      refuse(api, errc::key_reused);
      CHECK(problem_of(api.post("/api/v1/orders", smallest_placing)) == "422 key_reused");
    }
    THEN("an undecided payment names the order, so that the client can ask again") {
      refusal why{errc::payment_unknown};
      why.subject = "o_9";
      refuse(api, why);
      const auto reply = api.post("/api/v1/orders", smallest_placing);
      CHECK(problem_of(reply) == "503 payment_unknown");
      CHECK(member_of(reply, "/order_id") == "o_9");
      CHECK(reply.header("Retry-After") == "1");
    }
  }
  GIVEN("a store or brand that nobody knows") {
    THEN("it is 404") {
      CHECK(problem_of(api.post("/api/v1/orders",
                                R"({"store_id":"x","customer_id":"c","items":[]})"))
            == "404 store_unknown store_id");
      CHECK(problem_of(api.post("/api/v1/orders", R"({"brand":"x",)" + smallest_placing.substr(1)))
            == "404 brand_unknown brand");
    }
  }
  GIVEN("no orders' region at the moment") {
    api.behind.nobody_there = true;
    THEN("nothing was done, and the client hears so at once") {
      const auto reply = api.post("/api/v1/orders", smallest_placing);
      CHECK(problem_of(reply) == "503 unavailable");
      CHECK(reply.header("Retry-After") == "1");
    }
  }
}

SCENARIO("an order that is not answered in time may be done, and a repeat is told to wait (D14)") {
  std::mutex mutex;
  std::condition_variable more;
  std::vector<actors::command_message<order>> held;
  open_api api{400ms}; // Ends first: its actors use what stands above.
  api.behind.orders.command = [&](auto& what) {
    const std::lock_guard lock{mutex};
    held.push_back(what);
    more.notify_one();
  };
  const open_api::headers key{{"idempotency-key", "k1"}};
  CHECK(problem_of(api.post("/api/v1/orders", smallest_placing, key)) == "503 outcome_unknown");
  CHECK(problem_of(api.post("/api/v1/orders", smallest_placing, key)) == "409 request_in_progress");
  CHECK(problem_of(api.post("/api/v1/orders", smallest_placing)) == "503 outcome_unknown");
  CHECK(problem_of(api.post("/api/v1/orders/o_1/pay", "{}", key)) == "503 outcome_unknown");
  const auto again = api.post("/api/v1/orders/o_1/pay", "{}", key);
  CHECK(problem_of(again) == "409 request_in_progress");
  CHECK(again.header("Retry-After") == "1");
  std::unique_lock lock{mutex};
  REQUIRE(more.wait_for(lock, 10s, [&] { return held.size() == 5; }));
  CHECK(held[0].id == held[1].id);
  CHECK(held[0].id != held[2].id);
  CHECK(held[3].from.key == held[4].from.key);
}

SCENARIO("an answered key may be used again at once (D14)") {
  std::atomic<bool> answers{true};
  std::vector<actors::command_message<order>> held;
  open_api api{400ms};
  api.behind.orders.command = [&](auto& what) {
    if (answers)
      what.back.refuse(errc::sold_out);
    else
      held.push_back(what);
  };
  const open_api::headers key{{"idempotency-key", "k1"}};
  CHECK(problem_of(api.post("/api/v1/orders", smallest_placing, key)) == "409 sold_out");
  answers = false;
  CHECK(problem_of(api.post("/api/v1/orders", smallest_placing, key)) == "503 outcome_unknown");
}

SCENARIO("headers of commands are checked and carried (design 9)") {
  open_api api;
  actors::caller from;
  api.behind.orders.command = [&from](auto& what) {
    from = what.from;
    what.back.deliver({view_of(order_status::accepted), false});
  };
  const std::string path = "/api/v1/orders/o_1/accept";
  WHEN("they are good") {
    const auto reply = api.post(path, "{}", {{"if-match", "\"3\""}, {"idempotency-key", "k"}});
    THEN("the entity sees them, and the answer shows the new version") {
      CHECK(reply.status == 200);
      CHECK(reply.header("ETag") == "\"3\"");
      CHECK(from.if_match == 3U);
      REQUIRE(from.key);
      const auto first = *from.key;
      api.post("/api/v1/orders/o_1/reject", "{}", {{"idempotency-key", "k"}});
      CHECK(from.key->key_hash == first.key_hash);
      CHECK(from.key->body_hash != first.body_hash);
      api.post(path, "{}", {{"idempotency-key", "k"}});
      CHECK(*from.key == first);
    }
  }
  WHEN("they are bad") {
    THEN("the command goes nowhere") {
      CHECK(problem_of(api.post(path, "{}", {{"idempotency-key", "a b"}}))
            == "400 bad_header Idempotency-Key");
      CHECK(problem_of(api.post(path, "{}", {{"if-match", "three"}})) == "400 bad_header If-Match");
      CHECK(problem_of(api.post(path, "{}", {{"if-match", "W/\"3\""}}))
            == "412 version_conflict If-Match");
      CHECK(problem_of(api.post("/api/v1/orders", smallest_placing, {{"idempotency-key", ""}}))
            == "400 bad_header Idempotency-Key");
    }
  }
  WHEN("the trace is none") {
    for (const auto* trace :
         {"", "hello", "00-00000000000000000000000000000000-b7ad6b7169203331-01",
          "ff-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
          "00-0AF7651916CD43DD8448EB211C80319C-b7ad6b7169203331-01",
          "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01x"}) {
      api.post(path, "{}", {{"traceparent", trace}});
      CHECK(from.traceparent.empty());
    }
  }
}

SCENARIO("every command of design 9 reaches its order and shows the new state") {
  open_api api;
  api.behind.orders.command = always<order>(view_of(order_status::cooking));
  for (const auto* action :
       {"pay", "accept", "reject", "start-cooking", "finish-cooking", "pick", "withdraw",
        "start-delivery", "deliver", "confirm", "cancel", "report-accident", "retry-refund"}) {
    const auto reply = api.post("/api/v1/orders/o_1/" + std::string{action});
    CHECK(reply.status == 200);
    CHECK(member_of(reply, "/status") == "cooking");
  }
  for (const auto& [action, body] :
       {std::pair{"remove-item", R"({"item_id":"m1","reason":"sold out"})"},
        std::pair{"delay", R"({"ready_in_minutes":5,"reason":"busy"})"}})
    CHECK(api.post("/api/v1/orders/o_1/" + std::string{action}, body).status == 200);
  refusal conflict{errc::state_conflict, "no"};
  conflict.state = "cooking";
  refuse(api, conflict);
  const auto reply = api.post("/api/v1/orders/o_1/accept");
  CHECK(problem_of(reply) == "409 state_conflict");
  CHECK(member_of(reply, "/current_state") == "cooking");
  refuse(api, errc::not_yours);
  CHECK(problem_of(api.post("/api/v1/orders/o_1/accept")) == "403 not_yours");
  refuse(api, errc::version_conflict);
  CHECK(problem_of(api.post("/api/v1/orders/o_1/accept")) == "412 version_conflict");
  CHECK(problem_of(api.post("/api/v1/orders/" + std::string(200, 'x') + "/accept"))
        == "404 order_unknown");
  CHECK(problem_of(api.post("/api/v1/orders/o_1/explode")) == "404 not_found");
}

SCENARIO("an order shows what was attached, who receives it, what was removed and when it comes") {
  open_api api;
  auto order = view_of(order_status::accepted);
  api.behind.orders.command = always<baedal::order>(order);
  const auto bare = api.post("/api/v1/orders/o_1/accept");
  for (const auto* name : {"/metadata", "/recipient", "/removed_items", "/eta", "/address"})
    CHECK(member_of(bare, name) == "absent");
  order.metadata = {{"z", "26"}, {"a", ""}};
  order.customer_name = "Kim";
  order.phone = "010-1234-5678";
  order.address_area = "mapo";
  order.removed_items = {{{"tea"}, "Tea", 2, money{500}, {}, true}};
  order.eta = order.placed_at;
  order.delivery.former_riders = {{"r1"}};
  api.behind.orders.command = always<baedal::order>(order);
  const auto full = api.post("/api/v1/orders/o_1/accept");
  CHECK(full.body.find(R"("metadata":{"z":"26","a":""})") != std::string::npos);
  CHECK(member_of(full, "/recipient/name") == "Kim");
  CHECK(member_of(full, "/recipient/phone") == "010-1234-5678");
  CHECK(member_of(full, "/address/area") == "mapo");
  CHECK(member_of(full, "/removed_items/0/quantity") == "2");
  CHECK(member_of(full, "/eta") == "2023-11-14T22:13:20.123Z");
  CHECK(full.body.find("r1") == std::string::npos); // Nobody else's business.
}

SCENARIO("a rider who gave the order back is told so with a code of its own (rank 7)") {
  open_api api;
  refusal why{errc::former_rider, "others are asked first"};
  why.state = "awaiting_rider";
  refuse(api, why);
  CHECK(problem_of(api.post("/api/v1/orders/o_1/pick", R"({"rider_id":"r1"})"))
        == "409 former_rider");
}

SCENARIO("pay answers 200 approved, 402 declined, 202 undecided (design 9)") {
  open_api api;
  auto order = view_of(order_status::placed);
  for (const auto status : {payment_status::requested, payment_status::unknown}) {
    order.payment.status = status;
    api.behind.orders.command = always<baedal::order>(order);
    CHECK(api.post("/api/v1/orders/o_1/pay").status == 202);
  }
  order.payment.status = payment_status::approved;
  order.status = order_status::paid;
  api.behind.orders.command = always<baedal::order>(order);
  CHECK(api.post("/api/v1/orders/o_1/pay").status == 200);
  refuse(api, errc::payment_declined);
  CHECK(problem_of(api.post("/api/v1/orders/o_1/pay")) == "402 payment_declined");
}
