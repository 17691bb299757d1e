#pragma once

#include "domain/order_commands.hpp"
#include "domain/order_events.hpp"
#include "domain/order_view.hpp"

#include <span>
#include <vector>

namespace baedal {

/// A deadline that the order keeps for itself (requirements M6, "Deadlines").
struct order_timer {
  timer_kind kind = timer_kind::pay_window;
  instant due{};

  friend bool operator==(const order_timer&, const order_timer&) = default;
};

/// One order with its payment, kitchen ticket and delivery: the fold of its events. It decides
/// every race about itself (design D8).
struct order {
  order_view seen;                    ///< what the public sees, moved by public events
  std::optional<placement> placed;    ///< set from the checkout on
  std::string body_hash;              ///< of the request that started the present checkout
  bool keyed = false;                 ///< the customer can repeat: an Idempotency-Key was given
  std::optional<errc> checkout_error; ///< why the last checkout failed
  std::string checkout_error_code;    ///< the gateway's own word for it
  std::chrono::milliseconds checkout_retry_after{}; ///< until another may succeed, if known
  bool payment_in_doubt = false;      ///< the present attempt timed out; look-ups go on
  bool answer_lost = false;           ///< nobody waits for the present attempt any more
  bool capture_possible = false;      ///< some attempt timed out: its money may still be taken
  std::uint32_t payment_attempts = 0;
  instant last_attempt{};
  instant given_up_at{};              ///< when the last doubtful attempt was counted as failed
  std::uint32_t late_looks = 0;       ///< look-ups answered "not found" since then
  std::uint32_t refund_attempts = 0;
  std::string pending_token;          ///< of the payment attempt in flight, or put off
  std::uint32_t deferrals = 0;        ///< times that a payment was put off
  std::optional<rider_id> claim;      ///< pick_claimed and not yet decided
  /// Why the last claim came to nothing.
  std::optional<std::pair<rider_id, errc>> last_release;
  std::int32_t offers = 0;            ///< how often the job was offered
  bool stock_reserved = false;
  bool stock_committed = false;
  std::vector<obligation> owed;       ///< by rising number
  std::uint64_t last_obligation = 0;
  std::uint64_t cancelled_after = 0;  ///< `last_obligation` when the cancelling began
  std::vector<order_timer> timers;
  /// Statuses that were left again in the very append that entered them, one bit each: a command
  /// aimed at one of them counts as repeated (T20).
  std::uint32_t passed_through = 0;
  std::uint64_t status_version = 0;   ///< `version` at the last change of status
  instant status_since{};
  std::uint64_t version = 0;          ///< of the journal: counts bookkeeping, too
  instant last_event_at{};

  friend bool operator==(const order&, const order&) = default;
};

/// What a command does to an order: events to append (none = it is so already), or why not. Pure.
/// `now` is the time of the decision; event times never decrease.
result<std::vector<order_event>> decide(const order& state, const order_command& command,
                                        instant now);

/// The state after one more event. Pure; obligations and timers follow from events alone.
void evolve(order& state, const order_event& event, instant at);

/// What the caller of `command` is to be told now that `state` is committed; nothing while it must
/// still wait (a checkout that is not settled, a pick that the rider has not answered).
std::optional<result<order_view>> outcome_of(const order& state, const order_command& command);

/// The commands that this order owes to others.
std::span<const obligation> owed(const order& state);

/// The earliest timer, if any. The pay window waits for a payment in flight.
std::optional<instant> next_timer(const order& state);

/// Whether the event shows in the public history and moves the public version.
bool is_public(const order_event& event);

/// False while the order does not exist for the public: nothing placed, or a checkout only.
bool is_visible(const order& state);

} // namespace baedal
