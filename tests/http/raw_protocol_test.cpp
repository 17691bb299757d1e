#include "tests/http/open_door.hpp"

#include <catch2/catch.hpp>

using namespace baedal::http;
using namespace std::chrono_literals;
using Catch::Matchers::Contains;
using Catch::Matchers::StartsWith;

namespace {

/// What a fresh connection gets for these bytes, until the server closes it.
std::string reply_to(const open_door& house, std::string_view bytes) {
  raw_client client{house.port};
  client.send(bytes);
  return client.read_all();
}

std::size_t count(const std::string& text, std::string_view what) {
  std::size_t out = 0;
  for (auto at = text.find(what); at != std::string::npos; at = text.find(what, at + 1))
    ++out;
  return out;
}

} // namespace

SCENARIO_METHOD(open_door, "a POST without Content-Length is answered at once") {
  raw_client client{port};
  const auto begin = std::chrono::steady_clock::now();
  client.send("POST /echo HTTP/1.1\r\nHost: here\r\n\r\n");
  CHECK_THAT(client.read_until("\"\""), StartsWith("HTTP/1.1 200 OK\r\n"));
  CHECK(std::chrono::steady_clock::now() - begin < 400ms);
}

SCENARIO_METHOD(open_door, "a message whose end is in doubt is refused and the connection closed") {
  const auto two = reply_to(*this, "POST /echo HTTP/1.1\r\nHost: here\r\nContent-Length: 5\r\n"
                                   "Content-Length: 60\r\n\r\nhello");
  CHECK_THAT(two, StartsWith("HTTP/1.1 400 Bad Request\r\n"));
  CHECK_THAT(two, Contains("Content-Type: application/problem+json; charset=utf-8\r\n"));
  CHECK_THAT(two, Contains("Connection: close\r\n"));
  CHECK_THAT(reply_to(*this, "POST /echo HTTP/1.1\r\nHost: here\r\nContent-Length: 3\r\n"
                             "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n"),
             StartsWith("HTTP/1.1 411 "));
  CHECK_THAT(reply_to(*this, "GET /hello HTTP/1.1\nHost: here\n\n"), StartsWith("HTTP/1.1 400 "));
}

SCENARIO_METHOD(open_door, "a request hidden in the body of a GET is not served") {
  const auto inner = get("/throw");
  raw_client client{port};
  client.send("GET /hello HTTP/1.1\r\nHost: here\r\nContent-Length: " + std::to_string(inner.size())
              + "\r\n\r\n");
  client.send(inner);
  client.half_close();
  CHECK(count(client.read_all(), "HTTP/1.1 ") == 1);
  CHECK(observed() == std::vector<std::string>{"GET /hello 200"});
}

SCENARIO_METHOD(open_door, "pipelined requests are all answered, in order") {
  raw_client client{port};
  client.send(get("/echo/1") + post("/echo", "2") + get("/echo/3"));
  client.half_close();
  const auto all = client.read_all();
  CHECK(count(all, "HTTP/1.1 200 OK") == 3);
  CHECK(all.find("1|-|-") < all.find("\"2\""));
  CHECK(all.find("\"2\"") < all.find("3|-|-"));
}

SCENARIO_METHOD(open_door, "huge heads and bodies are refused before they are read") {
  std::string many = "GET /hello HTTP/1.1\r\nHost: here\r\n";
  for (int i = 0; i < 100; ++i)
    many += "X-" + std::to_string(i) + ": 1\r\n";
  CHECK_THAT(reply_to(*this, many + "\r\n"), StartsWith("HTTP/1.1 431 "));
  CHECK_THAT(
    reply_to(*this, "GET /hello HTTP/1.1\r\nHost: here\r\nX: " + std::string(300'000, 'x')),
    StartsWith("HTTP/1.1 431 "));
  CHECK_THAT(reply_to(*this, "GET /" + std::string(20'000, 'x')), StartsWith("HTTP/1.1 414 "));
  const auto large = reply_to(*this, post("/echo", std::string(2'000'000, 'x')));
  CHECK_THAT(large, StartsWith("HTTP/1.1 413 Content Too Large\r\n"));
  CHECK_THAT(large, Contains("\"code\":\"body_too_large\""));
  THEN("a body just within the limit passes") {
    raw_client client{port};
    client.send(post("/echo", std::string(1024 * 1024, 'x')));
    CHECK_THAT(client.read_until("x\""), StartsWith("HTTP/1.1 200 OK\r\n"));
  }
}

SCENARIO_METHOD(open_door,
                "a body that does not come in time is 408, one that breaks off is dropped") {
  const std::string head = "POST /echo HTTP/1.1\r\nHost: here\r\nContent-Length: 10\r\n\r\n";
  CHECK_THAT(reply_to(*this, head + "12345"), StartsWith("HTTP/1.1 408 Request Timeout\r\n"));
  CHECK_THAT(reply_to(*this, "GET /hello HTT"), StartsWith("HTTP/1.1 408 "));
  raw_client broken{port};
  broken.send(head + "12345");
  broken.half_close();
  CHECK(broken.is_closed());
  CHECK(observed().empty());
}

SCENARIO_METHOD(open_door,
                "a client that only drips bytes is cut off by the time of the whole request") {
  raw_client client{port};
  const auto begin = std::chrono::steady_clock::now();
  client.send("GET /hello HTTP/1.1\r\nX: ");
  signal never;
  for (int i = 0; i < 8; ++i) {
    never.wait(100ms);
    client.send("x");
  }
  CHECK_THAT(client.read_all(), StartsWith("HTTP/1.1 408 "));
  CHECK(std::chrono::steady_clock::now() - begin < 5s);
}

SCENARIO_METHOD(open_door, "an address that is not UTF-8 is 400, and the connection goes on") {
  raw_client client{port};
  client.send(get("/echo/%C3%28") + get("/echo/%zz") + get("/echo/a?q=%FF") + get("/echo/\xFF")
              + get("/echo/%EA%B9%80?q=a+b"));
  client.half_close();
  const auto all = client.read_all();
  CHECK(count(all, "HTTP/1.1 400 ") == 4);
  CHECK_THAT(all, Contains("김|a b|-"));
}

SCENARIO_METHOD(open_door, "header values reach the handler as they were sent") {
  raw_client client{port};
  client.send(
    "GET /echo/a HTTP/1.1\r\nHost: here\r\nX-Word: a%0d%0ab\r\nConnection: close\r\n\r\n");
  CHECK_THAT(client.read_all(), Contains("a|-|a%0d%0ab"));
}

SCENARIO_METHOD(open_door, "JSON is never compressed, whatever the client accepts") {
  raw_client client{port};
  client.send(
    "GET /hello HTTP/1.1\r\nHost: here\r\nAccept-Encoding: gzip, br\r\nConnection: close\r\n\r\n");
  const auto reply = client.read_all();
  CHECK_THAT(reply, Contains("Content-Type: application/json; charset=utf-8\r\n"));
  CHECK_THAT(reply, Contains(R"({"hello":"world"})"));
  CHECK(reply.find("Content-Encoding") == std::string::npos);
}

SCENARIO_METHOD(open_door, "a client that waits for 100-continue is told to go on") {
  raw_client client{port};
  client.send(
    "POST /echo HTTP/1.1\r\nHost: here\r\nContent-Length: 2\r\nExpect: 100-continue\r\n\r\n");
  CHECK_THAT(client.read_until("\r\n\r\n"), StartsWith("HTTP/1.1 100 Continue\r\n"));
  client.send("ok");
  CHECK_THAT(client.read_until("\"ok\""), StartsWith("HTTP/1.1 200 OK\r\n"));
}

SCENARIO_METHOD(open_door, "HTTP/1.0 and Connection: close end the connection after the answer") {
  CHECK_THAT(reply_to(*this, "GET /hello HTTP/1.0\r\n\r\n"), Contains("Connection: close\r\n"));
  CHECK_THAT(reply_to(*this, "GET /hello HTTP/1.1\r\nHost: here\r\nConnection: Close\r\n\r\n"),
             Contains("Connection: close\r\n"));
}
