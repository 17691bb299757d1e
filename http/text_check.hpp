#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace baedal::http {

/// The number of code points of well-formed UTF-8.
std::size_t count_characters(std::string_view text) noexcept;

/// True where a text holds a C0 control character or DEL.
bool has_control_characters(std::string_view text) noexcept;

enum class plus_sign : std::uint8_t { is_plus, is_space };

/// Undoes percent-encoding. Nothing where an escape is broken, or where the outcome is not UTF-8 or
/// holds control characters: no name and no value of ours has them.
std::optional<std::string> percent_decode(std::string_view text, plus_sign plus);

/// One segment of a path as it goes over the wire: all but letters, digits and "-._~" is escaped.
std::string percent_encode(std::string_view segment);

/// ASCII letters only; everything else stays.
std::string lower_case(std::string_view ascii);

/// Without blanks and tabs at both ends.
std::string_view trimmed(std::string_view text) noexcept;

} // namespace baedal::http
