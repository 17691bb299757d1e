#pragma once

#include "http/exchange.hpp"
#include "http/topic_reading.hpp"

namespace baedal::http {

/// Answers with a topic's events as NDJSON, from after a position to the present end. The header
/// `X-Last-Position` says where a next request goes on.
class topic_page : public std::enable_shared_from_this<topic_page> {
public:
  topic_page(exchange_ptr to, std::shared_ptr<actors::office> office, topic_request wanted);

  void read_on();

private:
  void on_rows(const result<actors::page<actors::topic_row>>& page);
  void answer();

  const exchange_ptr to_;
  const std::shared_ptr<actors::office> office_;
  topic_request wanted_;
  std::size_t read_ = 0;
  std::string lines_;
};

} // namespace baedal::http
