#include "http/sse.hpp"
#include "tests/http/open_door.hpp"

#include <catch2/catch.hpp>

using namespace baedal::http;
using namespace std::chrono_literals;
using Catch::Matchers::Contains;

SCENARIO_METHOD(open_door, "a client of a stream receives frames as they are pushed") {
  raw_client client{port};
  client.send(get("/stream"));
  REQUIRE(stream_open.wait());
  const auto head = client.read_until("\r\n\r\n");
  CHECK_THAT(head, Contains("Content-Type: text/event-stream; charset=utf-8\r\n"));
  CHECK_THAT(head, Contains("Transfer-Encoding: chunked\r\n"));
  for (std::uint64_t id = 1; id <= 3; ++id) {
    stream->push(sse_frame({.data = "hello", .id = id}));
    CHECK_THAT(client.read_until("data: hello\n\n"), Contains("id: " + std::to_string(id) + "\n"));
  }
  CHECK(door->counters().streams == 1);
  WHEN("it is silent") {
    THEN("heartbeats keep it alive") {
      CHECK_THAT(client.read_until(": still here\n\n"), Contains(": still here"));
    }
  }
  WHEN("the handler closes it") {
    stream->push("data: last\n\n");
    stream->close();
    THEN("the client gets the rest and a proper end") {
      const auto rest = client.read_all();
      CHECK_THAT(rest, Contains("data: last"));
      CHECK(rest.ends_with("0\r\n\r\n"));
    }
  }
  WHEN("the client goes away") {
    client.half_close();
    THEN("the handler hears of it") {
      CHECK(stream_closed.wait());
      CHECK_FALSE(stream->push("x"));
    }
  }
}

SCENARIO_METHOD(open_door, "a stream that cannot go on ends properly") {
  raw_client client{port};
  client.send(get("/stream"));
  REQUIRE(stream_open.wait());
  WHEN("the writer is faster than the reader can be") {
    CHECK_FALSE(stream->push(std::string(2000, 'x')));
    THEN("the stream is cut off") {
      CHECK(stream->overflowed());
      CHECK(stream_closed.wait());
      CHECK(client.read_all().ends_with("0\r\n\r\n"));
    }
  }
  WHEN("the door stops") {
    door->stop();
    THEN("the stream ends, so that the client can come back elsewhere") {
      CHECK(client.read_all().ends_with("0\r\n\r\n"));
      CHECK(stream_closed.wait());
    }
  }
}

SCENARIO("the reader of a document can trust its end") {
  auto settings = quick_settings();
  open_door house{settings};
  house.kind = stream_kind::document;
  raw_client client{house.port};
  client.send(open_door::get("/stream"));
  REQUIRE(house.stream_open.wait());
  house.stream->push("{}\n");
  client.read_until("{}\n");
  WHEN("it is whole") {
    house.stream->push("{}\n");
    house.stream->close();
    CHECK(client.read_all().ends_with("0\r\n\r\n"));
  }
  WHEN("it is broken off") {
    house.stream->push("{}\n");
    house.stream->break_off();
    const auto rest = client.read_all();
    CHECK_THAT(rest, Contains("{}\n"));
    CHECK_FALSE(rest.ends_with("0\r\n\r\n"));
  }
  WHEN("the door stops in the middle of it") {
    house.door->stop();
    CHECK_FALSE(client.read_all().ends_with("0\r\n\r\n"));
  }
}

SCENARIO("streams take at most a quarter of the threads") {
  auto settings = quick_settings();
  settings.threads = 4;
  open_door house{settings};
  raw_client first{house.port};
  first.send(open_door::get("/stream"));
  first.read_until("\r\n\r\n");
  raw_client second{house.port};
  second.send("GET /stream HTTP/1.1\r\nHost: here\r\nConnection: close\r\n\r\n");
  const auto refused = second.read_all();
  CHECK_THAT(refused, Contains("HTTP/1.1 503 "));
  CHECK_THAT(refused, Contains("\"code\":\"overloaded\""));
}

SCENARIO_METHOD(open_door, "an HTTP/1.0 client gets the bare frames") {
  raw_client client{port};
  client.send("GET /stream HTTP/1.0\r\n\r\n");
  REQUIRE(stream_open.wait());
  client.read_until("\r\n\r\n");
  stream->push("data: x\n\n");
  stream->close();
  CHECK(client.read_all() == "data: x\n\n");
}
