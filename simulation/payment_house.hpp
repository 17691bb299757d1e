#pragma once

#include "gateways/payment_gateway.hpp"
#include "simulation/dice.hpp"
#include "simulation/findings.hpp"
#include "simulation/process.hpp"
#include "simulation/still_world.hpp"

#include <map>

namespace baedal::simulation {

/// What a payment gateway does to calls, drawn for each call: chances of 1,000.
struct payment_moods {
  unsigned decline = 0;        ///< refuses the card
  unsigned lost_before = 0;    ///< the request never arrives, and the caller waits in vain
  unsigned lost_after = 0;     ///< done, but the answer is lost, and the caller waits in vain
  unsigned late = 0;           ///< done after the caller has given up
  unsigned slow = 0;           ///< done, and answered up to twice as late as the caller waits
  unsigned away = 0;           ///< the connection is refused
  unsigned refund_refused = 0; ///< says "never" to giving money back
};

/// The payment gateway of a simulated world: books that no crash of ours touches. Checks I2 as it
/// keeps them: whoever calls never asks for money that it was told to have, nor for more back than
/// is left, and never uses an idempotency key for two requests.
class payment_house {
public:
  /// How much longer the call that is under way takes than calls usually do.
  using delay = std::function<void(std::chrono::milliseconds)>;

  payment_house(still_world& still, std::uint64_t seed, findings& found)
    : still_(still), seed_(seed), found_(found) {
    // nop
  }
  payment_house(const payment_house&) = delete;
  payment_house& operator=(const payment_house&) = delete;

  /// Money taken and given back for one order.
  struct account {
    std::string key;
    money captured;
    money refunded;
    std::map<std::string, int> captures;  ///< by idempotency key
    std::map<std::string, money> refunds; ///< by idempotency key
    bool told = false;                    ///< a caller was told that the money is here
  };

  payment_moods moods;
  /// Callers of two minds may ask again for what only the other one was told.
  bool two_owners = false;
  [[nodiscard]] const std::map<order_id, account>& books() const { return books_; }
  /// What was taken for an order, and will be by what is under way.
  [[nodiscard]] money will_have(const order_id& order) const;

  /// The gateway as one process reaches it.
  std::shared_ptr<gateways::payment_gateway> seen_by(process_ptr caller, delay wait);

  /// Does now what was to be done late and is due, whether the world comes by it or has leapt.
  void do_what_is_due();

private:
  class line;
  enum class mood { fine, decline, lost_before, lost_after, late, slow, away, refund_refused };
  struct late_capture {
    instant due;
    gateways::authorise_call call;
  };

  mood draw(dice& from) const;
  dice& dice_of(const order_id& order);
  /// The answer as the caller gets it, and how long that takes.
  gateway_answer deliver(mood how, gateway_answer said, std::chrono::milliseconds within,
                         dice& from, std::chrono::milliseconds& takes);
  gateway_answer authorise(const gateways::authorise_call& call, std::chrono::milliseconds& takes);
  gateway_answer look_up(const gateways::look_up_call& call, std::chrono::milliseconds& takes);
  gateway_answer refund(const gateways::refund_call& call, std::chrono::milliseconds& takes);
  gateway_answer decide(const gateways::authorise_call& call, mood how);
  gateway_answer give_back(const order_id& order, account& open, const gateways::refund_call& call,
                           bool unwilling);
  account& capture(const gateways::authorise_call& call);
  void check_key(const order_id& order, const std::string& key, std::string content);
  void report(const order_id& order, std::string what);

  still_world& still_;
  std::uint64_t seed_;
  findings& found_;
  std::map<order_id, dice> dice_;
  std::map<order_id, account> books_;
  std::map<std::string, gateway_answer> said_;     ///< by idempotency key: the final answers
  std::map<std::string, std::string> asked_under_; ///< idempotency key -> what was asked
  std::vector<late_capture> late_;
};

} // namespace baedal::simulation
