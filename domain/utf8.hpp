#pragma once

#include <cstddef>
#include <string_view>

namespace baedal {

/// Bytes of the well-formed UTF-8 character that `text` begins with; 0 where it begins with none,
/// but with an overlong form, a surrogate or something above U+10FFFF (RFC 3629, section 4).
std::size_t utf8_length(std::string_view text) noexcept;

/// Whether all of it is well-formed.
bool is_utf8(std::string_view text) noexcept;

} // namespace baedal
