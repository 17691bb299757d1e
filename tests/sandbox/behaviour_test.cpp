#include "sandbox/behaviour.hpp"

#include <catch2/catch.hpp>
#include <set>

using namespace baedal;
using namespace baedal::sandbox;
using namespace std::chrono_literals;

SCENARIO("a behaviour is set as a whole") {
  const auto how = read_behaviour(
    R"({"latency_ms":20,"latency_spread_ms":9,"decline_rate":0.5,"error_rate":1,)"
    R"("timeout_after_success_rate":0.25,"capture_delay_ms":1000,"down":true,"seed":7})");
  REQUIRE(how);
  CHECK(*how == behaviour{20ms, 9ms, 0.5, 1, 0.25, 1000ms, true, 7});
  CHECK(read_behaviour(to_json(*how)).operator*() == *how);
  CHECK(*read_behaviour("{}") == behaviour{});
  CHECK(*read_behaviour(R"({"down":true})") == behaviour{0ms, 0ms, 0, 0, 0, 0ms, true, 1});
}

SCENARIO("a behaviour that makes no sense is refused, and the member named") {
  const auto [body, field] = GENERATE(table<std::string, std::string>({
    {R"({"latency_ms":-1})", "latency_ms"},
    {R"({"latency_ms":1.5})", "latency_ms"},
    {R"({"latency_ms":600001})", "latency_ms"},
    {R"({"latency_spread_ms":-1})", "latency_spread_ms"},
    {R"({"capture_delay_ms":"5"})", "capture_delay_ms"},
    {R"({"decline_rate":1.01})", "decline_rate"},
    {R"({"error_rate":-0.1})", "error_rate"},
    {R"({"error_rate":true})", "error_rate"},
    {R"({"timeout_after_success_rate":null})", "timeout_after_success_rate"},
    {R"({"down":1})", "down"},
    {R"({"seed":-3})", "seed"},
    {R"({"decline":0.5})", "decline"},
    {"[]", ""},
    {"{", ""},
    {"", ""},
  }));
  const auto how = read_behaviour(body);
  REQUIRE_FALSE(how);
  CHECK(how.error().code == errc::value_invalid);
  CHECK(how.error().field == field);
}

SCENARIO("chance is seeded: the same seed falls the same way, at the asked rate") {
  dice one{42}, same{42}, other{43};
  int hits = 0, differences = 0;
  for (int i = 0; i < 10'000; ++i) {
    const bool fell = one.falls_within(0.3);
    hits += fell;
    CHECK(same.falls_within(0.3) == fell);
    differences += other.falls_within(0.3) != fell;
  }
  CHECK(hits > 2'800);
  CHECK(hits < 3'200);
  CHECK(differences > 0);
  std::set<std::chrono::milliseconds> drawn;
  for (int i = 0; i < 1'000; ++i)
    drawn.insert(one.up_to(3ms));
  CHECK(drawn == std::set<std::chrono::milliseconds>{0ms, 1ms, 2ms, 3ms});
  CHECK(one.up_to(0ms) == 0ms);
  CHECK_FALSE(one.falls_within(0));
  CHECK(one.falls_within(1));
}
