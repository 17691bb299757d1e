#pragma once

#include "domain/result.hpp"
#include "http/message.hpp"

#include <string>
#include <string_view>
#include <utility>
#include <variant>

namespace baedal::http {

/// What is wrong with a request as such, before any rule of the domain was asked. `code` is stable:
/// `bad_json`, `wrong_type`, `value_invalid`, `bad_header`, `not_found` …
struct input_fault {
  int status = 400;
  std::string code = {};
  std::string detail = {};
  std::string field =
    {}; ///< the member, "items/0/quantity", or the name of a header or query parameter
};

/// A value read from a request, or the fault that answers it.
template <class T>
class [[nodiscard]] checked {
public:
  checked(T value) : content_(std::in_place_index<0>, std::move(value)) {}       // NOLINT: implicit
  checked(input_fault why) : content_(std::in_place_index<1>, std::move(why)) {} // NOLINT

  explicit operator bool() const noexcept { return content_.index() == 0; }
  T& operator*() { return std::get<0>(content_); }
  const T& operator*() const { return std::get<0>(content_); }
  T* operator->() { return &std::get<0>(content_); }
  const T* operator->() const { return &std::get<0>(content_); }
  [[nodiscard]] const input_fault& fault() const { return std::get<1>(content_); }

private:
  std::variant<T, input_fault> content_;
};

/// The one table from refusals to HTTP.
int status_of(errc code) noexcept;

/// The code a client sees: what only concerns the machinery is `unavailable` to it.
errc public_code(errc code) noexcept;

/// RFC 9457 problem+json. 429, 503 and `request_in_progress` carry Retry-After.
response problem(const refusal& why);
response problem(const input_fault& why);
response problem(int status, std::string_view code, std::string_view detail);

} // namespace baedal::http
