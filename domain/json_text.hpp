#pragma once

#include <string>
#include <string_view>

namespace baedal {

/// Writes `text` as a JSON string, quotes included, at the end of `out`. Each byte that belongs to
/// no UTF-8 character becomes U+FFFD.
void append_json_text(std::string& out, std::string_view text);

} // namespace baedal
