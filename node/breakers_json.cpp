#include "node/breakers_json.hpp"

#include "domain/iso_time.hpp"
#include "http/json_writer.hpp"

namespace baedal::node {

namespace {

/// To three places: it is for people.
double rate(std::uint64_t some, std::uint64_t all) {
  return all == 0 ? 0.0 : static_cast<double>(some * 1000 / all) / 1000;
}

void write(http::json_writer& out, const actors::breaker_report& seen) {
  const auto wait = std::chrono::ceil<std::chrono::seconds>(seen.retry_after);
  out.begin_object()
    .member("name", seen.name)
    .member("state", to_string(seen.state))
    .member("since", iso_8601(seen.since))
    .member("failure_rate", rate(seen.counts.failed, seen.counts.calls))
    .member("slow_rate", rate(seen.counts.slow, seen.counts.calls))
    .member("calls", seen.counts.calls)
    .member("not_permitted", seen.not_permitted)
    .member("retry_after_seconds", static_cast<std::int64_t>(wait.count()))
    .key("transitions")
    .begin_array();
  for (const auto& each : seen.changes)
    out.begin_object()
      .member("at", iso_8601(each.at))
      .member("from", to_string(each.from))
      .member("to", to_string(each.to))
      .member("why", each.why)
      .end_object();
  out.end_array().end_object();
}

} // namespace

std::string breakers_json(const std::vector<actors::breaker_report>& breakers) {
  http::json_writer out;
  out.begin_object().key("breakers").begin_array();
  for (const auto& each : breakers)
    write(out, each);
  return out.end_array().end_object().take();
}

} // namespace baedal::node
