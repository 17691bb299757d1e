#include "domain/policy_words.hpp"

#include "domain/order_words.hpp"
#include "domain/words.hpp"

namespace baedal {

template <>
struct words<payment_timing> {
  static constexpr std::array<std::string_view, 3> list{
    "inside_ordering", "separate_step", "record_then_pay"};
};
template <>
struct words<store_visibility> {
  static constexpr std::array<std::string_view, 3> list{"when_paid", "when_ordered", "never"};
};
template <>
struct words<acceptance_mode> {
  static constexpr std::array<std::string_view, 3> list{"implicit", "explicit_answer", "automatic"};
};
template <>
struct words<kitchen_mode> {
  static constexpr std::array<std::string_view, 4> list{
    "start_only", "start_and_finish", "one_step", "none"};
};
template <>
struct words<dispatch_mode> {
  static constexpr std::array<std::string_view, 5> list{
    "own_courier", "riders_pick", "own_or_riders", "parcel", "automatic"};
};
template <>
struct words<completion_party> {
  static constexpr std::array<std::string_view, 3> list{"courier", "customer", "automatic"};
};
template <>
struct words<cancel_limit> {
  static constexpr std::array<std::string_view, 3> list{
    "production_start", "cooking_start", "completion"};
};
template <>
struct words<stock_mode> {
  static constexpr std::array<std::string_view, 2> list{"off", "on"};
};
template <>
struct words<overload_target> {
  static constexpr std::array<std::string_view, 2> list{"payment", "order_creation"};
};

std::string_view to_string(payment_timing word) noexcept {
  return word_of(word);
}
std::string_view to_string(store_visibility word) noexcept {
  return word_of(word);
}
std::string_view to_string(acceptance_mode word) noexcept {
  return word_of(word);
}
std::string_view to_string(kitchen_mode word) noexcept {
  return word_of(word);
}
std::string_view to_string(dispatch_mode word) noexcept {
  return word_of(word);
}
std::string_view to_string(completion_party word) noexcept {
  return word_of(word);
}
std::string_view to_string(cancel_limit word) noexcept {
  return word_of(word);
}
std::string_view to_string(stock_mode word) noexcept {
  return word_of(word);
}
std::string_view to_string(overload_target word) noexcept {
  return word_of(word);
}

template std::optional<payment_timing> from_word(std::string_view);
template std::optional<store_visibility> from_word(std::string_view);
template std::optional<acceptance_mode> from_word(std::string_view);
template std::optional<kitchen_mode> from_word(std::string_view);
template std::optional<dispatch_mode> from_word(std::string_view);
template std::optional<completion_party> from_word(std::string_view);
template std::optional<cancel_limit> from_word(std::string_view);
template std::optional<stock_mode> from_word(std::string_view);
template std::optional<overload_target> from_word(std::string_view);

} // namespace baedal
