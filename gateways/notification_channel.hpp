#pragma once

#include "domain/message_key.hpp"
#include "domain/result.hpp"

#include <chrono>
#include <memory>
#include <string>

namespace baedal::gateways {

/// A message on its way out. What is personal in it (the number) is known only while it is sent.
struct outgoing_message {
  std::string id; ///< `message_key::text`: the same at every attempt, so receivers know repeats
  brand_id brand;
  order_id order;
  occasion what = occasion::order_placed;
  audience to = audience::customer;
  std::string recipient; ///< our id of who is told
  std::string phone;     ///< as people write it; empty where none is known
  std::string text;
  money amount;
  std::string reason;
  instant at{}; ///< of the event
  bool sms_stands_in = true; ///< an SMS may go to where this does not arrive
};

/// What came of an attempt.
struct send_answer {
  enum class verdict : std::uint8_t {
    sent,  ///< the receiver took it
    again, ///< it did not, or nobody knows: to be tried again, under the same id
    never, ///< it will not take this message: there is no point in trying again
    gone,  ///< it takes nothing any more (410): the endpoint is switched off
  };
  verdict said = verdict::again;
  std::string detail;  ///< for operators; holds neither numbers nor keys
  std::string receipt; ///< the receiver's own number for it
  std::optional<std::chrono::seconds> retry_after = {}; ///< at the earliest
};

/// The port to those who carry messages. Calls block until the answer is known or the time is up,
/// so they belong on detached workers; one object may be used by any number of threads at once. No
/// call throws.
class notification_channel {
public:
  virtual ~notification_channel() = default;

  /// `now` is what the request says of its time.
  virtual send_answer send(const outgoing_message& message, instant now) noexcept = 0;

  /// Whether messages go to a telephone number.
  [[nodiscard]] virtual bool needs_phone() const noexcept = 0;
};

} // namespace baedal::gateways
