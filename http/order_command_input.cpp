#include "domain/checks.hpp"
#include "http/input.hpp"
#include "http/order_input.hpp"
#include "http/payment_input.hpp"

#include <algorithm>
#include <limits>

namespace baedal::http {

namespace {

asked_by read_who(const json_reader& in) {
  asked_by who;
  if (auto id = read_optional_id(in, "store_id"))
    who.store = store_id{*std::move(id)};
  if (auto id = read_optional_id(in, "rider_id"))
    who.rider = rider_id{*std::move(id)};
  if (auto id = read_optional_id(in, "customer_id"))
    who.customer = customer_id{*std::move(id)};
  return who;
}

std::string read_reason(const json_reader& in) {
  return without_card_numbers(in.optional_text("reason", reason_limits).value_or(""));
}

/// A command that says nothing but who asks.
template <class Command>
order_command read_plain(const json_reader& in) {
  return Command{read_who(in)};
}

order_command read_pay(const json_reader& in) {
  const auto method = in.optional_word<payment_method>("method").value_or(payment_method::card);
  pay_order command{read_who(in), method, read_token(in)};
  if (const auto fee = in.optional_integer("delivery_fee", 0, largest_amount.won))
    command.delivery_fee = money{*fee};
  return command;
}

order_command read_finish(const json_reader& in) {
  return finish_cooking{read_who(in), in.optional_boolean("starts_too").value_or(false)};
}

order_command read_removal(const json_reader& in) {
  return remove_item{read_who(in), item_id{read_id(in, "item_id")},
                     in.optional_integer("quantity", 1, 1'000), read_reason(in)};
}

order_command read_delay(const json_reader& in) {
  const std::chrono::minutes ready_in{in.integer("ready_in_minutes", 1, 1'440)};
  return delay_order{read_who(in), ready_in, read_reason(in)};
}

order_command read_accept(const json_reader& in) {
  accept_order command{read_who(in), {}};
  if (const auto minutes = in.optional_integer("ready_in_minutes", 1, 1'440))
    command.ready_in = std::chrono::minutes{*minutes};
  return command;
}

order_command read_reject(const json_reader& in) {
  constexpr std::int64_t most = std::numeric_limits<std::int32_t>::max();
  const auto code = in.optional_integer("code", 0, most).value_or(0);
  return reject_order{read_who(in), read_reason(in), static_cast<std::int32_t>(code)};
}

order_command read_cancel(const json_reader& in) {
  const bool of_store =
    in.has("store_id") && !in.has("customer_id") && !in.has("rider_id");
  const auto by = in.optional_word<cancel_party>("by").value_or(of_store ? cancel_party::store
                                                                         : cancel_party::customer);
  if (by == cancel_party::system)
    in.reject("by", "is not a known value");
  return cancel_order{read_who(in), by, read_reason(in)};
}

order_command read_accident(const json_reader& in) {
  return report_accident{read_who(in), read_reason(in)};
}

order_command read_retry_refund(const json_reader&) {
  return retry_refund{};
}

using reading = order_command (*)(const json_reader&);

constexpr std::array<std::string_view, 15> names{
  "pay",    "accept",          "reject",         "start-cooking", "finish-cooking",
  "pick",   "withdraw",        "start-delivery", "deliver",       "confirm",
  "cancel", "report-accident", "remove-item",    "delay",         "retry-refund"};

constexpr std::array<reading, names.size()> readings{&read_pay,
                                                     &read_accept,
                                                     &read_reject,
                                                     &read_plain<start_cooking>,
                                                     &read_finish,
                                                     &read_plain<pick_order>,
                                                     &read_plain<withdraw_order>,
                                                     &read_plain<start_delivery>,
                                                     &read_plain<deliver_order>,
                                                     &read_plain<confirm_order>,
                                                     &read_cancel,
                                                     &read_accident,
                                                     &read_removal,
                                                     &read_delay,
                                                     &read_retry_refund};

} // namespace

std::span<const std::string_view> order_actions() {
  return names;
}

checked<order_command> read_order_command(std::string_view action, const request& in) {
  const auto found = std::find(names.begin(), names.end(), action);
  if (found == names.end())
    return input_fault{404, "not_found", "there is no such command"};
  const auto body = read_body_or_nothing(in);
  const auto index = static_cast<std::size_t>(found - names.begin());
  return finish(body, body.fault() ? order_command{} : readings[index](body));
}

} // namespace baedal::http
