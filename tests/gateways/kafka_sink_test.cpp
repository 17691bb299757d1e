#include "gateways/event_sink.hpp"
#include "tests/support/kafka_cluster.hpp"

#include <algorithm>
#include <catch2/catch.hpp>

using namespace baedal;
using namespace baedal::gateways;

namespace {

std::vector<sink_record> records(int first, int last) {
  std::vector<sink_record> all;
  for (int number = first; number <= last; ++number)
    all.push_back({"orders-" + std::to_string(number % 3), "{\"n\":" + std::to_string(number) + "}",
                   "event-" + std::to_string(number)});
  return all;
}

/// The values of one key, in the order in which a consumer gets them.
std::vector<std::string> of_key(const std::vector<support::consumed_record>& all,
                                const std::string& key) {
  std::vector<std::string> values;
  for (const auto& each : all)
    if (each.key == key)
      values.push_back(each.value);
  return values;
}

} // namespace

SCENARIO("Kafka gets every event once, those of an order in their order (004-I4)") {
  const support::kafka_cluster cluster;
  const auto sink = make_kafka_sink({.brokers = cluster.brokers()});
  REQUIRE(sink);
  REQUIRE((*sink)->publish("azer", records(1, 50)));
  REQUIRE((*sink)->publish("azer", records(51, 60)));
  const auto seen = cluster.consume("azer", 60);
  REQUIRE(seen.size() == 60);
  std::vector<std::string> expected;
  for (int number = 3; number <= 60; number += 3)
    expected.push_back("{\"n\":" + std::to_string(number) + "}");
  CHECK(of_key(seen, "orders-0") == expected);
  for (const auto& each : seen)
    CHECK(each.id.starts_with("event-"));
}

SCENARIO("a cluster that is away is unavailable, and the same sink goes on when it is back") {
  support::kafka_cluster cluster;
  const auto sink =
    make_kafka_sink({.brokers = cluster.brokers(), .patience = std::chrono::milliseconds{1'000}});
  REQUIRE(sink);
  const auto goes_out = [&](const auto& what) {
    const auto deadline = std::chrono::steady_clock::now() + std::chrono::seconds{20};
    auto sent = (*sink)->publish("pizza", what);
    while (!sent && std::chrono::steady_clock::now() < deadline)
      sent = (*sink)->publish("pizza", what);
    return sent;
  };
  REQUIRE(goes_out(records(1, 1)));
  cluster.set_reachable(false);
  const auto lost = (*sink)->publish("pizza", records(2, 2));
  CHECK(lost.code() == errc::unavailable);
  CHECK(lost.error().detail.starts_with("kafka: "));
  cluster.set_reachable(true);
  REQUIRE(goes_out(records(2, 2)));
  const auto seen = cluster.consume("pizza", 2);
  REQUIRE(seen.size() >= 2);
  CHECK(std::any_of(seen.begin(), seen.end(),
                    [](const auto& each) { return each.id == "event-2"; }));
}

SCENARIO("settings that Kafka's library refuses are refused") {
  CHECK(make_kafka_sink({.brokers = "b:1", .patience = std::chrono::milliseconds{-5}}).code()
        == errc::value_invalid);
}
