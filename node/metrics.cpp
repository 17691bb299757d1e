#include "node/metrics.hpp"

#include "node/notification_metrics.hpp"
#include "node/protection_metrics.hpp"

#include <prometheus/collectable.h>
#include <prometheus/counter.h>
#include <prometheus/histogram.h>
#include <prometheus/registry.h>
#include <prometheus/text_serializer.h>

#include <mutex>
#include <sstream>

namespace baedal::node {

namespace {

using prometheus::MetricFamily;
using prometheus::MetricType;

/// Reads the node's own counters at the moment of a scrape.
class node_readings final : public prometheus::Collectable {
public:
  node_readings(std::shared_ptr<const node_parts> parts, std::shared_ptr<const present_door> door)
    : parts_(std::move(parts)), door_(std::move(door)) {
    // nop
  }

  std::vector<MetricFamily> Collect() const override {
    std::vector<MetricFamily> all;
    actors_of(all);
    readers_of(all);
    relay_of(all);
    add_notification_metrics(all, *parts_->notified, *supervisors::progress_of_telling(*parts_));
    door_of(all);
    tree_of(all);
    for (auto& family : breaker_metrics(parts_->breaker->report()))
      all.push_back(std::move(family));
    for (auto& family : intake_metrics(parts_->intake->seen()))
      all.push_back(std::move(family));
    return all;
  }

private:
  static void add(std::vector<MetricFamily>& all, const char* name, const char* help,
                  MetricType type, double value) {
    prometheus::ClientMetric metric;
    (type == MetricType::Counter ? metric.counter.value : metric.gauge.value) = value;
    all.push_back({name, help, type, {metric}});
  }

  void actors_of(std::vector<MetricFamily>& all) const {
    const auto& seen = *parts_->count;
    const auto counter = [&](const char* name, const char* help, const auto& value) {
      add(all, name, help, MetricType::Counter, static_cast<double>(value.load()));
    };
    counter("baedal_commands_total", "Commands decided, refusals included.", seen.commands);
    counter("baedal_refusals_total", "Commands refused by a rule.", seen.refusals);
    counter("baedal_appends_total", "Appends of entities committed.", seen.appends);
    counter("baedal_events_total", "Events committed.", seen.events);
    counter("baedal_journal_batches_total", "Transactions of the journal.", seen.batches);
    counter("baedal_recoveries_total", "Histories read by new incarnations.", seen.recoveries);
    counter("baedal_histories_unreadable_total", "Histories that could not be read.",
            seen.unreadable);
    counter("baedal_entity_crashes_total", "Entities that ended abnormally.", seen.entity_crashes);
    counter("baedal_stale_twins_total",
            "Appends at a version that another incarnation had written.", seen.stale_twins);
    counter("baedal_passivations_total", "Idle entities put to sleep.", seen.passivations);
    counter("baedal_obligations_sent_total", "Obligations sent, repeats included.",
            seen.obligations_sent);
    counter("baedal_gateway_calls_total", "Calls to the payment gateway.", seen.gateway_calls);
    counter("baedal_gateway_busy_total", "Payments not asked for: no worker was free in time.",
            seen.gateway_busy);
    counter("baedal_alerts_total", "Alerts raised for operations.", seen.alerts);
    counter("baedal_overloaded_total", "Requests refused because a queue was full.",
            seen.overloaded);
    add(all, "baedal_entities_awake", "Entities awake.", MetricType::Gauge,
        static_cast<double>(seen.awake.load()));
    add(all, "baedal_entities_quarantined", "Entities in quarantine.", MetricType::Gauge,
        static_cast<double>(seen.quarantined.load()));
    add(all, "baedal_journal_writable", "1 while the journal can be written.", MetricType::Gauge,
        parts_->journal->writable() ? 1 : 0);
    add(all, "baedal_ready", "1 while commands can be served.", MetricType::Gauge,
        parts_->ready() ? 1 : 0);
  }

  void readers_of(std::vector<MetricFamily>& all) const {
    const auto& seen = *parts_->projection;
    add(all, "baedal_projection_waiting", "Appends not yet in the read models.", MetricType::Gauge,
        static_cast<double>(seen.waiting.load()));
    add(all, "baedal_projection_events_total", "Events applied to the read models.",
        MetricType::Counter, static_cast<double>(seen.events.load()));
    add(all, "baedal_projection_failures_total", "Attempts that the read models' database refused.",
        MetricType::Counter, static_cast<double>(seen.failures.load()));
  }

  void relay_of(std::vector<MetricFamily>& all) const {
    if (!parts_->sink)
      return;
    const auto& seen = *parts_->relay;
    add(all, "baedal_relay_events_total", "Events handed to Kafka, repeats included.",
        MetricType::Counter, static_cast<double>(seen.events.load()));
    add(all, "baedal_relay_failures_total", "Turns that Kafka or the read model refused.",
        MetricType::Counter, static_cast<double>(seen.failures.load()));
    add(all, "baedal_relay_reachable", "1 while events get through to Kafka.", MetricType::Gauge,
        seen.reachable.load() ? 1 : 0);
  }

  void door_of(std::vector<MetricFamily>& all) const {
    const auto seen = door_->counters();
    add(all, "baedal_http_connections_total", "Connections accepted.", MetricType::Counter,
        static_cast<double>(seen.connections));
    add(all, "baedal_http_shed_total", "Connections refused because too many were open.",
        MetricType::Counter, static_cast<double>(seen.shed));
    add(all, "baedal_http_connections_open", "Connections with a thread.", MetricType::Gauge,
        static_cast<double>(seen.open));
    add(all, "baedal_http_connections_waiting", "Connections that wait for a thread.",
        MetricType::Gauge, static_cast<double>(seen.waiting));
    add(all, "baedal_http_streams", "Streams open.", MetricType::Gauge,
        static_cast<double>(seen.streams));
  }

  void tree_of(std::vector<MetricFamily>& all) const {
    MetricFamily restarts{
      "baedal_supervisor_restarts_total", "Restarts by path in the tree.", MetricType::Counter, {}};
    if (const auto tree = parts_->board->snapshot())
      visit(*tree, restarts);
    all.push_back(std::move(restarts));
  }

  static void visit(const supervisors::tree_node& node, MetricFamily& restarts) {
    prometheus::ClientMetric metric;
    metric.label.push_back({"path", node.path});
    metric.counter.value = static_cast<double>(node.restarts);
    restarts.metric.push_back(std::move(metric));
    for (const auto& child : node.children)
      visit(child, restarts);
  }

  std::shared_ptr<const node_parts> parts_;
  std::shared_ptr<const present_door> door_;
};

} // namespace

struct metrics_page::books {
  books(std::shared_ptr<const node_parts> parts, std::shared_ptr<const present_door> door)
    : node(std::move(parts), std::move(door)) {
    // nop
  }

  prometheus::Counter& answered(const http::served_request& served) {
    const auto key = std::string{to_string(served.method)} + " " + std::string{served.route} + " "
                     + std::to_string(served.status);
    std::lock_guard guard{mutex};
    auto& known = counters[key];
    if (!known)
      known = &requests.Add({{"route", std::string{served.route}},
                             {"method", std::string{to_string(served.method)}},
                             {"status", std::to_string(served.status)}});
    return *known;
  }

  prometheus::Histogram& duration(const http::served_request& served) {
    std::lock_guard guard{mutex};
    auto& known = histograms[std::string{served.route}];
    if (!known)
      known = &durations.Add({{"route", std::string{served.route}}},
                             prometheus::Histogram::BucketBoundaries{.001, .002, .005, .01, .02,
                                                                     .05, .1, .2, .5, 1, 2, 5, 10});
    return *known;
  }

  node_readings node;
  prometheus::Registry registry;
  prometheus::Family<prometheus::Counter>& requests = prometheus::BuildCounter()
                                                        .Name("baedal_http_requests_total")
                                                        .Help("Answers of the edge.")
                                                        .Register(registry);
  prometheus::Family<prometheus::Histogram>& durations =
    prometheus::BuildHistogram()
      .Name("baedal_http_request_seconds")
      .Help("From a complete request to its answer.")
      .Register(registry);
  std::mutex mutex;
  std::map<std::string, prometheus::Counter*> counters;
  std::map<std::string, prometheus::Histogram*> histograms;
};

metrics_page::metrics_page(std::shared_ptr<const node_parts> parts,
                           std::shared_ptr<const present_door> door)
  : books_(std::make_unique<books>(std::move(parts), std::move(door))) {
  // nop
}

metrics_page::~metrics_page() = default;

void metrics_page::count(const http::served_request& served) {
  books_->answered(served).Increment();
  books_->duration(served).Observe(std::chrono::duration<double>(served.took).count());
}

std::string metrics_page::text() const {
  auto all = books_->node.Collect();
  for (auto& family : books_->registry.Collect())
    all.push_back(std::move(family));
  std::ostringstream out;
  prometheus::TextSerializer{}.Serialize(out, all);
  return out.str();
}

} // namespace baedal::node
