#pragma once

#include "domain/result.hpp"

#include <chrono>
#include <memory>
#include <span>
#include <string>
#include <string_view>

namespace baedal::gateways {

/// One event on its way out.
struct sink_record {
  std::string key;   ///< those of one key stay in their order
  std::string value; ///< JSON
  std::string id;    ///< names the event for ever: a receiver that knows it has it already
};

/// The port to whatever carries events to other systems. Calls block, so they belong on a detached
/// worker, one call at a time. No call throws.
class event_sink {
public:
  virtual ~event_sink() = default;

  /// Returns once the receiver has every record, in this order. `unavailable`: some of them may
  /// have arrived, so all are to be sent again.
  virtual result<unit> publish(const std::string& topic,
                               std::span<const sink_record> records) noexcept = 0;
};

struct kafka_settings {
  std::string brokers;                        ///< "HOST:PORT,HOST:PORT"
  std::chrono::milliseconds patience{10'000}; ///< for one call of `publish`
};

/// Apache Kafka through librdkafka: an idempotent producer, acknowledged by all in-sync replicas.
/// The record's key decides the partition; its id travels in the header `event-id`. Connects in the
/// background; settings that librdkafka refuses are refused with `value_invalid`.
result<std::shared_ptr<event_sink>> make_kafka_sink(const kafka_settings& how);

} // namespace baedal::gateways
