#pragma once

#include "gateways/payment_gateway.hpp"
#include "simulation/process.hpp"
#include "simulation/still_world.hpp"

#include <map>
#include <random>

namespace baedal::simulation {

/// What a payment gateway does to calls, drawn for each call: chances of 1,000.
struct payment_moods {
  unsigned decline = 0;        ///< refuses the card
  unsigned lost_before = 0;    ///< the request never arrives, and the caller waits in vain
  unsigned lost_after = 0;     ///< done, but the answer is lost
  unsigned late = 0;           ///< done after the caller has given up
  unsigned away = 0;           ///< the connection is refused
  unsigned refund_refused = 0; ///< says "never" to giving money back
};

/// The payment gateway of a simulated world: books that no crash of ours touches.
class payment_house {
public:
  payment_house(still_world& still, std::uint64_t seed) : still_(still), dice_(seed) {
    // nop
  }
  payment_house(const payment_house&) = delete;
  payment_house& operator=(const payment_house&) = delete;

  /// Money taken and given back for one order.
  struct account {
    std::string key;
    money captured;
    money refunded;
    int captures = 0;
    std::map<std::string, money> refunds; ///< by idempotency key
  };

  payment_moods moods;
  [[nodiscard]] const std::map<order_id, account>& books() const { return books_; }

  /// The gateway as one process reaches it.
  std::shared_ptr<gateways::payment_gateway> seen_by(process_ptr caller);

private:
  class line;
  enum class mood { fine, decline, lost_before, lost_after, late, away, refund_refused };
  mood draw();
  gateway_answer authorise(const gateways::authorise_call& call);
  gateway_answer look_up(const gateways::look_up_call& call);
  gateway_answer refund(const gateways::refund_call& call);
  static gateway_answer give_back(account& open, const gateways::refund_call& call, bool unwilling);
  const account& capture(const order_id& order, money amount);

  still_world& still_;
  std::mt19937_64 dice_;
  std::map<order_id, account> books_;
  std::map<std::string, gateway_answer> said_; ///< by idempotency key: the final answers
};

} // namespace baedal::simulation
