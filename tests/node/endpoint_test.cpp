#include "node/endpoint.hpp"

#include <catch2/catch.hpp>

#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

using namespace baedal::node;

SCENARIO("an endpoint is a host and a port") {
  THEN("names, IPv4 and bracketed IPv6 addresses are read, and written as they were") {
    for (const auto* text : {"127.0.0.1:8080", "localhost:0", "[::1]:65535", "0.0.0.0:80"}) {
      CAPTURE(text);
      const auto read = parse_endpoint(text);
      REQUIRE(read);
      CHECK(to_string(*read) == text);
    }
    CHECK(*parse_endpoint("[::1]:80") == endpoint{"::1", 80});
  }
  THEN("everything else is refused with an example of what to write") {
    for (const auto* text :
         {"", ":", "8080", ":8080", "host:", "host:http", "host:65536", "host:-1", "::1:80",
          "[::1]", "[host]:80", "[:80", "http://host:80", "a b:80"}) {
      CAPTURE(text);
      const auto read = parse_endpoint(text);
      REQUIRE_FALSE(read);
      CHECK(read.error().detail.find("HOST:PORT") != std::string::npos);
    }
  }
  THEN("loopback is what only this machine reaches") {
    for (const auto* host : {"127.0.0.1", "127.9.9.9", "::1", "localhost"})
      CHECK(is_loopback({host, 80}));
    for (const auto* host :
         {"0.0.0.0", "128.0.0.1", "10.0.0.1", "::", "127.example.org", "fe80::1"})
      CHECK_FALSE(is_loopback({host, 80}));
  }
}

SCENARIO("a port is known to be taken before a server is started there") {
  GIVEN("somebody who listens on a port") {
    const auto other = ::socket(AF_INET, SOCK_STREAM, 0);
    sockaddr_in where{};
    where.sin_family = AF_INET;
    where.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof where;
    auto* const address = reinterpret_cast<sockaddr*>(&where);
    REQUIRE(::bind(other, address, size) == 0);
    REQUIRE(::listen(other, 1) == 0);
    REQUIRE(::getsockname(other, address, &size) == 0);
    const endpoint taken{"127.0.0.1", ntohs(where.sin_port)};
    THEN("it is refused by its name, and free once he is gone") {
      const auto refused = check_free(taken);
      REQUIRE_FALSE(refused);
      CHECK(refused.error().detail.find(to_string(taken)) != std::string::npos);
      ::close(other);
      CHECK(check_free(taken));
    }
  }
  THEN("a host that nobody has cannot be listened on") {
    CHECK_FALSE(check_free({"no such host", 80}));
  }
}
