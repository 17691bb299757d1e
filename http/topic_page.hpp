#pragma once

#include "http/exchange.hpp"
#include "http/topic_reading.hpp"

#include <mutex>

namespace baedal::http {

/// Answers with a topic's events as NDJSON, from after a position to the present end, or as many as
/// the request limits. What one look or a limit can hold is one reply, whose header
/// `X-Last-Position` says where a next request goes on. Everything larger is sent as it is read: no
/// more is read than the client takes, and one that was cut off sees no proper end.
class topic_page : public std::enable_shared_from_this<topic_page> {
public:
  topic_page(exchange_ptr to, std::shared_ptr<actors::office> office, topic_request wanted);

  void read_on();

private:
  using rows = actors::page<actors::topic_row>;

  void on_rows(const result<rows>& page);
  void go_on(bool more);
  void answer();
  void begin_stream();
  bool feed_stream(bool more);
  void on_taken();

  const std::shared_ptr<actors::office> office_;
  std::shared_ptr<stream_source> source_; ///< null: everything goes into one reply
  std::mutex mutex_;
  exchange_ptr to_; ///< null once the stream has begun
  topic_request wanted_;
  std::size_t read_ = 0;
  std::string lines_;
  bool resting_ = false; ///< there is more, and the client has not taken what there is
};

} // namespace baedal::http
