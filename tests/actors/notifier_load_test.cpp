#include "tests/actors/notifier_world.hpp"

#include <catch2/catch.hpp>

using namespace baedal;
using namespace baedal::test;
using namespace std::chrono_literals;

namespace {

constexpr auto kakao = notify_channel::kakao;
constexpr auto sms = notify_channel::sms;

} // namespace

SCENARIO("a notifier that operators hold down sends nothing and loses nothing", "[000-N2]") {
  notifier_world world;
  world.held = true;
  const auto key = world.tell("o1", 1);
  world.start();
  world.advance(10s);
  CHECK(world.receivers[carrier::alimtalk]->got.empty());
  world.held = false;
  world.advance(1s);
  CHECK(world.state(key).status == message_status::sent);
}

SCENARIO("SMS are shed under load and come back by themselves, KakaoTalk queues",
         "[001-X1][K15][A91]") {
  notifier_world world;
  world.limits.shedding = {50, 1'000, 5s};
  world.limits.per_second = 20; // The carriers take no more.
  world.start();
  world.advance(1s);
  std::vector<message_key> orders;
  for (int i = 0; i < 100; ++i)
    orders.push_back(world.tell("o" + std::to_string(i), 1, {kakao, sms}));
  world.advance(3s);
  CHECK(world.progress->sheds_sms);
  const auto of_sms = [](message_key key) {
    key.channel = sms;
    return key;
  };
  std::size_t suppressed = 0;
  for (const auto& key : orders)
    suppressed += world.state(of_sms(key)).status == message_status::suppressed;
  CHECK(suppressed > 50);
  CHECK(world.count->suppressed >= suppressed);
  CHECK(suppressed + world.receivers[carrier::sms]->got.size() >= 100);
  world.advance(30s);
  for (const auto& key : orders)
    CHECK(world.state(key).status == message_status::sent);
  WHEN("nobody is there to say when it is over") {
    for (int i = 0; i < 100; ++i)
      world.tell("more" + std::to_string(i), 1);
    world.advance(1s);
    REQUIRE(world.progress->sheds_sms);
    SECTION("because operators hold the notifier down") {
      world.held = true;
      world.advance(1s);
      CHECK_FALSE(world.progress->sheds_sms);
      world.held = false;
      world.advance(1s);
      CHECK(world.progress->sheds_sms);
    }
    SECTION("because its books cannot be kept") {
      persistence::break_connection(*world.content, 0, 1'000);
      world.advance(2s);
      CHECK_FALSE(world.progress->sheds_sms);
    }
    SECTION("because it ended") {
      world.kill();
      CHECK_FALSE(world.progress->sheds_sms);
    }
  }
  THEN("after a calm while the next SMS goes out, and a suppressed one on request") {
    CHECK_FALSE(world.progress->sheds_sms);
    const auto next = world.tell("later", 1, {sms});
    world.advance(2s);
    CHECK(world.state(next).status == message_status::sent);
    for (const auto& key : orders)
      if (world.state(of_sms(key)).status == message_status::suppressed) {
        REQUIRE(world.redeliver(of_sms(key)));
        world.advance(2s);
        CHECK(world.state(of_sms(key)).status == message_status::sent);
        break;
      }
  }
}

SCENARIO("a slow carrier holds up nobody else's messages", "[I9]") {
  notifier_world world;
  world.limits.senders = 4;
  world.receivers[carrier::alimtalk]->answer = [&](const auto&) {
    world.take_longer(5s);
    return gateways::send_answer{gateways::send_answer::verdict::sent, {}, "r"};
  };
  world.start();
  std::vector<message_key> orders;
  for (int i = 0; i < 100; ++i)
    orders.push_back(world.tell("o" + std::to_string(i), 1, {kakao, sms}));
  const auto sent = [&](notify_channel channel) {
    return std::count_if(orders.begin(), orders.end(), [&](message_key key) {
      key.channel = channel;
      return world.state(key).status == message_status::sent;
    });
  };
  world.advance(4s);
  CHECK(sent(sms) == 100);
  CHECK(sent(kakao) == 0);
  CHECK(world.receivers[carrier::alimtalk]->got.size() == 4); // One for each sender.
  world.advance(3min);
  CHECK(sent(kakao) == 100);
  CHECK(world.receivers[carrier::alimtalk]->got.size() == 100);
}

SCENARIO("no more messages are taken up per second than the limit allows") {
  notifier_world world;
  world.limits.per_second = 10;
  world.start();
  world.advance(10s);
  for (int i = 0; i < 100; ++i)
    world.tell("o" + std::to_string(i), 1);
  auto& got = world.receivers[carrier::alimtalk]->got;
  world.advance(3s);
  CHECK(got.size() >= 30);
  CHECK(got.size() <= 45); // What was saved up in a second, and what came since.
  world.advance(10s);
  CHECK(got.size() == 100);
}
