#include "domain/errc.hpp"

#include "domain/words.hpp"

namespace baedal {

namespace {

struct named_code {
  errc code;
  std::string_view word;
};

constexpr std::array<named_code, 46> codes{{
  {errc::none, "none"},
  {errc::unavailable, "unavailable"},
  {errc::overloaded, "overloaded"},
  {errc::outcome_unknown, "outcome_unknown"},
  {errc::payment_unknown, "payment_unknown"},
  {errc::request_in_progress, "request_in_progress"},
  {errc::order_unknown, "order_unknown"},
  {errc::store_unknown, "store_unknown"},
  {errc::rider_unknown, "rider_unknown"},
  {errc::customer_unknown, "customer_unknown"},
  {errc::brand_unknown, "brand_unknown"},
  {errc::item_not_found, "item_not_found"},
  {errc::version_unknown, "version_unknown"},
  {errc::notification_unknown, "notification_unknown"},
  {errc::not_yours, "not_yours"},
  {errc::value_invalid, "value_invalid"},
  {errc::item_unknown, "item_unknown"},
  {errc::order_empty, "order_empty"},
  {errc::payment_required, "payment_required"},
  {errc::key_reused, "key_reused"},
  {errc::amount_too_large, "amount_too_large"},
  {errc::below_minimum, "below_minimum"},
  {errc::reason_required, "reason_required"},
  {errc::out_of_area, "out_of_area"},
  {errc::brand_mismatch, "brand_mismatch"},
  {errc::payment_declined, "payment_declined"},
  {errc::state_conflict, "state_conflict"},
  {errc::too_late_to_cancel, "too_late_to_cancel"},
  {errc::store_closed, "store_closed"},
  {errc::sold_out, "sold_out"},
  {errc::rider_busy, "rider_busy"},
  {errc::rider_offline, "rider_offline"},
  {errc::rider_too_far, "rider_too_far"},
  {errc::already_claimed, "already_claimed"},
  {errc::no_rider, "no_rider"},
  {errc::version_conflict, "version_conflict"},
  {errc::payment_in_flight, "payment_in_flight"},
  {errc::former_rider, "former_rider"},
  {errc::notification_sent, "notification_sent"},
  {errc::stale_stamp, "stale_stamp"},
  {errc::fenced, "fenced"},
  {errc::history_unreadable, "history_unreadable"},
  {errc::version_exists, "version_exists"},
  {errc::data_rejected, "data_rejected"},
  {errc::refund_refused, "refund_refused"},
  {errc::payment_not_found, "payment_not_found"},
}};

/// The words by number, so that finding one costs nothing.
constexpr auto words_by_number() {
  std::array<std::string_view, static_cast<std::size_t>(codes.back().code) + 1> out{};
  for (const auto& each : codes)
    out[static_cast<std::size_t>(each.code)] = each.word;
  return out;
}

} // namespace

template <>
struct words<errc> {
  static constexpr auto list = words_by_number();
};

std::string_view to_string(errc code) noexcept {
  return word_of(code);
}

template std::optional<errc> from_word(std::string_view);

} // namespace baedal
