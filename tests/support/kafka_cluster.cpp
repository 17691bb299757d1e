#include "tests/support/kafka_cluster.hpp"

#include <librdkafka/rdkafka.h>
#include <librdkafka/rdkafka_mock.h>

#include <stdexcept>
#include <utility>

namespace baedal::support {

namespace {

constexpr int partitions = 4;

struct close_handle {
  void operator()(rd_kafka_t* handle) const { rd_kafka_destroy(handle); }
};
using handle_ptr = std::unique_ptr<rd_kafka_t, close_handle>;

handle_ptr new_handle(rd_kafka_type_t kind,
                      const std::vector<std::pair<std::string, std::string>>& settings) {
  auto* conf = rd_kafka_conf_new();
  char why[512]{};
  for (const auto& [name, value] : settings)
    if (rd_kafka_conf_set(conf, name.c_str(), value.c_str(), why, sizeof why) != RD_KAFKA_CONF_OK)
      throw std::runtime_error(why);
  rd_kafka_conf_set_log_cb(conf, nullptr);
  handle_ptr handle{rd_kafka_new(kind, conf, why, sizeof why)};
  if (!handle)
    throw std::runtime_error(why);
  return handle;
}

std::string header_of(const rd_kafka_message_t& message, const char* name) {
  rd_kafka_headers_t* headers = nullptr;
  const void* value = nullptr;
  std::size_t size = 0;
  if (rd_kafka_message_headers(&message, &headers) != RD_KAFKA_RESP_ERR_NO_ERROR
      || rd_kafka_header_get_last(headers, name, &value, &size) != RD_KAFKA_RESP_ERR_NO_ERROR)
    return {};
  return {static_cast<const char*>(value), size};
}

void read_from_beginning(rd_kafka_t* consumer, const std::string& topic) {
  auto* all = rd_kafka_topic_partition_list_new(partitions);
  for (int partition = 0; partition < partitions; ++partition)
    rd_kafka_topic_partition_list_add(all, topic.c_str(), partition)->offset =
      RD_KAFKA_OFFSET_BEGINNING;
  rd_kafka_assign(consumer, all);
  rd_kafka_topic_partition_list_destroy(all);
}

} // namespace

struct kafka_cluster::handles {
  handle_ptr owner;
  rd_kafka_mock_cluster_t* cluster = nullptr;
};

kafka_cluster::kafka_cluster() : handles_(std::make_unique<handles>()) {
  handles_->owner = new_handle(RD_KAFKA_PRODUCER, {});
  handles_->cluster = rd_kafka_mock_cluster_new(handles_->owner.get(), 1);
}

kafka_cluster::~kafka_cluster() {
  rd_kafka_mock_cluster_destroy(handles_->cluster);
}

std::string kafka_cluster::brokers() const {
  return rd_kafka_mock_cluster_bootstraps(handles_->cluster);
}

void kafka_cluster::set_reachable(bool reachable) {
  if (reachable)
    rd_kafka_mock_broker_set_up(handles_->cluster, 1);
  else
    rd_kafka_mock_broker_set_down(handles_->cluster, 1);
}

std::vector<consumed_record> kafka_cluster::consume(const std::string& topic, std::size_t count,
                                                    std::chrono::milliseconds patience) const {
  const auto consumer =
    new_handle(RD_KAFKA_CONSUMER, {{"bootstrap.servers", brokers()}, {"group.id", "test"}});
  rd_kafka_poll_set_consumer(consumer.get());
  read_from_beginning(consumer.get(), topic);
  const auto deadline = std::chrono::steady_clock::now() + patience;
  std::vector<consumed_record> found;
  while (found.size() < count && std::chrono::steady_clock::now() < deadline) {
    auto* message = rd_kafka_consumer_poll(consumer.get(), 100);
    if (message == nullptr)
      continue;
    if (message->err == RD_KAFKA_RESP_ERR_NO_ERROR)
      found.push_back({{static_cast<const char*>(message->key), message->key_len},
                       {static_cast<const char*>(message->payload), message->len},
                       header_of(*message, "event-id")});
    rd_kafka_message_destroy(message);
  }
  rd_kafka_consumer_close(consumer.get());
  return found;
}

} // namespace baedal::support
