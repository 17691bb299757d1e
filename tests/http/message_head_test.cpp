#include "http/message_head.hpp"

#include <catch2/catch.hpp>

using namespace baedal::http;

namespace {

checked<message_head> read(std::string lines) {
  return read_head(lines + "Host: here\r\n\r\n", {});
}

int status_with(const std::string& header) {
  const auto head = read("POST / HTTP/1.1\r\n" + header + "\r\n");
  return head ? 200 : head.fault().status;
}

} // namespace

SCENARIO("a head is taken apart; values stay as sent") {
  const auto head = read("POST /a?b=%20 HTTP/1.1\r\nX-Word:  a%0db \r\nContent-Length: 12\r\n");
  REQUIRE(head);
  CHECK(head->method == verb::post);
  CHECK(head->target == "/a?b=%20");
  CHECK(head->content_length == 12);
  CHECK(head->headers.front() == text_pair{"x-word", "a%0db"});
  CHECK_FALSE(head->closes);
  CHECK(read("GET / HTTP/1.0\r\n")->closes);
  CHECK(read("GET / HTTP/1.1\r\nConnection: keep-alive, CLOSE\r\n")->closes);
}

SCENARIO("whatever leaves doubt about where a message ends is refused") {
  CHECK(status_with("Content-Length: 5\r\nContent-Length: 5") == 400);
  CHECK(status_with("Content-Length: +5") == 400);
  CHECK(status_with("Content-Length: 5abc") == 400);
  CHECK(status_with("Content-Length: 5, 5") == 400);
  CHECK(status_with("Content-Length: %35") == 400);
  CHECK(status_with("Content-Length: ") == 400);
  CHECK(status_with("Content-Length: 99999999999999999999999") == 413);
  CHECK(status_with("Content-Length: 1048577") == 413);
  CHECK(status_with("Content-Length: 1048576") == 200);
  CHECK(status_with("Transfer-Encoding: chunked") == 411);
  CHECK(status_with("Transfer-Encoding : chunked") == 400);
  CHECK(status_with("X: a\r\n folded") == 400);
  CHECK(status_with("no colon") == 400);
  CHECK(status_with(": no name") == 400);
}

SCENARIO("what is not served here is refused by name") {
  CHECK(status_with("Content-Encoding: gzip") == 415);
  CHECK(status_with("Content-Type: multipart/form-data; boundary=x") == 415);
  CHECK(status_with("Range: bytes=0-1") == 400);
  CHECK(status_with("REMOTE_ADDR: 6.6.6.6") == 400);
  CHECK(status_with("Local_Port: 1") == 400);
  CHECK(status_with("Expect: a miracle") == 400);
  CHECK(status_with("Host: there") == 400);
  CHECK(read("BREW / HTTP/1.1\r\n").fault().status == 501);
  CHECK(read("GET / HTTP/2.0\r\n").fault().status == 505);
  CHECK(read("GET /\r\n").fault().status == 400);
  CHECK(read("GET http://here/ HTTP/1.1\r\n").fault().status == 400);
  CHECK(read("GET /a#b HTTP/1.1\r\n").fault().status == 400);
  CHECK(read_head("GET / HTTP/1.1\r\n\r\n", {}).fault().field == "Host");
}

SCENARIO("the number of headers is limited") {
  std::string lines = "GET / HTTP/1.1\r\n";
  for (int i = 0; i < 63; ++i)
    lines += "X-" + std::to_string(i) + ": 1\r\n";
  CHECK(read(lines));
  CHECK(read(lines + "X-64: 1\r\n").fault().status == 431);
}

SCENARIO("the end of a head is found, or why there never will be one") {
  const head_limits limits;
  CHECK(find_head_end("GET / HTTP/1.1\r\nHost: a\r\n", limits).end == 0);
  CHECK(find_head_end("GET / HTTP/1.1\r\n\r\nbody\n", limits).end == 18);
  CHECK(find_head_end("GET / HTTP/1.1\nHost: a\n\n", limits).refused == 400);
  CHECK(find_head_end(std::string_view{"GET /\0", 6}, limits).refused == 400);
  CHECK(find_head_end("\n", limits).refused == 400);
  CHECK(find_head_end("GET /" + std::string(9000, 'a'), limits).refused == 414);
  CHECK(find_head_end("GET / HTTP/1.1\r\nX: " + std::string(17'000, 'a'), limits).refused == 431);
}
