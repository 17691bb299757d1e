#include "simulation/order_ledger.hpp"

#include "domain/result.hpp"

namespace baedal::simulation {

void book(order_ledger& all, const order_event& event) {
  std::visit(overloaded{
               [&](const payment_approved& e) {
                 all.payable = all.payable + e.amount;
                 if (e.method == payment_method::cash && e.key.empty())
                   all.cash = all.cash + e.amount;
               },
               [&](const payment_refunded& e) {
                 if (e.in_cash)
                   all.cash_back = all.cash_back + e.amount;
               },
               [&](const cancel_requested& e) { all.released = all.released + e.refund; },
               [&](const line_removed& e) { all.released = all.released + e.refund; },
               [](const auto&) {
                 // Moves no money that an order was to be paid with.
               },
             },
             event);
}

} // namespace baedal::simulation
