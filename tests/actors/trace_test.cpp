#include "persistence/event_codec.hpp"
#include "tests/actors/answers.hpp"

#include <catch2/catch.hpp>

#include <set>

using namespace baedal;
using namespace baedal::test;
using namespace std::chrono_literals;

namespace {

const std::string placing_trace = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
const std::string cancel_trace = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

actors::caller traced(const std::string& trace) {
  return {{}, {}, trace};
}

/// The trace that stands with each event of an entity, by the event's type: the last of its kind.
template <class State>
std::map<std::string, std::string> traces_of(const entity_world& world, const std::string& entity) {
  std::map<std::string, std::string> found;
  for (const auto& row : world.rows->events_of(entity, 0, 1'000)) {
    auto event = persistence::decode_event<typename actors::aggregate<State>::event>(row.type,
                                                                                     row.payload);
    REQUIRE(event);
    found[row.type] = event->meta.traceparent;
  }
  return found;
}

/// For each public event of an order: its type and version, and the version of the one that led to
/// it.
std::vector<std::string> what_led_to_what(const entity_world& world, const std::string& entity) {
  std::vector<std::string> found;
  for (const auto& row : world.rows->events_of(entity, 0, 1'000)) {
    const auto decoded = persistence::decode_event<order_event>(row.type, row.payload);
    REQUIRE(decoded);
    if (decoded->event && is_public(*decoded->event))
      found.push_back(row.type + " " + std::to_string(found.size() + 1) + " < "
                      + std::to_string(decoded->meta.follows));
  }
  return found;
}

} // namespace

SCENARIO("an event that an obligation's answer brings names the event that the obligation is of") {
  entity_world world{24};
  world.open_shops();
  world.tell<order>("t4", world.placing("pizza", "t4"));
  world.settle();
  world.gateway->next_mood = [] { return moody_gateway::mood::lost_after; };
  world.tell<order>("t4", cancel_order{});
  world.settle();
  world.restart();
  world.gateway->next_mood = [] { return moody_gateway::mood::fine; };
  world.advance(2min);
  CHECK(what_led_to_what(world, "order/t4")
        == std::vector<std::string>{"order_placed 1 < 0", "payment_approved 2 < 0",
                                    "cancel_requested 3 < 0", "payment_refunded 4 < 3",
                                    "order_cancelled 5 < 3"});
}

SCENARIO("what the public does not see leads to nothing that it sees") {
  entity_world world{25};
  world.open_shops();
  world.tell<order>("t5", world.placing("hansik", "t5"));
  world.settle();
  asked_by rider;
  rider.rider = rider_id{"r-hansik"};
  for (const order_command& step :
       {order_command{start_cooking{}}, order_command{finish_cooking{}},
        order_command{pick_order{rider}}}) {
    world.tell<order>("t5", step);
    world.settle();
  }
  const auto all = what_led_to_what(world, "order/t5");
  const auto picked = std::find_if(all.begin(), all.end(), [](const std::string& each) {
    return each.starts_with("delivery_picked ");
  });
  REQUIRE(picked != all.end());
  CHECK(picked->ends_with(" < 0"));
}

SCENARIO("the trace of a request goes with everything that follows from it") {
  entity_world world{21};
  world.open_shops();
  auto placed = world.tell<order>("t1", world.placing("mealkit", "t1", "b"), traced(placing_trace));
  world.settle();
  REQUIRE(code_of(placed) == errc::none);
  THEN("it stands with the events of the order, of the store, and in the call of the gateway") {
    const auto of_order = traces_of<order>(world, "order/t1");
    CHECK(of_order.at("checkout_started") == placing_trace);
    CHECK(of_order.at("stock_reserved") == placing_trace);
    CHECK(of_order.at("payment_approved") == placing_trace);
    CHECK(of_order.at("order_placed") == placing_trace);
    CHECK(traces_of<store>(world, "store/s-mealkit").at("units_reserved") == placing_trace);
    CHECK(world.gateway->traces == std::vector{placing_trace});
  }
  WHEN("another request cancels the order") {
    world.tell<order>("t1", cancel_order{}, traced(cancel_trace));
    world.settle();
    THEN("what is given back belongs to that request") {
      const auto of_order = traces_of<order>(world, "order/t1");
      CHECK(of_order.at("order_placed") == placing_trace);
      CHECK(of_order.at("payment_refunded") == cancel_trace);
      CHECK(of_order.at("order_cancelled") == cancel_trace);
      CHECK(world.gateway->traces == std::vector{placing_trace, cancel_trace});
      CHECK(traces_of<store>(world, "store/s-mealkit").at("units_released") == cancel_trace);
    }
  }
}

SCENARIO("an obligation keeps its trace over kill -9, whatever is asked meanwhile") {
  entity_world world{22};
  world.open_shops();
  GIVEN("a payment under way that was lost") {
    world.gateway->next_mood = [] { return moody_gateway::mood::lost_after; };
    world.tell<order>("t2", world.placing("pizza", "t2"), traced(placing_trace));
    world.settle();
    world.restart();
    world.gateway->next_mood = [] { return moody_gateway::mood::fine; };
    world.advance(2min);
    THEN("the look-ups go on with it, and so does what they find") {
      REQUIRE(world.gateway->traces.size() >= 2);
      CHECK(std::set(world.gateway->traces.begin(), world.gateway->traces.end())
            == std::set{placing_trace});
      CHECK(traces_of<order>(world, "order/t2").at("payment_approved") == placing_trace);
    }
  }
  GIVEN("a refund that cannot be asked for") {
    world.tell<order>("t3", world.placing("dongne", "t3"), traced(placing_trace));
    world.settle();
    world.gateway->next_mood = [] { return moody_gateway::mood::away; };
    world.tell<order>("t3", cancel_order{}, traced(cancel_trace));
    world.advance(10min);
    world.restart();
    world.gateway->traces.clear();
    world.gateway->next_mood = [] { return moody_gateway::mood::fine; };
    world.advance(2min);
    THEN("it is asked for under the trace of the cancelling") {
      CHECK(world.gateway->traces == std::vector{cancel_trace});
      CHECK(traces_of<order>(world, "order/t3").at("payment_refunded") == cancel_trace);
    }
  }
}

SCENARIO("a deadline starts no trace of its own and continues none") {
  entity_world world{23};
  world.open_shops();
  world.tell<order>("t4", world.placing("azer", "t4"), traced(placing_trace));
  world.settle();
  world.gateway->traces.clear();
  world.advance(11min);
  REQUIRE(world.journaled("t4").seen.status == order_status::cancelled);
  CHECK(traces_of<order>(world, "order/t4").at("order_cancelled").empty());
  CHECK(world.gateway->traces == std::vector{std::string{}});
}
