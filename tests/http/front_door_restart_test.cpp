#include "tests/http/open_door.hpp"

#include <catch2/catch.hpp>

using namespace baedal;
using namespace baedal::http;
using namespace std::chrono_literals;
using Catch::Matchers::Contains;

SCENARIO("a stopped door frees its port at once; requests under way are finished") {
  auto settings = quick_settings();
  settings.deadline = 20s;
  open_door house{settings};
  raw_client busy{house.port};
  busy.send(open_door::get("/held"));
  raw_client idle{house.port};
  idle.send(open_door::get("/hello"));
  idle.read_until("world\"}");
  REQUIRE(house.held.wait());
  const auto begin = std::chrono::steady_clock::now();
  WHEN("it stops while a request is under way and a second door opens on the same port") {
    house.door->stop();
    CHECK_FALSE(house.door->is_listening());
    front_door next{{}, quick_settings()};
    const auto port = next.start("127.0.0.1", house.port);
    REQUIRE(port);
    raw_client fresh{*port};
    fresh.send(open_door::get("/hello"));
    CHECK_THAT(fresh.read_until("not_found"), Contains("HTTP/1.1 404 "));
    CHECK(std::chrono::steady_clock::now() - begin < 1s);
    THEN("idle connections are closed and the request under way gets its answer") {
      CHECK(idle.is_closed());
      house.take_held()->complete(json(200, "\"still served\""));
      const auto reply = busy.read_all();
      CHECK_THAT(reply, Contains("\"still served\""));
      CHECK_THAT(reply, Contains("Connection: close\r\n"));
    }
  }
}

SCENARIO("a port that is taken is one clear error") {
  open_door house;
  front_door second{{}, quick_settings()};
  const auto refused = second.start("127.0.0.1", house.port);
  REQUIRE_FALSE(refused);
  CHECK(refused.error().detail
        == "cannot listen on 127.0.0.1:" + std::to_string(house.port) + ": Address already in use");
  CHECK_FALSE(second.is_listening());
  THEN("the first door is not harmed") {
    raw_client client{house.port};
    client.send(open_door::get("/hello"));
    CHECK_THAT(client.read_until("world"), Contains("200 OK"));
  }
}

SCENARIO("a host that is none of ours is one clear error") {
  front_door door{{}, quick_settings()};
  const auto refused = door.start("192.0.2.1", 0);
  REQUIRE_FALSE(refused);
  CHECK_THAT(refused.error().detail, Contains("cannot listen on 192.0.2.1:0: "));
}

SCENARIO("a draining door serves on and asks each client to leave") {
  open_door house;
  raw_client before{house.port};
  before.send(open_door::get("/hello"));
  CHECK(before.read_until("world\"}").find("Connection: close") == std::string::npos);
  house.door->drain();
  before.send(open_door::get("/hello"));
  CHECK_THAT(before.read_all(), Contains("Connection: close\r\n"));
  raw_client after{house.port};
  after.send(open_door::get("/hello"));
  CHECK_THAT(after.read_all(), Contains("200 OK"));
}

SCENARIO("a door starts once, and stops any number of times, started or not") {
  front_door door{{}, quick_settings()};
  REQUIRE(door.start("127.0.0.1", 0));
  CHECK(door.is_listening());
  CHECK_THROWS_AS(door.start("127.0.0.1", 0), std::logic_error);
  door.stop();
  door.stop();
  front_door never{{}, quick_settings()};
  never.stop();
  CHECK_FALSE(never.is_listening());
}
