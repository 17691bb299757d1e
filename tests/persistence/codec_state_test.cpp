#include "tests/persistence/codec_examples.hpp"

#include <catch2/catch.hpp>

using namespace baedal;
using namespace baedal::persistence;

namespace {

constexpr instant some_time{std::chrono::milliseconds{1'795'190'400'123}};

template <class State>
State reread(const State& state) {
  const auto text = encode_state(state);
  INFO(text);
  auto back = decode_state<State>(text);
  REQUIRE(back);
  CHECK(encode_state(*back) == text);
  return std::move(*back);
}

personal_data some_data() {
  return {{{"name", "김철수"}, {"phone", "010-0000-0000"}, {"note", "문 앞 \"벨\" 금지"}},
          std::string(32, 'd')};
}

} // namespace

SCENARIO("a store survives its snapshot", "[D3]") {
  store state;
  state.card = test::full_card();
  state.reservations.set(order_id{"o\"1"}, {{{item_id{"kit-1"}, 3}}, true});
  state.reservations.set(order_id{"o2"}, {{}, false});
  state.defined = true;
  state.version = 9;
  state.last_event_at = some_time;
  const auto back = reread(state);
  CHECK(back.card == state.card);
  CHECK(back.reservations == state.reservations);
  CHECK(back.defined);
  CHECK(back.version == 9);
  CHECK(back.last_event_at == some_time);
  CHECK(reread(store{}).card == store_card{});
}

SCENARIO("a rider survives a snapshot, which does not hold the name", "[D3]") {
  rider state;
  state.seen = {rider_id{"r1"}, "secret name",  "중구", geo_point{1.5, 2.5},
                true,           order_id{"o1"}, 4};
  state.personal_hash = "hash";
  state.defined = true;
  state.version = 5;
  state.last_event_at = some_time;
  CHECK(encode_state(state).find("secret") == std::string::npos);
  const auto back = reread(state);
  state.seen.name.clear();
  CHECK(back.seen == state.seen);
  CHECK(back.personal_hash == "hash");
  CHECK(back.defined);
  CHECK(back.version == 5);
  CHECK(back.last_event_at == some_time);
  CHECK(reread(rider{}).seen == rider_view{});
}

SCENARIO("a customer survives a snapshot, which holds nothing personal", "[D3]") {
  customer state;
  state.seen = {customer_id{"c1"}, "secret", "secret", "secret", customer_grade::gold, 12, 14};
  state.personal_hash = "hash";
  state.defined = true;
  state.steps = 11;
  state.version = 15;
  state.last_event_at = some_time;
  CHECK(encode_state(state).find("secret") == std::string::npos);
  const auto back = reread(state);
  state.seen.name.clear();
  state.seen.phone.clear();
  state.seen.address_text.clear();
  CHECK(back.seen == state.seen);
  CHECK(back.personal_hash == "hash");
  CHECK(back.defined);
  CHECK(back.steps == 11);
  CHECK(back.version == 15);
  CHECK(back.last_event_at == some_time);
}

SCENARIO("brands, sequences and breakers survive their snapshots", "[D3]") {
  brand one;
  one.seen = {brand_id{"b"}, store_id{"s"}, test::unusual_policy(), 3};
  one.seen.texts = {{occasion::order_placed, audience::store, "{order}", some_time},
                    {occasion::order_placed, audience::store, "", some_time}};
  one.defined = true;
  one.version = 3;
  one.last_event_at = some_time;
  const auto brand_back = reread(one);
  CHECK(brand_back.seen == one.seen);
  CHECK(brand_back.defined);
  CHECK(brand_back.version == 3);
  CHECK(brand_back.last_event_at == some_time);
  sequence other;
  other.seen = {"orders", 18'446'744'073'709'551'615ULL, 7};
  other.version = 7;
  other.last_event_at = some_time;
  const auto sequence_back = reread(other);
  CHECK(sequence_back.seen == other.seen);
  CHECK(sequence_back.version == 7);
  CHECK(sequence_back.last_event_at == some_time);
  breaker third;
  evolve(third, test::opened_breaker(), some_time);
  const auto breaker_back = reread(third);
  CHECK(breaker_back.seen == third.seen);
  CHECK(breaker_back.runs == std::vector{noted_run{"r1", 7}});
  CHECK(breaker_back.version == 1);
  CHECK(breaker_back.last_event_at == some_time);
}

SCENARIO("personal data reads back", "[D3]") {
  const auto text = encode_personal(some_data());
  const auto back = decode_personal(text);
  REQUIRE(back);
  CHECK(*back == some_data());
  CHECK(decode_personal(encode_personal({})).code() == errc::none);
}

SCENARIO("the hash of personal data is pinned and frames its parts", "[D3]") {
  CHECK(personal_hash({{{"name", "Kim"}}, "00"})
        == "fc25121362a8e60df4d43e0fb6b05b6e8e60733defb71d2ec160150cba252d63");
  CHECK(personal_hash(some_data()).size() == 64);
  CHECK(personal_hash({{{"a", "bc"}}, "s"}) != personal_hash({{{"ab", "c"}}, "s"}));
  CHECK(personal_hash({{{"a", "b"}}, "s"}) != personal_hash({{{"a", "b"}}, "t"}));
  CHECK(personal_hash({{{"a", "1:b"}}, "s"}) != personal_hash({{{"a", "1"}, {"b", ""}}, "s"}));
}
