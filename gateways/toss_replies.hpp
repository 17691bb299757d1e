#pragma once

#include "gateways/payment_gateway.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace baedal::gateways {

// What replies in the shape of the Toss Payments API mean. Pure: no connection is needed to read an
// answer. https://docs.tosspayments.com/reference describes the payment object and the error codes.

/// A complete HTTP reply.
struct toss_reply {
  int status = 0;
  std::string body;
};

/// `POST /v1/payments/confirm`
gateway_answer read_confirm(const toss_reply& reply, const authorise_call& call);

/// `GET /v1/payments/orders/{orderId}`
gateway_answer read_look_up(const toss_reply& reply, const look_up_call& call);

/// `POST /v1/payments/{paymentKey}/cancel`. An answer of `unknown` with the code
/// `already_cancelled` asks for `read_cancelled`.
gateway_answer read_cancel(const toss_reply& reply, const refund_call& call);

/// `GET /v1/payments/{paymentKey}`, asked after the gateway had said that nothing is left to give
/// back: `refunded` where that is so and all was asked for, `refund_refused` where a part was asked
/// for.
gateway_answer read_cancelled(const toss_reply& reply, const refund_call& call);

/// The gateway's word for a payment of which nothing is left to give back.
inline constexpr std::string_view already_cancelled = "ALREADY_CANCELED_PAYMENT";

std::string confirm_body(const authorise_call& call);
std::string cancel_body(const refund_call& call);

} // namespace baedal::gateways
