#pragma once

#include "http/facades/finding.hpp"

namespace baedal::http::facades {

/// PATCH and PUT of /{segment}/{id}: the status word that the body says, as a command. Members that
/// clients cannot change are ignored. 200 with the row if the client says what it accepts, else
/// 204.
handler change_handler(const desk& at, std::string segment);

/// DELETE of /{segment}/{id}: 204.
handler delete_handler(const desk& at, std::string segment);

/// PUT of /{segment}/{id}/{action}: 200 with the row, which may only come into being with this.
handler action_handler(const desk& at, std::string segment, std::string name);

/// POST of a command with an `orderId` in its body: 201 with the row where a collection is posted
/// to, else 200; 202 while a payment is not decided.
handler posting_handler(const desk& at, std::string path);

} // namespace baedal::http::facades
