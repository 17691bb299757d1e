#pragma once

#include "domain/obligation.hpp"
#include "domain/result.hpp"

#include <chrono>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace baedal::gateways {

/// Take `amount` for `order` with the customer's payment token. The idempotency key names this
/// attempt: the gateway answers a repeat with the same key without doing anything again.
struct authorise_call {
  order_id order;
  std::string token;
  money amount;
  std::string idempotency_key;
  std::chrono::milliseconds answer_within{
    610}; ///< everything: connecting, sending, waiting, reading
  std::string traceparent = {}; ///< of the request that caused the call; empty: none
};

/// Ask what became of the payment of `order`.
struct look_up_call {
  order_id order;
  std::chrono::milliseconds answer_within{2000};
  std::string traceparent = {}; ///< of the request that caused the call; empty: none
};

/// Give back `amount`, or without one all that is left of the payment.
struct refund_call {
  std::string payment_key;
  std::optional<money> amount;
  std::string idempotency_key;
  std::string reason;
  std::chrono::milliseconds answer_within{5000};
  std::string traceparent = {}; ///< of the request that caused the call; empty: none
};

/// The port to a payment gateway. Calls block until the answer is known or the time is up, so they
/// belong on detached workers; one object may be used by any number of threads at once. No call
/// throws.
///
/// Verdicts are never guessed. `unavailable` means that the request certainly had no effect (no
/// connection, or the gateway refused to look at it: credentials, too many requests); whatever may
/// have been done is `unknown` (time-out, broken connection, 5xx, a reply that cannot be read or
/// speaks of another order) and is settled by `look_up`. `authorise` says `approved` only where the
/// asked amount was captured and nothing of it given back. `look_up` says `approved` for whatever
/// was captured, also if it was given back since: compare `amount` and `refunded_total`.
class payment_gateway {
public:
  virtual ~payment_gateway() = default;

  virtual gateway_answer authorise(const authorise_call& call) noexcept = 0;
  virtual gateway_answer look_up(const look_up_call& call) noexcept = 0;
  virtual gateway_answer refund(const refund_call& call) noexcept = 0;
};

/// The key with which a node calls the sandbox when nothing else is configured.
inline constexpr std::string_view default_payment_secret = "test_sk_baedal";

/// The gateway behind `url`: `http://host:port[/prefix]`, or `embedded` for the one in this process
/// that approves everything. Refuses a URL that it cannot use; does not connect yet.
result<std::shared_ptr<payment_gateway>> make_payment_gateway(std::string_view url,
                                                              std::string_view secret);

} // namespace baedal::gateways
