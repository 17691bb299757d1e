#pragma once

#include <chrono>
#include <memory>
#include <string>
#include <vector>

namespace baedal::support {

/// An event as a consumer of Kafka gets it.
struct consumed_record {
  std::string key;
  std::string value;
  std::string id; ///< the header `event-id`
};

/// librdkafka's own mock of a cluster: one broker in this process, on a free port of loopback.
class kafka_cluster {
public:
  kafka_cluster();
  kafka_cluster(const kafka_cluster&) = delete;
  kafka_cluster& operator=(const kafka_cluster&) = delete;
  ~kafka_cluster();

  [[nodiscard]] std::string brokers() const;
  void set_reachable(bool reachable);

  /// Reads a topic from the beginning until there are so many records, or the patience is over.
  std::vector<consumed_record> consume(const std::string& topic, std::size_t count,
                                       std::chrono::milliseconds patience = std::chrono::seconds{
                                         20}) const;

private:
  struct handles;
  std::unique_ptr<handles> handles_;
};

} // namespace baedal::support
