#include "tests/actors/notifier_world.hpp"

#include <catch2/catch.hpp>

#include <set>

using namespace baedal;
using namespace baedal::test;
using namespace std::chrono_literals;
using gateways::outgoing_message;
using gateways::send_answer;
using verdict = send_answer::verdict;

namespace {

constexpr auto kakao = notify_channel::kakao;
constexpr auto sms = notify_channel::sms;
constexpr auto webhook = notify_channel::webhook;

auto always(verdict said, std::string detail = {},
            std::optional<std::chrono::seconds> retry_after = {}) {
  return [=](const outgoing_message&) { return send_answer{said, detail, {}, retry_after}; };
}

} // namespace

SCENARIO("a message is sent once, in the brand's words, and what became of it is written down",
         "[I9][000-N5][001-F10]") {
  notifier_world world;
  const auto key = world.tell("orders-7", 3);
  world.start();
  world.advance(5s);
  auto& receiver = *world.receivers[carrier::alimtalk];
  REQUIRE(receiver.got.size() == 1);
  CHECK(receiver.got[0].id == "orders-7-3-kakao-customer");
  CHECK(receiver.got[0].text == "[맛집] 주문 7번이 거절되었습니다. 사유: 재료소진");
  CHECK(receiver.got[0].recipient == "c1");
  const auto state = world.state(key);
  CHECK(state.status == message_status::sent);
  CHECK(state.attempts == 1);
  CHECK(state.sent_at);
  CHECK(state.receipt == "r");
  CHECK(world.count->of(carrier::alimtalk).sent == 1);
  WHEN("more comes later") {
    world.tell("orders-8", 1, {kakao, sms});
    world.tell("orders-8", 2, {webhook}, audience::store);
    world.advance(1s);
    THEN("it goes out within a poll, each by its carrier") {
      CHECK(receiver.got.size() == 2);
      CHECK(world.receivers[carrier::sms]->got.size() == 1);
      CHECK(world.receivers[carrier::webhook]->got.size() == 1);
    }
  }
}

SCENARIO("what fails is tried again under its id, with pauses that double, until it is taken",
         "[I9]") {
  notifier_world world;
  world.limits.delivery = {15, 2s, 1h};
  auto& receiver = *world.receivers[carrier::alimtalk];
  receiver.answer = always(verdict::again, "status 503");
  const auto key = world.tell("o1", 1);
  world.start();
  world.advance(40s);
  CHECK(world.state(key).status == message_status::retrying);
  CHECK(world.state(key).error == "status 503");
  receiver.answer = always(verdict::sent);
  world.advance(60s);
  CHECK(world.state(key).status == message_status::sent);
  CHECK(world.state(key).error.empty());
  const auto& times = receiver.times;
  REQUIRE(times.size() >= 5);
  for (std::size_t i = 1; i < times.size(); ++i) {
    const auto pause = times[i] - times[i - 1];
    const auto step = 2s * (1 << (i - 1));
    CHECK(pause >= step);
    CHECK(pause <= step * 5 / 4 + 600ms); // The jitter, and a poll.
  }
  for (const auto& each : receiver.got)
    CHECK(each.id == key.text());
}

SCENARIO("a receiver that asks for time gets it", "[I9]") {
  notifier_world world;
  auto& receiver = *world.receivers[carrier::webhook];
  receiver.answer = always(verdict::again, "status 429", 90s);
  world.tell("o1", 1, {webhook}, audience::store);
  world.start();
  world.advance(89s);
  CHECK(receiver.got.size() == 1);
  world.advance(3s);
  CHECK(receiver.got.size() == 2);
}

SCENARIO("a message that is refused, or tried too often, is a dead letter that can be sent again",
         "[I9]") {
  notifier_world world;
  world.limits.delivery = {3, 100ms, 1s};
  auto& receiver = *world.receivers[carrier::alimtalk];
  GIVEN("a refusal for ever") {
    receiver.answer = always(verdict::never, "status 400");
    const auto key = world.tell("o1", 1);
    world.start();
    world.advance(1min);
    CHECK(receiver.got.size() == 1);
    CHECK(world.state(key).status == message_status::dead);
    CHECK(world.state(key).error == "status 400");
    CHECK(world.count->of(carrier::alimtalk).dead == 1);
    WHEN("an operator sends it again and it is taken") {
      receiver.answer = always(verdict::sent);
      const auto told = world.redeliver(key);
      REQUIRE(told);
      CHECK(told->status == message_status::queued);
      CHECK(told->attempts == 0);
      world.advance(1s);
      THEN("it is sent under the same id, and cannot be sent again") {
        CHECK(receiver.got.size() == 2);
        CHECK(receiver.got[1].id == key.text());
        CHECK(world.state(key).status == message_status::sent);
        CHECK(world.redeliver(key).code() == errc::notification_sent);
        CHECK(world.count->redelivered == 1);
      }
    }
  }
  GIVEN("failures without end") {
    receiver.answer = always(verdict::again, "no answer");
    const auto key = world.tell("o1", 1);
    world.start();
    world.advance(1min);
    THEN("it is given up after so many attempts") {
      CHECK(receiver.got.size() == 3);
      CHECK(world.state(key).status == message_status::dead);
      CHECK(world.state(key).attempts == 3);
    }
  }
  GIVEN("a message that nobody knows") {
    world.start();
    CHECK(world.redeliver({order_id{"o9"}, 1, audience::customer, kakao}).code()
          == errc::notification_unknown);
  }
}

SCENARIO("an endpoint that is gone gets nothing more, until somebody sends one again", "[I9]") {
  notifier_world world;
  auto& receiver = *world.receivers[carrier::webhook];
  receiver.answer = always(verdict::gone, "status 410");
  const auto first = world.tell("o1", 1, {webhook}, audience::store);
  world.start();
  world.advance(2s);
  const auto second = world.tell("o1", 2, {webhook}, audience::store);
  const auto other = world.tell("o1", 3, {kakao});
  world.advance(2s);
  CHECK(receiver.got.size() == 1);
  CHECK(world.count->of(carrier::webhook).gone);
  CHECK(world.state(first).status == message_status::dead);
  CHECK(world.state(second).status == message_status::dead);
  CHECK(world.state(second).error == "the endpoint is gone (410)");
  CHECK(world.state(other).status == message_status::sent);
  WHEN("it is back and one is sent again") {
    receiver.answer = always(verdict::sent);
    REQUIRE(world.redeliver(second));
    world.advance(2s);
    const auto third = world.tell("o1", 4, {webhook}, audience::store);
    world.advance(2s);
    THEN("new ones go out, too") {
      CHECK_FALSE(world.count->of(carrier::webhook).gone);
      CHECK(world.state(second).status == message_status::sent);
      CHECK(world.state(third).status == message_status::sent);
    }
  }
}

SCENARIO("a number is looked up when a message goes out, and is kept nowhere") {
  notifier_world world{true};
  auto& receiver = *world.receivers[carrier::alimtalk];
  world.write_personal({entity_kind::customer, "c1"}, {{"phone", "010-1111-2222"}});
  world.write_personal({entity_kind::order, "o2"}, {{"phone", "010-3333-4444"}});
  world.write_personal({entity_kind::order, "o3"}, {{"address", "서울"}});
  for (const auto* order : {"o1", "o2", "o3"})
    world.tell(order, 1);
  world.start();
  world.advance(2s);
  std::map<std::string, std::string> called;
  for (const auto& each : receiver.got)
    called[each.order.value] = each.phone;
  CHECK(called
        == std::map<std::string, std::string>{
          {"o1", "010-1111-2222"}, {"o2", "010-3333-4444"}, {"o3", "010-1111-2222"}});
  WHEN("the customer has been forgotten") {
    world.write_personal({entity_kind::customer, "c1"}, {});
    const auto key = world.tell("o4", 1);
    world.advance(2s);
    THEN("nobody is called, and the message says why") {
      CHECK(receiver.got.size() == 3);
      CHECK(world.state(key).status == message_status::dead);
      CHECK(world.state(key).error == "no recipient");
    }
  }
}

SCENARIO("whatever dies in the middle, every message arrives, always under its id", "[I9]") {
  const auto seed = test::seed_or(1) + GENERATE(range(0U, 30U));
  INFO("seed " << seed);
  notifier_world world;
  world.limits.delivery = {1'000, 200ms, 2s};
  std::mt19937_64 dice{seed};
  std::set<std::string> effects;
  for (auto& [by, receiver] : world.receivers)
    receiver->answer = [&](const outgoing_message& message) {
      const auto luck = dice() % 10;
      if (luck < 2)
        return send_answer{verdict::again, "not reached", {}};
      effects.insert(message.id);
      return luck < 4 ? send_answer{verdict::again, "no answer", {}}
                      : send_answer{verdict::sent, {}, "r"};
    };
  world.start();
  std::set<std::string> wanted;
  for (int round = 0; round < 40; ++round) {
    for (auto left = dice() % 4; left > 0; --left) {
      const auto order = "o" + std::to_string(round) + std::to_string(left);
      for (const auto channel : {kakao, sms})
        wanted.insert(message_key{order_id{order}, 1, audience::customer, channel}.text());
      world.tell(order, 1, {kakao, sms});
    }
    for (auto left = dice() % 30; left > 0; --left)
      world.still.step();
    if (dice() % 5 == 0)
      break_connection(*world.content, static_cast<int>(dice() % 3), static_cast<int>(dice() % 2));
    if (dice() % 6 == 0) {
      world.kill();
      world.start();
    }
    world.advance(std::chrono::milliseconds{dice() % 700});
  }
  break_connection(*world.content, -1, 0);
  world.advance(2min);
  CHECK(effects == wanted);
  for (const auto& id : wanted)
    CHECK(world.state(*parse_message_key(id)).status == message_status::sent);
}
