#include "node/protection_metrics.hpp"

#include <initializer_list>

namespace baedal::node {

namespace {

using prometheus::ClientMetric;
using prometheus::MetricFamily;
using prometheus::MetricType;

struct sample {
  const char* label; ///< its value; null: the metric has none
  double value;
};

ClientMetric metric_of(MetricType type, double value) {
  ClientMetric metric;
  (type == MetricType::Counter ? metric.counter.value : metric.gauge.value) = value;
  return metric;
}

MetricFamily family(const char* name, const char* help, MetricType type, const char* label,
                    std::initializer_list<sample> samples, const std::string& breaker = {}) {
  MetricFamily out{name, help, type, {}};
  for (const auto& each : samples) {
    auto metric = metric_of(type, each.value);
    if (!breaker.empty())
      metric.label.push_back({"breaker", breaker});
    if (each.label)
      metric.label.push_back({label, each.label});
    out.metric.push_back(std::move(metric));
  }
  return out;
}

double rate(std::uint64_t some, std::uint64_t all) {
  return all == 0 ? 0 : static_cast<double>(some) / static_cast<double>(all);
}

double number(std::uint64_t value) {
  return static_cast<double>(value);
}

} // namespace

std::vector<MetricFamily> breaker_metrics(const actors::breaker_report& seen) {
  using enum breaker_state;
  using enum MetricType;
  const auto is = [&](breaker_state state) { return seen.state == state ? 1.0 : 0.0; };
  return {
    family("baedal_breaker_state", "1 for the state that the circuit breaker is in.", Gauge,
           "state", {{"closed", is(closed)}, {"half_open", is(half_open)}, {"open", is(open)}},
           seen.name),
    family("baedal_breaker_transitions_total", "Times that it opened and closed.", Counter, "to",
           {{"open", number(seen.opened)}, {"closed", number(seen.closed)}}, seen.name),
    family("baedal_breaker_calls_total", "Calls that it watched, and those it did not permit.",
           Counter, "result",
           {{"succeeded", number(seen.succeeded)},
            {"failed", number(seen.failed)},
            {"not_permitted", number(seen.not_permitted)}},
           seen.name),
    family("baedal_breaker_slow_calls_total", "Calls that it watched and that were slow.", Counter,
           nullptr, {{nullptr, number(seen.slow)}}, seen.name),
    family("baedal_breaker_failure_rate", "Share of failed calls that it judges by.", Gauge,
           nullptr, {{nullptr, rate(seen.counts.failed, seen.counts.calls)}}, seen.name),
    family("baedal_breaker_slow_rate", "Share of slow calls that it judges by.", Gauge, nullptr,
           {{nullptr, rate(seen.counts.slow, seen.counts.calls)}}, seen.name),
  };
}

std::vector<MetricFamily> intake_metrics(const http::admission::figures& seen) {
  using enum MetricType;
  return {
    family("baedal_intake_limit", "Orders that may be placed at once.", Gauge, nullptr,
           {{nullptr, number(seen.limit)}}),
    family("baedal_intake_under_way", "Orders that are being placed.", Gauge, nullptr,
           {{nullptr, number(seen.under_way)}}),
    family("baedal_intake_waiting", "Placings that wait to be let in.", Gauge, nullptr,
           {{nullptr, number(seen.waiting)}}),
    family("baedal_intake_admitted_total", "Placings that were let in.", Counter, nullptr,
           {{nullptr, number(seen.admitted)}}),
    family("baedal_intake_shed_total", "Placings turned away: no place, or none in time.", Counter,
           "why",
           {{"no_place", number(seen.turned_away)}, {"waited", number(seen.waited_in_vain)}}),
  };
}

} // namespace baedal::node
