#pragma once

#include "gateways/payment_gateway.hpp"

#include <mutex>
#include <string>
#include <unordered_map>

namespace baedal::gateways {

/// A gateway inside the process: approves every token but `tok_declined`, at once. Its books are
/// gone with the process, so it is for benches and never for orders that matter.
class embedded_payment final : public payment_gateway {
public:
  gateway_answer authorise(const authorise_call& call) noexcept override;
  gateway_answer look_up(const look_up_call& call) noexcept override;
  gateway_answer refund(const refund_call& call) noexcept override;

private:
  struct entry {
    money captured;
    money refunded;
  };
  static gateway_answer describe(const std::string& order, const entry& paid);

  std::mutex mutex_;
  std::unordered_map<std::string, entry> books_;            ///< by order
  std::unordered_map<std::string, gateway_answer> refunds_; ///< by payment key and idempotency key
};

} // namespace baedal::gateways
