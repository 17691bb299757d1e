#include "node/breakers_json.hpp"
#include "node/protection_metrics.hpp"
#include "tests/node/environment.hpp"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>
#include <prometheus/text_serializer.h>
#include <sstream>

using namespace baedal;
using namespace baedal::node;
using namespace baedal::node::test;
using namespace std::chrono_literals;
using Catch::Matchers::Contains;

namespace {

constexpr instant noon{std::chrono::hours{24 * 20'000 + 3}};

actors::breaker_report tripped() {
  actors::breaker_report seen;
  seen.name = "payments";
  seen.state = breaker_state::half_open;
  seen.since = noon;
  seen.counts = {3, 1, 2};
  seen.retry_after = 1'200ms;
  seen.succeeded = 40;
  seen.failed = 12;
  seen.slow = 5;
  seen.not_permitted = 7;
  seen.opened = 1;
  using enum breaker_state;
  seen.changes.push_back({1, noon - 5s, closed, open, "12 of 20 calls failed"});
  seen.changes.push_back({2, noon, open, half_open, "it was open long enough"});
  return seen;
}

std::string page_of(const std::vector<prometheus::MetricFamily>& families) {
  std::ostringstream out;
  prometheus::TextSerializer{}.Serialize(out, families);
  return out.str();
}

const serve_settings* served(const outcome& got) {
  CAPTURE(got.err);
  REQUIRE(got.get<serve_settings>() != nullptr);
  return got.get<serve_settings>();
}

outcome serve(std::vector<const char*> more) {
  std::vector<const char*> words{"serve", "--payment-url", "embedded"};
  words.insert(words.end(), more.begin(), more.end());
  return parse(words);
}

} // namespace

SCENARIO("the operator sees a breaker's state, rates and history (A68, 003-O2)") {
  const auto page = nlohmann::json::parse(breakers_json({tripped()}));
  const auto& seen = page.at("breakers").at(0);
  CHECK(seen.at("name") == "payments");
  CHECK(seen.at("state") == "half_open");
  CHECK(seen.at("since") == "2024-10-04T03:00:00.000Z");
  CHECK(seen.at("failure_rate") == 0.333);
  CHECK(seen.at("slow_rate") == 0.666);
  CHECK(seen.at("calls") == 3);
  CHECK(seen.at("not_permitted") == 7);
  CHECK(seen.at("retry_after_seconds") == 2);
  REQUIRE(seen.at("transitions").size() == 2);
  CHECK(seen.at("transitions").at(0)
        == nlohmann::json{{"at", "2024-10-04T02:59:55.000Z"},
                          {"from", "closed"},
                          {"to", "open"},
                          {"why", "12 of 20 calls failed"}});
}

SCENARIO("the metrics page shows the breaker and the intake (A68, A49, 004-N4)") {
  const auto breaker = page_of(breaker_metrics(tripped()));
  for (const auto* line :
       {R"(baedal_breaker_state{breaker="payments",state="half_open"} 1)",
        R"(baedal_breaker_state{breaker="payments",state="open"} 0)",
        R"(baedal_breaker_transitions_total{breaker="payments",to="open"} 1)",
        R"(baedal_breaker_calls_total{breaker="payments",result="failed"} 12)",
        R"(baedal_breaker_calls_total{breaker="payments",result="not_permitted"} 7)",
        R"(baedal_breaker_slow_calls_total{breaker="payments"} 5)"})
    CHECK_THAT(breaker, Contains(line));
  const auto intake = page_of(intake_metrics({24, 20, 3, 500, 6, 2}));
  for (const auto* line : {"\nbaedal_intake_limit 24\n", "\nbaedal_intake_under_way 20\n",
                           "\nbaedal_intake_waiting 3\n", "\nbaedal_intake_admitted_total 500\n",
                           "baedal_intake_shed_total{why=\"no_place\"} 6\n",
                           "baedal_intake_shed_total{why=\"waited\"} 2\n"})
    CHECK_THAT(intake, Contains(line));
}

SCENARIO("breaker and intake have defaults, and every value can be set (A102)") {
  const auto plain = serve({});
  const auto& by_default = served(plain)->protection;
  CHECK(by_default.payment_calls == 16);
  CHECK(by_default.breaker == actors::breaker_settings{10s, 20, 50, 50, 500ms, 5s, 5});
  const auto open = intake_of(by_default, 256);
  CHECK(open.places == 192);
  CHECK(open.most == 192);
  CHECK(open.least == 8);
  CHECK(open.target == 2s);
  CHECK(open.wait == 200ms);

  const auto all = serve({"--payment-calls",
                          "32",
                          "--breaker-calls",
                          "7",
                          "--breaker-error-percent",
                          "30",
                          "--breaker-slow-percent",
                          "90",
                          "--breaker-slow-ms",
                          "600",
                          "--breaker-window-ms",
                          "3000",
                          "--breaker-open-ms",
                          "700",
                          "--breaker-probes",
                          "2",
                          "--intake-max",
                          "9",
                          "--intake-min",
                          "3",
                          "--intake-target-ms",
                          "50",
                          "--intake-wait-ms",
                          "0"});
  const auto& set = served(all)->protection;
  CHECK(set.payment_calls == 32);
  CHECK(set.breaker == actors::breaker_settings{3s, 7, 30, 90, 600ms, 700ms, 2});
  const auto narrow = intake_of(set, 16);
  CHECK(narrow.places == 12);
  CHECK(narrow.most == 9);
  CHECK(narrow.least == 3);
  CHECK(narrow.target == 50ms);
  CHECK(narrow.wait == 0ms);
  CHECK(intake_of({}, 1).places == 1);
  CHECK(intake_of({}, 1).least == 1);

  const variable open_ms{"BAEDAL_BREAKER_OPEN_MS", "1234"};
  const auto from_environment = serve({});
  CHECK(served(from_environment)->protection.breaker.open == 1234ms);
}

SCENARIO("values that make no sense are refused, and the option named") {
  const auto refused = [](std::vector<const char*> more) {
    const auto got = serve(std::move(more));
    REQUIRE(got.get<exit_status>() != nullptr);
    CHECK(*got.get<exit_status>() == usage_error);
    return got.err;
  };
  CHECK_THAT(refused({"--breaker-error-percent", "101"}), Contains("--breaker-error-percent"));
  CHECK_THAT(refused({"--breaker-slow-percent", "0"}), Contains("from 1 to 100"));
  CHECK_THAT(refused({"--breaker-calls", "0"}), Contains("--breaker-calls"));
  CHECK_THAT(refused({"--breaker-probes", "x"}), Contains("--breaker-probes"));
  CHECK_THAT(refused({"--payment-calls", "1"}), Contains("from 2 to 1024"));
  CHECK_THAT(refused({"--intake-max", "193"}), Contains("three quarters of the threads, 192"));
  CHECK_THAT(refused({"--threads", "8", "--intake-max", "7"}), Contains("--intake-max"));
  CHECK_THAT(refused({"--intake-max", "4", "--intake-min", "5"}), Contains("--intake-min"));
}
