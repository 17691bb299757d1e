#pragma once

#include "domain/money.hpp"
#include "domain/place.hpp"
#include "http/json_reader.hpp"

#include <string>

namespace baedal::http {

// What several requests read alike. What is wrong is left in the reader.

/// An id of ours: 1 to 128 bytes without control characters and '/'.
std::string read_id(const json_reader& in, std::string_view name);
std::optional<std::string> read_optional_id(const json_reader& in, std::string_view name);

/// `lat` and `lon`, both or neither.
std::optional<geo_point> read_point(const json_reader& in);

/// A body that may be absent: an object without members then.
json_reader read_body_or_nothing(const request& in);

/// Whole won, 0 to the largest amount; 0 where absent.
money read_amount_or_zero(const json_reader& in, std::string_view name);

/// The value once nothing was wrong, else the first fault.
template <class T>
checked<T> finish(const json_reader& in, T value) {
  if (in.fault())
    return *in.fault();
  return value;
}

inline constexpr text_limits name_limits{.min = 0, .max = 200};
inline constexpr text_limits reason_limits{.min = 0, .max = 500};

} // namespace baedal::http
