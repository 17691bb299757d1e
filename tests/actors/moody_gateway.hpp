#pragma once

#include "gateways/payment_gateway.hpp"

#include <functional>
#include <map>

namespace baedal::test {

/// A payment gateway with books, whose next answers the test decides. Single-threaded.
class moody_gateway final : public gateways::payment_gateway {
public:
  enum class mood { fine, decline, lost_before, lost_after, away };

  gateway_answer authorise(const gateways::authorise_call& call) noexcept override;
  gateway_answer look_up(const gateways::look_up_call& call) noexcept override;
  gateway_answer refund(const gateways::refund_call& call) noexcept override;

  /// Money taken and not given back, and how often money was taken, for one order.
  struct account {
    std::string key;
    money captured;
    money refunded;
    int captures = 0;
    std::map<std::string, money> refunds; ///< by idempotency key
  };
  std::map<order_id, account> books;
  int authorisations = 0; ///< calls of authorise
  std::vector<std::string> traces; ///< one for each call
  std::function<mood()> next_mood = [] { return mood::fine; };
};

} // namespace baedal::test
