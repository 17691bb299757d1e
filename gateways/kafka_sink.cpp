#include "gateways/event_sink.hpp"

#include <librdkafka/rdkafka.h>

#include <algorithm>
#include <atomic>
#include <utility>

namespace baedal::gateways {

namespace {

using clock = std::chrono::steady_clock;

struct close_producer {
  void operator()(rd_kafka_t* producer) const { rd_kafka_destroy(producer); }
};
using producer_ptr = std::unique_ptr<rd_kafka_t, close_producer>;

/// What became of the records of one call.
struct call_tally {
  std::size_t arrived = 0;
  rd_kafka_resp_err_t failure = RD_KAFKA_RESP_ERR_NO_ERROR;
};

refusal unavailable(const std::string& what, rd_kafka_resp_err_t why) {
  return {errc::unavailable, "kafka: " + what + ": " + rd_kafka_err2str(why)};
}

class kafka_sink final : public event_sink {
public:
  explicit kafka_sink(kafka_settings how) : how_(std::move(how)) {
    // nop
  }

  result<unit> open() {
    const std::pair<const char*, std::string> settings[]{
      {"bootstrap.servers", how_.brokers},
      {"enable.idempotence", "true"},
      {"client.id", "baedal"},
      {"delivery.timeout.ms", std::to_string(how_.patience.count())},
    };
    auto* conf = rd_kafka_conf_new();
    char why[512]{};
    for (const auto& [name, value] : settings)
      if (rd_kafka_conf_set(conf, name, value.c_str(), why, sizeof why) != RD_KAFKA_CONF_OK) {
        rd_kafka_conf_destroy(conf);
        return refusal{errc::value_invalid, "kafka: " + std::string{why}};
      }
    rd_kafka_conf_set_dr_msg_cb(conf, &kafka_sink::on_delivery);
    rd_kafka_conf_set_log_cb(conf, nullptr); // Failures are told by `publish`.
    producer_.reset(rd_kafka_new(RD_KAFKA_PRODUCER, conf, why, sizeof why));
    if (producer_)
      return unit{};
    rd_kafka_conf_destroy(conf);
    return refusal{errc::value_invalid, "kafka: " + std::string{why}};
  }

  result<unit> publish(const std::string& topic,
                       std::span<const sink_record> records) noexcept override {
    try {
      return publish_all(topic, records);
    } catch (const std::exception& thrown) {
      return refusal{errc::unavailable, std::string{"kafka: "} + thrown.what()};
    }
  }

private:
  static void on_delivery(rd_kafka_t*, const rd_kafka_message_t* message, void*) {
    auto& tally = *static_cast<call_tally*>(message->_private);
    if (message->err == RD_KAFKA_RESP_ERR_NO_ERROR)
      ++tally.arrived;
    else
      tally.failure = message->err;
  }

  result<unit> publish_all(const std::string& topic, std::span<const sink_record> records) {
    if (!producer_)
      if (auto opened = open(); !opened)
        return refusal{errc::unavailable, opened.error().detail};
    const auto deadline = clock::now() + how_.patience;
    call_tally tally;
    auto outcome = enqueue(topic, records, tally, deadline);
    if (outcome)
      outcome = await(records.size(), tally, deadline);
    if (!outcome)
      give_up();
    return outcome;
  }

  result<unit> enqueue(const std::string& topic, std::span<const sink_record> records,
                       call_tally& tally, clock::time_point deadline) {
    for (const auto& record : records) {
      auto sent = produce(topic, record, tally);
      while (sent == RD_KAFKA_RESP_ERR__QUEUE_FULL && clock::now() < deadline) {
        rd_kafka_poll(producer_.get(), 50);
        sent = produce(topic, record, tally);
      }
      if (sent != RD_KAFKA_RESP_ERR_NO_ERROR)
        return unavailable("cannot send to " + topic, sent);
    }
    return unit{};
  }

  rd_kafka_resp_err_t produce(const std::string& topic, const sink_record& record,
                              call_tally& tally) {
    auto* value = const_cast<char*>(record.value.data()); // Copied, for RD_KAFKA_MSG_F_COPY.
    return rd_kafka_producev(
      producer_.get(), RD_KAFKA_V_TOPIC(topic.c_str()),
      RD_KAFKA_V_KEY(record.key.data(), record.key.size()),
      RD_KAFKA_V_VALUE(value, record.value.size()),
      RD_KAFKA_V_HEADER("event-id", record.id.data(), static_cast<ssize_t>(record.id.size())),
      RD_KAFKA_V_MSGFLAGS(RD_KAFKA_MSG_F_COPY), RD_KAFKA_V_OPAQUE(&tally), RD_KAFKA_V_END);
  }

  result<unit> await(std::size_t count, const call_tally& tally, clock::time_point deadline) {
    while (tally.arrived < count && tally.failure == RD_KAFKA_RESP_ERR_NO_ERROR
           && clock::now() < deadline)
      rd_kafka_poll(producer_.get(), 50);
    if (tally.arrived == count)
      return unit{};
    return unavailable("events were not acknowledged", tally.failure == RD_KAFKA_RESP_ERR_NO_ERROR
                                                         ? RD_KAFKA_RESP_ERR__TIMED_OUT
                                                         : tally.failure);
  }

  /// What is still on its way reports into a tally that is about to go, and an idempotent producer
  /// that failed once may be dead for good: the next call begins with a new one.
  void give_up() {
    rd_kafka_purge(producer_.get(), RD_KAFKA_PURGE_F_QUEUE | RD_KAFKA_PURGE_F_INFLIGHT);
    rd_kafka_flush(producer_.get(), 1'000);
    producer_.reset();
  }

  const kafka_settings how_;
  producer_ptr producer_;
};

} // namespace

result<std::shared_ptr<event_sink>> make_kafka_sink(const kafka_settings& how) {
  auto sink = std::make_shared<kafka_sink>(how);
  if (auto opened = sink->open(); !opened)
    return opened.error();
  return std::shared_ptr<event_sink>{std::move(sink)};
}

} // namespace baedal::gateways
