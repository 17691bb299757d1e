#pragma once

#include "gateways/http_line.hpp"
#include "gateways/payment_gateway.hpp"

#include <string>

namespace baedal::gateways {

/// A payment gateway that speaks the Toss Payments API over HTTP/1.1: JSON, Basic authentication
/// with the secret key as the user name, an Idempotency-Key header on all that changes something.
/// Connections are kept: as many as there are threads inside it at once.
class http_payment final : public payment_gateway {
public:
  http_payment(gateway_url place, std::string_view secret);

  gateway_answer authorise(const authorise_call& call) noexcept override;
  gateway_answer look_up(const look_up_call& call) noexcept override;
  gateway_answer refund(const refund_call& call) noexcept override;

private:
  http_question question(std::string method, std::string path,
                         std::chrono::milliseconds answer_within,
                         const std::string& traceparent) const;
  gateway_answer refund_once(const refund_call& call);

  std::string authorization_;
  http_lines lines_;
};

} // namespace baedal::gateways
