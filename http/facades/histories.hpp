#pragma once

#include "http/facades/finding.hpp"

namespace baedal::http::facades {

// Collections whose rows are a brand's notifications, by their own numbers.

/// GET /{segment}: a page of the history, by number.
handler history_handler(const desk& at, std::string segment);

/// GET /{segment}/{id}.
handler told_row_handler(const desk& at, std::string segment);

/// PATCH and PUT of /{segment}/{id}: a status word with which a message that was not sent is sent
/// again. Nothing else of a history can be changed.
handler send_again_handler(const desk& at, std::string segment);

} // namespace baedal::http::facades
