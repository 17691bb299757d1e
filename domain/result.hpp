#pragma once

#include "domain/errc.hpp"

#include <chrono>
#include <string>
#include <utility>
#include <variant>

namespace baedal {

/// Why something was refused. `field` names the offending member of a request (JSON pointer style,
/// "items/0/quantity"); `state` is the present state of the entity where a command conflicts with
/// it; `subject` the id that the caller needs to go on (the order id of a payment that is not
/// settled); `retry_after` says how long it is useless to ask again, where that is known.
struct refusal {
  errc code = errc::none;
  std::string detail = {};
  std::string field = {};
  std::string state = {};
  std::string subject = {};
  std::chrono::milliseconds retry_after{};

  refusal() = default;
  refusal(errc what, std::string why = {}, std::string where = {}) // NOLINT: implicit on purpose
    : code(what), detail(std::move(why)), field(std::move(where)) {
    // nop
  }
};

/// A value, or why there is none. Refusals are values; bugs are crashes.
template <class T>
class [[nodiscard]] result {
public:
  result(T value) : content_(std::move(value)) {}   // NOLINT: implicit on purpose
  result(refusal why) : content_(std::move(why)) {} // NOLINT
  result(errc code) : content_(refusal{code}) {}    // NOLINT

  explicit operator bool() const noexcept { return content_.index() == 0; }
  T& operator*() & { return std::get<0>(content_); }
  const T& operator*() const& { return std::get<0>(content_); }
  T&& operator*() && { return std::get<0>(std::move(content_)); }
  T* operator->() { return &std::get<0>(content_); }
  const T* operator->() const { return &std::get<0>(content_); }
  [[nodiscard]] const refusal& error() const { return std::get<1>(content_); }
  [[nodiscard]] errc code() const { return *this ? errc::none : error().code; }

private:
  std::variant<T, refusal> content_;
};

struct unit {
  friend bool operator==(unit, unit) = default;
};

template <class... Fs>
struct overloaded : Fs... {
  using Fs::operator()...;
};
template <class... Fs>
overloaded(Fs...) -> overloaded<Fs...>;

} // namespace baedal
