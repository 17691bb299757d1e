#pragma once

#include "http/exchange.hpp"
#include "http/topic_reading.hpp"

#include <mutex>

namespace baedal::http {

/// One client that follows a brand's topic. The topic's positions are given by the read model, a
/// moment after the commit, so the hub only nudges: each nudge reads what is new. A slow client is
/// given no more than its queue takes, and goes on at the next nudge.
class topic_stream : public std::enable_shared_from_this<topic_stream> {
public:
  topic_stream(exchange_ptr to, std::shared_ptr<actors::office> office, topic_request wanted);

  void begin(std::uint64_t token, std::shared_ptr<void> place);

private:
  /// False where the stream is over.
  bool on_nudge(bool stirred);
  void read_on();
  void on_rows(const result<actors::page<actors::topic_row>>& page);
  bool show(const actors::page<actors::topic_row>& page);

  const std::shared_ptr<actors::office> office_;
  const std::shared_ptr<stream_source> source_;
  std::mutex mutex_;
  exchange_ptr to_;        ///< null once it is answered
  topic_request wanted_;
  bool reading_ = false;
  bool behind_ = true;     ///< the last page was not the last one
  int looks_left_ = 0;     ///< nudges on which the read model may still be catching up
  unsigned nudges_ = 0;
};

} // namespace baedal::http
