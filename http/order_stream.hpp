#pragma once

#include "actors/protocol.hpp"
#include "http/exchange.hpp"

#include <mutex>

namespace baedal::actors {
class office;
}

namespace baedal::http {

/// One client that follows one order: the history after its last event, then live events, without
/// gap or repetition. It listens to the hub before it reads the history; what comes live meanwhile
/// waits. Where the hub ends, so does the stream: the client resumes from its last event.
class order_stream : public std::enable_shared_from_this<order_stream> {
public:
  order_stream(exchange_ptr to, std::shared_ptr<actors::office> office, order_id order,
               std::uint64_t after);

  /// `token` names the subscription; `place` is given back when the stream ends.
  void begin(std::uint64_t token, std::shared_ptr<void> place);

private:
  void read_on(std::uint64_t after);
  void on_page(result<actors::history_page> page);
  bool on_live(const actors::public_event& event);
  bool answer();
  void show(const actors::public_event& event);

  const std::shared_ptr<actors::office> office_;
  const order_id order_;
  const std::shared_ptr<stream_source> source_;
  std::mutex mutex_;
  exchange_ptr to_;          ///< null once it is answered
  std::uint64_t last_;       ///< version of the event shown last
  bool live_ = false;        ///< the history is read to its end
  std::vector<actors::public_event> early_;
};

} // namespace baedal::http
