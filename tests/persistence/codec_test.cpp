#include "tests/persistence/codec_examples.hpp"

#include <catch2/catch.hpp>

#include <set>

using namespace baedal;
using namespace baedal::persistence;

namespace {

template <class Event>
void check_round_trip(const std::vector<Event>& examples) {
  std::set<std::size_t> seen;
  std::set<std::string_view> names;
  for (const auto& example : examples) {
    seen.insert(example.index());
    names.insert(type_of(example));
    for (const auto& meta : {event_meta{}, test::full_meta()}) {
      const auto text = encode_event(example, meta);
      INFO(text.type << " " << text.payload);
      CHECK(text.type == type_of(example));
      const auto back = decode_event<Event>(text.type, text.payload);
      REQUIRE(back);
      REQUIRE(back->event);
      CHECK(*back->event == example);
      CHECK(back->meta == meta);
      CHECK(encode_event(*back->event, back->meta).payload == text.payload);
      CHECK(text.payload.find("\\u0000") == std::string::npos);
    }
  }
  CHECK(seen.size() == std::variant_size_v<Event>);
  CHECK(names.size() == std::variant_size_v<Event>);
}

/// What an event without meta data is written as.
template <class Event>
std::string payload_of(const Event& event) {
  return encode_event(event, {}).payload;
}

order_event shipped_order() {
  auto what = test::bare_placement();
  what.id = order_id{"o-1"};
  what.brand = brand_id{"dongne"};
  what.items = {{item_id{"kimchi"}, "김치찌개", 2, money{9'000}, {"맵게"}, false}};
  what.items_total = money{18'000};
  what.delivery_fee = money{3'000};
  what.total = money{21'000};
  what.area = "중구";
  what.store_at = geo_point{37.5, 127.25};
  what.policy = shipped_brands()[1].policy;
  what.catalogue_version = 4;
  what.personal_hash = "ab";
  return order_placed{what, true, "cd"};
}

} // namespace

SCENARIO("every event reads back as it was written", "[D3]") {
  check_round_trip(test::order_event_examples());
  check_round_trip(test::store_event_examples());
  check_round_trip(test::rider_event_examples());
  check_round_trip(test::customer_event_examples());
  check_round_trip(test::brand_event_examples());
  check_round_trip(test::sequence_event_examples());
  check_round_trip(std::vector<breaker_event>{test::opened_breaker(), breaker_changed{}});
}

SCENARIO("payloads are stable to the byte, because journals and chains depend on them", "[I13]") {
  CHECK(payload_of(shipped_order())
        == R"({"v":1,"d":{"what":{"id":"o-1","brand":"dongne","store":"s","customer":"c",)"
           R"("items":[{"item":"kimchi","name":"김치찌개","n":2,"price":9000,)"
           R"("options":["맵게"]}],"sum":18000,"fee":3000,"total":21000,"area":"중구",)"
           R"("from":{"lat":37.5,"lon":127.25},"policy":{"payment":"separate_step",)"
           R"("store_sees_order":"when_ordered","completion_by":"customer",)"
           R"("cancel_removes_order_from_collection":true,"count_dishes_at_cooking_start":false,)"
           R"("grade_up_on_completion":true,"notify":["kakao","sms"]},"card":4,"hash":"ab"},)"
           R"("keyed":true,"body":"cd"}})");
  CHECK(payload_of(order_event{cooking_started{}}) == R"({"v":1})");
  CHECK(payload_of(order_event{order_accepted{instant{std::chrono::milliseconds{1500}}}})
        == R"({"v":1,"d":{"ready_at":1500}})");
  CHECK(payload_of(store_event{units_reserved{order_id{"o"}, {{item_id{"i"}, 2}}}})
        == R"({"v":1,"d":{"order":"o","lines":[{"item":"i","n":2}]}})");
  CHECK(payload_of(rider_event{rider_moved{{-0.5, 126.9779}}})
        == R"({"v":1,"d":{"at":{"lat":-0.5,"lon":126.9779}}})");
  CHECK(payload_of(customer_event{grade_raised{customer_grade::gold}})
        == R"({"v":1,"d":{"to":"gold"}})");
  CHECK(payload_of(sequence_event{number_taken{"orders", 12}})
        == R"({"v":1,"d":{"name":"orders","n":12}})");
  CHECK(payload_of(breaker_event{test::opened_breaker()})
        == R"({"v":1,"d":{"name":"payments","run":"r1","round":7,"from":"half_open",)"
           R"("to":"open","why":"3 of 5 calls failed","at":1500}})");
  CHECK(encode_event(rider_event{rider_online{}},
                     {event_cause{"order/o", 3, errc::none}, idempotency{"a", "b"}, "00-x", 2,
                      true})
          .payload
        == R"({"v":1,"c":{"s":"order/o","n":3},"k":{"k":"a","b":"b"},"t":"00-x","f":2,"m":1})");
}

SCENARIO("what was written before orders knew cash, metadata and pauses still reads", "[D3]") {
  const auto order_from = [](std::string_view type, std::string_view payload) {
    auto read = decode_event<order_event>(type, payload);
    REQUIRE(read);
    REQUIRE(read->event);
    return *read->event;
  };
  CHECK(order_from("payment_requested",
                   R"({"v":1,"d":{"method":"card","token":"t","attempt":2}})")
        == order_event{payment_requested{payment_method::card, "t", 2}});
  CHECK(order_from("payment_expired", R"({"v":1})") == order_event{payment_expired{}});
  CHECK(order_from("payment_refunded", R"({"v":1,"d":{"amount":5}})")
        == order_event{payment_refunded{money{5}}});
  const auto placed = order_from("order_placed", payload_of(shipped_order()));
  CHECK(std::get<order_placed>(placed).what->metadata.empty());
  const auto store_read = decode_event<store_event>("store_closed", R"({"v":1})");
  REQUIRE(store_read);
  CHECK(*store_read->event == store_event{store_closed{}});
  const auto hours = decode_event<store_event>(
    "store_defined", R"({"v":1,"d":{"card":{"id":"s","brand":"b",)"
                     R"("hours":{"periods":[{"day":1,"from":540,"until":1320}]}}}})");
  REQUIRE(hours);
  const auto& card = std::get<store_defined>(*hours->event).card;
  CHECK(card.hours.periods == std::vector<opening_period>{
          {1, std::chrono::minutes{540}, std::chrono::minutes{1320}}});
  CHECK(card.hours.special_days.empty());
  CHECK_FALSE(card.delivery_radius_metres);
}

SCENARIO("the defaults of a policy are part of the journal's format", "[I13]") {
  CHECK(payload_of(brand_event{brand_defined{brand_id{"b"}, {}, {}}})
        == R"({"v":1,"d":{"id":"b"}})");
  brand_policy written;
  written.payment = payment_timing::inside_ordering;
  written.store_sees_order = store_visibility::when_paid;
  written.acceptance = acceptance_mode::explicit_answer;
  written.kitchen = kitchen_mode::start_and_finish;
  written.dispatch = dispatch_mode::riders_pick;
  written.completion_by = completion_party::courier;
  written.customer_cancel_until = cancel_limit::cooking_start;
  written.cancel_removes_order_from_collection = false;
  written.stock = stock_mode::off;
  written.accident_flow = false;
  written.count_dishes_at_cooking_start = true;
  written.grade_up_on_completion = false;
  written.notify = {};
  written.trust_client_price = true;
  written.default_price = money{10'000};
  written.overload_guard = overload_target::payment;
  written.grade_step = 1;
  using namespace std::chrono_literals;
  written.pay_window = 600s;
  written.accept_timeout = 300s;
  written.pick_timeout = 600s;
  written.offers_before_alert = 3;
  written.delivery_alert = 3600s;
  written.auto_confirm = 86'400s;
  written.payment_answer = 610ms;
  written.payment_settle_time = 60s;
  written.delivery_time = 30min;
  written.refund_percent_after_cooking = 0;
  CHECK(payload_of(brand_event{brand_defined{brand_id{"b"}, {}, written}})
        == R"({"v":1,"d":{"id":"b"}})");
}

SCENARIO("a note holds what a command answered and no event", "[D7]") {
  const auto note = encode_note(test::full_meta());
  CHECK(note.type == "noted");
  const auto back = decode_event<rider_event>(note.type, note.payload);
  REQUIRE(back);
  CHECK_FALSE(back->event);
  CHECK(back->meta == test::full_meta());
  CHECK(encode_note({}).payload == R"({"v":1})");
}

SCENARIO("payloads of other days stay readable", "[D3]") {
  const auto later = decode_event<order_event>(
    "order_rejected", R"({"v":1,"d":{"reason":"no rice","new":{"x":[1]}},"new":7})");
  REQUIRE(later);
  CHECK(*later->event == order_event{order_rejected{"no rice", 0}});
  const auto spaced = decode_event<order_event>("order_completed", " { \"v\" : 1 } ");
  REQUIRE(spaced);
  CHECK(*spaced->event == order_event{order_completed{false}});
}

SCENARIO("texts that no database takes are repaired before they are written", "[D3]") {
  const std::string broken{"a\xff\xed\xa0\x80\0b\xe3\x81", 9};
  const auto text = encode_event(order_event{accident_reported{broken}}, {});
  const auto back = decode_event<order_event>(text.type, text.payload);
  REQUIRE(back);
  CHECK(std::get<accident_reported>(*back->event).reason
        == "a\ufffd\ufffd\ufffd\ufffd\ufffdb\ufffd\ufffd");
}

SCENARIO("a topic tells the dishes of an order as its lines name them", "[002-X2]") {
  order after;
  after.placed = *std::get<order_placed>(shipped_order()).what;
  after.placed->policy.count_dishes_at_cooking_start = true;
  for (const auto& [item, quantity] : {std::pair{"soup", 1}, {"rice", 2}, {"soup", 3}}) {
    order_line line;
    line.item = item_id{item};
    line.quantity = quantity;
    after.seen.items.push_back(line);
  }
  after.seen.placed_at = instant{std::chrono::milliseconds{1'795'190'400'123}};
  CHECK(topic_data(cooking_started{}, after)
          .find(R"("order":{"placed_at":"2026-11-20T16:00:00.123Z",)")
        != std::string::npos);
  CHECK(topic_data(cooking_started{}, after)
          .starts_with(R"({"dishes_counted":[{"item_id":"soup","quantity":4},)"
                       R"({"item_id":"rice","quantity":2}],)"));
}

SCENARIO("history shows the public words and neither token nor hash", "[design-9]") {
  const order after;
  CHECK(public_data(shipped_order(), after)
        == R"({"order_id":"o-1","brand":"dongne","store_id":"s","customer_id":"c",)"
           R"("items":[{"item_id":"kimchi","name":"김치찌개","quantity":2,"unit_price":9000,)"
           R"("options":["맵게"]}],"items_total":18000,"delivery_fee":3000,"total":21000,)"
           R"("area":"중구","store_at":{"lat":37.5,"lon":127.25},"catalogue_version":4})");
  GIVEN("an order placed by a checkout, which holds what was placed") {
    order checked_out;
    checked_out.placed = *std::get<order_placed>(shipped_order()).what;
    CHECK(public_data(order_placed{}, checked_out) == public_data(shipped_order(), after));
  }
  CHECK(public_data(payment_requested{payment_method::card, "tok_secret", 2}, after)
        == R"({"method":"card","attempt":2})");
  CHECK(public_data(cancel_requested{cancel_party::store, cancel_cause::rejected, "x", money{5}},
                    after)
        == R"({"by":"store","cause":"rejected","reason":"x","refund":5})");
  CHECK(public_data(order_accepted{instant{std::chrono::milliseconds{1'795'190'400'123}}}, after)
        == R"({"ready_at":"2026-11-20T16:00:00.123Z"})");
  CHECK(public_data(cooking_started{}, after) == "{}");
  CHECK(public_data(payment_refunded{money{5}, false, money{7}}, after)
        == R"({"amount":5,"left":7})");
  CHECK(public_data(payment_refunded{money{5}}, after) == R"({"amount":5})");
  for (const auto& each : test::order_event_examples()) {
    const auto shown = public_data(each, after);
    INFO(type_of(each) << " " << shown);
    CHECK(shown.find("tok_") == std::string::npos);
    CHECK(shown.find("hash") == std::string::npos);
    CHECK(shown.find("\"bh\"") == std::string::npos);
  }
}
