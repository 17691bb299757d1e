#include "actors/fold.hpp"

#include <catch2/catch.hpp>

using namespace baedal;
using namespace std::chrono_literals;
using actors::inbox_memory;
using persistence::event_cause;
using persistence::event_meta;

namespace {

constexpr instant noon{std::chrono::hours{24 * 365 * 56}};

/// A store that heard of one sender, and whose newest event is as old as told.
actors::fold<store> having_heard(instant heard, instant stamped, instant newest) {
  actors::fold<store> memory;
  store state;
  state.last_event_at = newest;
  memory.now = std::make_shared<const store>(state);
  memory.version = 1;
  memory.remember({event_cause{"order/x", 3, errc::none, stamped}, {}, {}, false}, heard, 1);
  memory.forget_silent();
  return memory;
}

/// A history of one event, chained as the journal chains it.
template <class Event>
persistence::history history_of(const std::string& entity, const Event& event) {
  persistence::event_row row;
  row.entity = entity;
  row.slice = slice_of(entity);
  row.version = row.position = 1;
  row.event_id = std::string(32, '1');
  const auto encoded = persistence::encode_event(event, {});
  row.type = encoded.type;
  row.payload = encoded.payload;
  row.at = noon;
  row.epoch = 1;
  row.hash = persistence::chain_hash({}, row);
  persistence::history found;
  found.events.push_back(row);
  return found;
}

} // namespace

SCENARIO("a sender is forgotten only once every stamp it could repeat is refused (D7)") {
  GIVEN("an obligation that came late: stamped six days before it was heard") {
    const auto at_the_limit = having_heard(noon, noon - 144h, noon + inbox_memory);
    CHECK(at_the_limit.last_from("order/x"));
    CHECK_FALSE(having_heard(noon, noon - 144h, noon + inbox_memory + 1ms).last_from("order/x"));
  }
  GIVEN("a sender whose clock is ahead") {
    const auto stamped = noon + 1h;
    const auto at_the_limit = having_heard(noon, stamped, stamped + inbox_memory);
    REQUIRE(at_the_limit.last_from("order/x"));
    CHECK(at_the_limit.last_from("order/x")->number == 3);
    CHECK_FALSE(having_heard(noon, stamped, stamped + inbox_memory + 1ms).last_from("order/x"));
  }
  GIVEN("a customer, who could not tell a repeat by the state") {
    actors::fold<customer> memory;
    customer state;
    state.last_event_at = noon + inbox_memory * 50;
    memory.now = std::make_shared<const customer>(state);
    memory.remember({event_cause{"order/x", 3, errc::none, {}}, {}, {}, false}, noon, 1);
    memory.forget_silent();
    CHECK(memory.last_from("order/x"));
  }
}

SCENARIO("what the wrapper remembers survives a snapshot (D3)") {
  auto memory = having_heard(noon, {}, noon);
  memory.remember({event_cause{"order/\"밥\\", 18'446'744'073'709'551'615ULL, errc::sold_out, {}},
                   idempotency{"key\"", "body"},
                   {},
                   false},
                  noon, 2);
  memory.version = 2;
  memory.hash = "h";
  persistence::history from;
  from.from = memory.snapshot_of("store/s");
  actors::fold<store> back;
  REQUIRE(back.read(from));
  CHECK(back.version == 2);
  CHECK(back.snapshot_at == 2);
  CHECK(back.inbox.size() == 2);
  REQUIRE(back.last_from("order/\"밥\\"));
  CHECK(back.last_from("order/\"밥\\")->number == 18'446'744'073'709'551'615ULL);
  CHECK(back.last_from("order/\"밥\\")->answer == errc::sold_out);
  CHECK(back.last_from("order/x")->heard == noon);
  REQUIRE(back.find_key("key\""));
  CHECK(back.find_key("key\"")->key.body_hash == "body");
  CHECK(back.find_key("key\"")->version == 2);
}

SCENARIO("the more is remembered, the rarer are the snapshots (D3)") {
  actors::fold<store> memory;
  memory.version = 199;
  CHECK_FALSE(memory.snapshot_is_due(200));
  memory.version = 200;
  CHECK(memory.snapshot_is_due(200));
  for (int sender = 0; sender < 1'000; ++sender)
    memory.remember({event_cause{"order/" + std::to_string(sender), 1, errc::none, {}}, {}, {},
                     false},
                    noon, 1);
  memory.snapshot_at = 200;
  memory.version = 1'199;
  CHECK_FALSE(memory.snapshot_is_due(200));
  memory.version = 1'200;
  CHECK(memory.snapshot_is_due(200));
  actors::fold<order> short_lived;
  short_lived.version = 10'000;
  CHECK_FALSE(short_lived.snapshot_is_due(200));
}

SCENARIO("a personal row must be the one that the events vouch for (D3, I13)") {
  const persistence::personal_data row{{{"name", "Kim"}}, "00"};
  const customer_event defined = customer_defined{{"c"}, persistence::personal_hash(row)};
  auto found = history_of("customer/c", defined);
  actors::fold<customer> memory;
  GIVEN("the row that was written") {
    found.personal = persistence::encode_personal(row);
    REQUIRE(memory.read(found));
    CHECK(memory.personal == row);
  }
  GIVEN("a row that was erased") {
    if (GENERATE(true, false))
      found.personal = persistence::encode_personal({});
    REQUIRE(memory.read(found));
    CHECK(memory.personal.members.empty());
  }
  GIVEN("a row that was changed behind the journal's back") {
    auto other = row;
    other.members["name"] = "Lee";
    found.personal = persistence::encode_personal(other);
    CHECK(memory.read(found).code() == errc::history_unreadable);
  }
  GIVEN("a row that nobody can read") {
    found.personal = "{";
    CHECK(memory.read(found).code() == errc::history_unreadable);
  }
  GIVEN("a row where the events say that there is nothing personal") {
    auto bare = history_of("customer/c", customer_event{customer_defined{{"c"}, {}}});
    bare.personal = persistence::encode_personal(row);
    CHECK(memory.read(bare).code() == errc::history_unreadable);
  }
}
