#pragma once

#include "sandbox/ledger.hpp"

#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace baedal::sandbox {

/// The payment object of the Toss Payments API, as far as anybody here needs it.
std::string to_json(const payment& paid);

/// `{"code","message"}`
std::string to_json(const gateway_error& why);

/// The books:
/// `{"payments":[{"order_id","payment_key","amount","status","captures":[…],"cancels":[…]}]}`.
std::string books_json(const std::vector<payment>& payments);

/// Strict readers of request bodies; a refusal has status 400 and says which member is wrong.
std::variant<confirm_request, gateway_error> read_confirm(std::string_view body);
/// Leaves out the payment key, which is part of the path.
std::variant<cancel_request, gateway_error> read_cancel(std::string_view body);

} // namespace baedal::sandbox
