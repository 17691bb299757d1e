#pragma once

#include "domain/result.hpp"
#include "persistence/read_rows.hpp"

namespace baedal::actors {

/// A place in a list as opaque text that is safe in URLs, and back. Empty text is the beginning;
/// what no page gave is refused with `value_invalid` in `cursor`.
std::string encode_cursor(const persistence::list_key& place);
result<std::optional<persistence::list_key>> decode_cursor(const std::string& text);

} // namespace baedal::actors
