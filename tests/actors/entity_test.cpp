#include "tests/actors/answers.hpp"

#include <catch2/catch.hpp>

#include <deque>
#include <set>

using namespace baedal;
using namespace baedal::test;
using namespace std::chrono_literals;

SCENARIO(
  "an order lives through its actor, and every answer is in the journal before it is given") {
  entity_world world{1};
  world.open_shops();
  GIVEN("a brand that pays inside ordering") {
    auto placed = world.tell<order>("p1", world.placing("pizza", "p1"));
    world.settle();
    THEN("the order exists once it is paid") {
      REQUIRE(code_of(placed) == errc::none);
      CHECK((**placed)->view.status == order_status::paid);
      CHECK(world.journaled("p1").seen.status == order_status::paid);
      CHECK(world.gateway->books.at(order_id{"p1"}).captures == 1);
    }
    AND_WHEN("it is cooked and delivered") {
      world.tell<order>("p1", start_cooking{});
      world.settle();
      world.tell<order>("p1", start_delivery{});
      world.settle();
      auto done = world.tell<order>("p1", deliver_order{});
      world.settle();
      THEN("it is completed and its customer counted once") {
        REQUIRE(code_of(done) == errc::none);
        CHECK((**done)->view.status == order_status::completed);
        CHECK(world.read<customer>("c-pizza").value()->completed_orders == 1);
      }
    }
  }
  GIVEN("a declined card") {
    auto placed = world.tell<order>("p2", world.placing("pizza", "p2", "a", "tok_declined"));
    world.settle();
    THEN("there is no order") {
      CHECK(code_of(placed) == errc::payment_declined);
      CHECK(world.read<order>("p2")->code() == errc::order_unknown);
    }
  }
  GIVEN("limited stock") {
    std::vector<entity_world::answer_ptr<order>> all;
    for (int i = 0; i < 7; ++i)
      all.push_back(world.tell<order>("m" + std::to_string(i),
                                      world.placing("mealkit", "m" + std::to_string(i), "b")));
    world.settle();
    THEN("exactly what is there is sold, and no more (I5)") {
      int sold = 0;
      for (const auto& one : all) {
        sold += code_of(one) == errc::none ? 1 : 0;
        if (!**one)
          CHECK(code_of(one) == errc::sold_out);
      }
      CHECK(sold == 5);
      CHECK(world.read<store>("s-mealkit").value()->menu.at(item_id{"b"}).stock == 0);
    }
  }
}

SCENARIO("a repeat with the same Idempotency-Key gets the same answer (I10)") {
  entity_world world{2};
  world.open_shops();
  auto first = world.tell<order>("k1", world.placing("dongne", "k1"));
  world.settle();
  REQUIRE(code_of(first) == errc::none);
  auto accepted = world.tell<order>("k1", accept_order{}, with_key("K", "B"));
  world.settle();
  REQUIRE(code_of(accepted) == errc::none);
  world.tell<order>("k1", start_cooking{});
  world.settle();
  WHEN("placing and accepting are repeated after the order went on") {
    auto again = world.tell<order>("k1", world.placing("dongne", "k1"));
    auto accepted_again = world.tell<order>("k1", accept_order{}, with_key("K", "B"));
    auto other_body = world.tell<order>("k1", accept_order{}, with_key("K", "C"));
    world.settle();
    THEN("both say what they said before") {
      REQUIRE(code_of(again) == errc::none);
      CHECK((**again)->view == (**first)->view);
      REQUIRE(code_of(accepted_again) == errc::none);
      CHECK((**accepted_again)->view == (**accepted)->view);
      CHECK(code_of(other_body) == errc::key_reused);
    }
  }
}

SCENARIO("a repeat gets the answer also where nobody waited any more for the first one (I10)") {
  entity_world world{2};
  world.open_shops();
  const actors::reply<actors::answer<store_view>> gone{[](const auto&) {}};
  gone.refuse(errc::unavailable);
  caf::anon_send(world.find("stores"),
                 actors::command_message<store>{
                   "s-dongne", close_store{}, with_key("K", "B"), {}, {}, gone});
  world.settle();
  world.tell<store>("s-dongne", open_store{});
  world.settle();
  const auto again = world.tell<store>("s-dongne", close_store{}, with_key("K", "B"));
  world.settle();
  REQUIRE(code_of(again) == errc::none);
  CHECK_FALSE((**again)->view.open);
  CHECK(world.read<store>("s-dongne").value()->open);
}

SCENARIO("a key that joined a payment under way keeps the answer that it got (I10, D14)") {
  int declined = 0;
  for (unsigned seed = 1; seed <= 60; ++seed) {
    INFO("seed " << seed);
    entity_world world{seed};
    world.open_shops();
    world.tell<order>("j1", world.placing("dongne", "j1", "a", ""));
    world.settle();
    const pay_order good{{}, payment_method::card, "tok_ok"};
    world.tell<order>("j1", pay_order{{}, payment_method::card, "tok_declined"});
    auto joined = world.tell<order>("j1", good, with_key("K", "B"));
    world.tell<order>("j1", good);
    auto meanwhile = world.tell<order>("j1", good, with_key("K", "B"));
    world.settle();
    auto again = world.tell<order>("j1", good, with_key("K", "B"));
    world.settle();
    CHECK(code_of(again) == code_of(joined));
    CHECK(code_of(meanwhile) == code_of(joined)); // It waited, too.
    declined += code_of(joined) == errc::payment_declined ? 1 : 0;
  }
  CHECK(declined > 0); // The seed decides which of them is first.
}

SCENARIO("a placing that is repeated at the same moment is answered with all that it has (I10)") {
  for (unsigned seed = 1; seed <= 20; ++seed) {
    INFO("seed " << seed);
    entity_world world{seed};
    world.open_shops();
    const std::map<std::string, std::string> personal{{"address", "Seoul"}};
    auto first = world.tell<order>("r1", world.placing("azer", "r1"), {}, personal);
    auto again = world.tell<order>("r1", world.placing("azer", "r1"), {}, personal);
    world.settle();
    REQUIRE(code_of(first) == errc::none);
    REQUIRE(code_of(again) == errc::none);
    CHECK((**first)->view.address_text == "Seoul");
    CHECK((**again)->view == (**first)->view);
  }
}

SCENARIO("what an actor knew survives kill -9 and passivation") {
  entity_world world{3, 2s};
  world.open_shops();
  world.tell<order>("o1", world.placing("azer", "o1"), {},
                    {{"address", "Seoul"}, {"note", "door"}});
  world.settle();
  const auto before = world.read<order>("o1").value();
  REQUIRE(before);
  CHECK(before->address_text == "Seoul");
  GIVEN("a restart of everything") {
    world.restart();
    THEN("the order is as it was") {
      CHECK(*world.read<order>("o1").value() == *before);
    }
  }
  GIVEN("a long idle time") {
    const auto awake = world.count->awake.load();
    world.advance(10s);
    CHECK(world.count->awake.load() < awake);
    THEN("it is woken by the next question") {
      CHECK(*world.read<order>("o1").value() == *before);
    }
    AND_THEN("its deadline wakes it without anybody (T7)") {
      world.advance(10min);
      CHECK(world.journaled("o1").seen.status == order_status::cancelled);
      CHECK(world.gateway->books.at(order_id{"o1"}).refunded == money{1000});
    }
  }
}

SCENARIO("an entity decides all waiting commands together and appends once") {
  entity_world world{4};
  world.open_shops();
  const auto before = world.count->appends.load();
  std::vector<entity_world::answer_ptr<sequence>> all;
  for (int i = 0; i < 100; ++i)
    all.push_back(world.tell<sequence>("numbers", take_number{"numbers"}));
  world.settle();
  std::set<std::uint64_t> numbers;
  for (const auto& one : all)
    numbers.insert((**one)->view.last);
  CHECK(numbers.size() == 100);
  CHECK(*numbers.rbegin() == 100);
  CHECK(world.count->appends.load() - before < 50); // The seed decides how many wait together.
}

SCENARIO("a refusal costs no write") {
  entity_world world{5};
  world.open_shops();
  const auto before = world.rows->event_count();
  auto refused = world.tell<order>("none", accept_order{});
  world.settle();
  CHECK(code_of(refused) == errc::order_unknown);
  CHECK(world.rows->event_count() == before);
}

SCENARIO("an unknown outcome ends the incarnation, and the next one asks the journal") {
  entity_world world{6};
  world.open_shops();
  world.patience = 0;
  world.faults->refused_connects = 1'000;
  GIVEN("a commit whose acknowledgement is lost") {
    world.faults->writes.push_back(persistence::write_fault::lose_after_commit);
    auto placed = world.tell<order>("u1", world.placing("dongne", "u1", "a", ""));
    world.settle();
    THEN("the caller is told that it may be done, and it is") {
      CHECK(code_of(placed) == errc::outcome_unknown);
      world.patience = 5;
      world.faults->refused_connects = 0;
      world.advance(2s);
      CHECK(world.read<order>("u1").value()->status == order_status::placed);
    }
  }
  GIVEN("a commit that never came to be") {
    world.faults->writes.push_back(persistence::write_fault::lose_before_commit);
    auto placed = world.tell<order>("u2", world.placing("dongne", "u2", "a", ""));
    world.settle();
    THEN("the caller is told that it may be done, and it is not") {
      CHECK(code_of(placed) == errc::outcome_unknown);
      world.patience = 5;
      world.faults->refused_connects = 0;
      world.advance(2s);
      CHECK(world.read<order>("u2")->code() == errc::order_unknown);
    }
  }
}

SCENARIO(
  "a call that may have captured is never outweighed by a later one that reached nobody (I1)") {
  entity_world world{8};
  world.open_shops();
  std::deque<moody_gateway::mood> moods{moody_gateway::mood::lost_after, moody_gateway::mood::away};
  world.gateway->next_mood = [&] {
    if (moods.empty())
      return moody_gateway::mood::fine;
    const auto next = moods.front();
    moods.pop_front();
    return next;
  };
  GIVEN("a capture whose answer is lost, and whose record the database refuses") {
    world.faults->writes = {persistence::write_fault::none, persistence::write_fault::refuse};
    world.tell<order>("g1", world.placing("pizza", "g1"));
    world.advance(90min);
    THEN("the money is with the gateway only if the order stands") {
      const auto& account = world.gateway->books.at(order_id{"g1"});
      const auto now = world.journaled("g1");
      CHECK(account.captures == 1);
      const bool stands = now.seen.payment.status == payment_status::approved;
      CHECK((account.captured - account.refunded).won == (stands ? 1000 : 0));
    }
  }
}

SCENARIO("a history that cannot be read is quarantined and harms no other") {
  entity_world world{7};
  world.open_shops();
  persistence::write_batch poison;
  const auto slice = slice_of("order/bad");
  const auto head = world.rows->owner(slice).head;
  poison.events.push_back({slice,
                           head + 1,
                           "order/bad",
                           1,
                           std::string(32, 'f'),
                           "order_placed",
                           "{\"nonsense\":1}",
                           {},
                           "not a hash",
                           1});
  REQUIRE(world.rows->write(poison) == persistence::write_status::written);
  CHECK(world.read<order>("bad")->code() == errc::unavailable);
  world.advance(5s);
  CHECK(world.count->unreadable.load() > 0);
  CHECK(world.read<order>("bad")->code() == errc::unavailable);
  auto other = world.tell<order>("good", world.placing("dongne", "good", "a", ""));
  world.settle();
  CHECK(code_of(other) == errc::none);
}
