#pragma once

#include "domain/order_events.hpp"

namespace baedal::simulation {

/// The money of one order as its events tell it, beside the order's own sums (invariant I1).
struct order_ledger {
  money payable;   ///< approved payments
  money released;  ///< given up again, by cancelling or because something was sold out
  money cash;      ///< of what is payable: never at the gateway
  money cash_back; ///< of what is released: likewise

  /// What the gateway has to hold in the end, but for what it refuses to give back.
  [[nodiscard]] money to_hold() const { return payable - released - (cash - cash_back); }
};

void book(order_ledger& all, const order_event& event);

} // namespace baedal::simulation
