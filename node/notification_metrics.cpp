#include "node/notification_metrics.hpp"

#include <string>

namespace baedal::node {

namespace {

using prometheus::MetricFamily;
using prometheus::MetricType;
using lane = actors::notification_counts::lane;

prometheus::ClientMetric metric_of(MetricType type, double value) {
  prometheus::ClientMetric metric;
  (type == MetricType::Counter ? metric.counter.value : metric.gauge.value) = value;
  return metric;
}

template <class Read>
MetricFamily by_carrier(const char* name, const char* help, MetricType type,
                        const actors::notification_counts& seen, Read read) {
  MetricFamily family{name, help, type, {}};
  for (const auto by : {carrier::alimtalk, carrier::webhook, carrier::sms, carrier::log}) {
    auto metric = metric_of(type, static_cast<double>(read(seen.of(by))));
    metric.label.push_back({"carrier", std::string{to_string(by)}});
    family.metric.push_back(std::move(metric));
  }
  return family;
}

} // namespace

void add_notification_metrics(std::vector<MetricFamily>& all,
                              const actors::notification_counts& seen,
                              const actors::projection_progress& entered) {
  const auto single = [&](const char* name, const char* help, MetricType type, auto value) {
    all.push_back({name, help, type, {metric_of(type, static_cast<double>(value))}});
  };
  all.push_back(by_carrier("baedal_notifications_sent_total", "Messages that a receiver took.",
                           MetricType::Counter, seen,
                           [](const lane& of) { return of.sent.load(); }));
  all.push_back(by_carrier("baedal_notifications_failed_total", "Attempts to be repeated.",
                           MetricType::Counter, seen,
                           [](const lane& of) { return of.failed.load(); }));
  all.push_back(by_carrier("baedal_notifications_dead_total", "Messages given up.",
                           MetricType::Counter, seen,
                           [](const lane& of) { return of.dead.load(); }));
  all.push_back(by_carrier("baedal_notification_endpoint_gone",
                           "1 after the endpoint said 410: nothing is sent to it.",
                           MetricType::Gauge, seen,
                           [](const lane& of) { return of.gone.load() ? 1 : 0; }));
  single("baedal_notifications_suppressed_total", "SMS not sent because of the load.",
         MetricType::Counter, seen.suppressed + entered.suppressed);
  single("baedal_notifications_redelivered_total", "Messages that operators sent again.",
         MetricType::Counter, seen.redelivered.load());
  single("baedal_notifications_waiting",
         "Messages that are due, counted up to the bound of --sms-shed-queue and one.",
         MetricType::Gauge, seen.waiting.load());
  single("baedal_sms_shed", "1 while SMS are given up because of the load.", MetricType::Gauge,
         entered.sheds_sms ? 1 : 0);
  single("baedal_notifier_failures_total", "Attempts that the notifier's database refused.",
         MetricType::Counter, seen.failures.load());
}

} // namespace baedal::node
