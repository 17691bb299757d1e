#include "tests/http/open_door.hpp"

#include <catch2/catch.hpp>
#include <httplib.h>
#include <thread>

using namespace baedal::http;
using namespace std::chrono_literals;
using Catch::Matchers::Contains;

namespace {

httplib::Client client_of(const open_door& house) {
  httplib::Client out{"127.0.0.1", house.port};
  out.set_keep_alive(true);
  return out;
}

} // namespace

SCENARIO_METHOD(open_door, "an ordinary client is served on one connection") {
  auto client = client_of(*this);
  for (int i = 0; i < 10; ++i) {
    const auto out = client.Get("/hello");
    REQUIRE(out);
    CHECK(out->status == 200);
    CHECK(out->body == R"({"hello":"world"})");
  }
  CHECK(client.Post("/echo", "hi", "application/json")->body == "\"hi\"");
  CHECK(door->counters().connections == 1);
}

SCENARIO_METHOD(open_door, "HEAD answers as GET does, without the body") {
  const auto out = client_of(*this).Head("/hello");
  REQUIRE(out);
  CHECK(out->status == 200);
  CHECK(out->get_header_value("Content-Length") == "17");
  CHECK(out->body.empty());
}

SCENARIO_METHOD(open_door, "unknown addresses and verbs are told apart, as problems") {
  auto client = client_of(*this);
  const auto unknown = client.Get("/nothing");
  REQUIRE(unknown);
  CHECK(unknown->status == 404);
  CHECK(unknown->get_header_value("Content-Type") == "application/problem+json; charset=utf-8");
  const auto wrong = client.Delete("/hello");
  REQUIRE(wrong);
  CHECK(wrong->status == 405);
  CHECK(wrong->get_header_value("Allow") == "GET, HEAD");
  const auto options = client.Options("/hello");
  REQUIRE(options);
  CHECK(options->status == 204);
}

SCENARIO_METHOD(open_door, "a handler that throws is 500 and tells nothing") {
  auto client = client_of(*this);
  const auto out = client.Get("/throw");
  REQUIRE(out);
  CHECK(out->status == 500);
  CHECK_THAT(out->body, Contains("\"code\":\"internal_error\""));
  CHECK(out->body.find("secret") == std::string::npos);
  for (const auto& [name, value] : out->headers)
    CHECK(value.find("secret") == std::string::npos);
  CHECK(client.Get("/hello")->status == 200);
}

SCENARIO_METHOD(open_door, "an exchange is answered from another thread [D15]") {
  std::thread other{[this] {
    if (held.wait())
      take_held()->complete(json(201, "\"later\""));
  }};
  const auto out = client_of(*this).Get("/held");
  other.join();
  REQUIRE(out);
  CHECK(out->status == 201);
  CHECK(out->body == "\"later\"");
}

SCENARIO_METHOD(open_door,
                "silence is 503 at the deadline, and says whether something may be done [D15]") {
  auto client = client_of(*this);
  const auto dropped = client.Get("/dropped");
  REQUIRE(dropped);
  CHECK(dropped->status == 503);
  CHECK(dropped->get_header_value("Retry-After") == "1");
  CHECK_THAT(dropped->body, Contains("\"code\":\"unavailable\""));
  const auto late = client.Get("/held");
  REQUIRE(late);
  CHECK_THAT(late->body, Contains("\"code\":\"unavailable\""));
  const auto unknown = client.Get("/handed-over");
  REQUIRE(unknown);
  CHECK(unknown->status == 503);
  CHECK_THAT(unknown->body, Contains("\"code\":\"outcome_unknown\""));
}

SCENARIO_METHOD(open_door, "every answer is observed under its route, never under its address") {
  auto client = client_of(*this);
  client.Get("/echo/secret-word");
  client.Get("/nothing/secret-word");
  client.Get("/throw");
  CHECK(observed()
        == std::vector<std::string>{"GET /echo/{word} 200", "GET unmatched 404", "GET /throw 500"});
}

SCENARIO("connections beyond the threads wait, and beyond the queue get 503 at once") {
  auto settings = quick_settings();
  settings.threads = 1;
  settings.max_waiting = 1;
  settings.deadline = 10s;
  open_door house{settings};
  raw_client first{house.port};
  first.send(open_door::get("/held"));
  REQUIRE(house.held.wait());
  raw_client second{house.port};
  second.send(open_door::get("/hello"));
  raw_client third{house.port};
  third.send(open_door::get("/hello"));
  CHECK_THAT(third.read_all(), Contains("\"code\":\"overloaded\""));
  CHECK(house.door->counters().shed == 1);
  house.take_held()->complete(json(200, "1"));
  THEN("the served connection makes room for the one that waits") {
    CHECK_THAT(first.read_all(), Contains("Connection: close\r\n"));
    CHECK_THAT(second.read_until("world"), Contains("200 OK"));
  }
}

SCENARIO("an idle connection makes room for one that waits") {
  auto settings = quick_settings();
  settings.threads = 1;
  settings.connections.idle_time = 1h;
  open_door house{settings};
  raw_client idle{house.port};
  idle.send(open_door::get("/hello"));
  idle.read_until("world\"}");
  raw_client next{house.port};
  next.send(open_door::get("/hello"));
  CHECK_THAT(next.read_until("world"), Contains("200 OK"));
  CHECK(idle.is_closed());
}
