#pragma once

#include "http/facades/shape.hpp"

namespace baedal::http::facades {

// What the brands' words mean. None of them says who asks: facade clients are not told apart.

/// Facades pay with this; the gateway knows it.
inline constexpr std::string_view facade_token = "tok_facade";

meaning cancels();         ///< by the customer; the reason, if one is given
meaning pays();            ///< `payMethod` 2 is cash; `deliveryFee` sets the fee before;
                           ///< of `cardNumber` only a mask is kept
meaning pays_or_cancels(); ///< where `행위` or `status` speaks of a cancel, it is one
meaning accepts();
meaning rejects();        ///< rejectionReason, rejectDetail or reason; rejectCode
meaning accepts_or_not(); ///< `accept` or `acceptOrNot` false is a reject
meaning starts_cooking();
meaning finishes_cooking(); ///< starts it if that is needed
meaning is_picked();        ///< by `riderId`; without one by a rider of the order's own
meaning departs();
meaning is_delivered();
meaning is_received(); ///< the customer has it
meaning had_accident();

/// The reason that somebody gives, card numbers masked.
std::string read_reason(const json_reader& in);

/// A body as form-minded clients send it; one that is absent has no members.
json_reader read_lenient_body(const request& in);

/// The first of these members that is there, a part of `any`, which has to outlive it; empty where
/// none is.
std::string_view first_of(const json_reader& in, const names& any);
std::string_view first_of(const json_reader& in, names&& any) = delete;

/// The method that a text or number stands for: cash, online, else card.
payment_method method_of(std::string_view said);

} // namespace baedal::http::facades
