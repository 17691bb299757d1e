#include "http/facades/meanings.hpp"

#include "domain/checks.hpp"
#include "http/input.hpp"
#include "http/text_check.hpp"

#include <algorithm>
#include <limits>

namespace baedal::http::facades {

namespace {

template <class Command>
meaning plainly() {
  return [](const json_reader&, const order_view&) -> order_command { return Command{}; };
}

const names action_members{"행위", "status"};
const names accept_members{"accept", "acceptOrNot"};
const names reason_members{"rejectionReason", "rejectDetail", "cancelDetail", "reason", "사유"};

order_command read_reject(const json_reader& in, const order_view&) {
  constexpr std::int64_t most = std::numeric_limits<std::int32_t>::max();
  reject_order out;
  out.reason = read_reason(in);
  out.code = static_cast<std::int32_t>(in.optional_integer("rejectCode", 0, most).value_or(0));
  if (out.reason.empty() && out.code == 0)
    out.reason = "rejected"; // The brands' clients may reject without a word.
  return out;
}

bool is_one_of(const std::string& word, std::initializer_list<std::string_view> words) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

} // namespace

std::string read_reason(const json_reader& in) {
  const auto name = first_of(in, reason_members);
  if (name.empty())
    return {};
  return without_card_numbers(in.optional_text(name, reason_limits).value_or(""));
}

json_reader read_lenient_body(const request& in) {
  const std::string_view body = in.body.empty() ? std::string_view{"{}"} : in.body;
  return json_reader{body, leniency::lenient};
}

std::string_view first_of(const json_reader& in, const names& any) {
  const auto found =
    std::find_if(any.begin(), any.end(), [&](const std::string& name) { return in.has(name); });
  return found == any.end() ? std::string_view{} : std::string_view{*found};
}

payment_method method_of(std::string_view said) {
  const auto word = lower_case(said);
  if (is_one_of(word, {"2", "cash", "현금"}))
    return payment_method::cash;
  if (is_one_of(word, {"3", "online", "온라인"}))
    return payment_method::online;
  return payment_method::card;
}

meaning cancels() {
  return [](const json_reader& in, const order_view&) -> order_command {
    return cancel_order{{}, cancel_party::customer, read_reason(in)};
  };
}

meaning pays() {
  return [](const json_reader& in, const order_view&) -> order_command {
    pay_order out;
    out.method = method_of(in.optional_text("payMethod").value_or(""));
    if (const auto fee = in.optional_integer("deliveryFee", 0, largest_amount.won))
      out.delivery_fee = money{*fee};
    const auto card =
      masked_card(in.optional_text("cardNumber", {.min = 0, .max = 100}).value_or(""));
    if (out.method != payment_method::cash) {
      out.token = facade_token;
      out.card = card;
    }
    return out;
  };
}

meaning pays_or_cancels() {
  return [pay = pays(), cancel = cancels()](const json_reader& in,
                                            const order_view& order) -> order_command {
    const auto name = first_of(in, action_members);
    const auto said = lower_case(name.empty() ? "" : in.optional_text(name).value_or(""));
    const bool is_cancel =
      said.find("취소") != std::string::npos || said.find("cancel") != std::string::npos;
    return is_cancel ? cancel(in, order) : pay(in, order);
  };
}

meaning accepts() {
  return plainly<accept_order>();
}

meaning rejects() {
  return read_reject;
}

meaning accepts_or_not() {
  return [](const json_reader& in, const order_view& order) -> order_command {
    const auto name = first_of(in, accept_members);
    if (name.empty() || in.optional_boolean(name).value_or(true))
      return accept_order{};
    return read_reject(in, order);
  };
}

meaning starts_cooking() {
  return plainly<start_cooking>();
}

meaning finishes_cooking() {
  return [](const json_reader&, const order_view&) -> order_command {
    return finish_cooking{{}, true};
  };
}

meaning is_picked() {
  return [](const json_reader& in, const order_view& order) -> order_command {
    pick_order out;
    auto rider = read_optional_id(in, "riderId");
    out.who.rider = rider_id{rider ? *std::move(rider) : "rider-of-" + order.id.value};
    return out;
  };
}

meaning departs() {
  return plainly<start_delivery>();
}

meaning is_delivered() {
  return plainly<deliver_order>();
}

meaning is_received() {
  return plainly<confirm_order>();
}

meaning had_accident() {
  return [](const json_reader& in, const order_view&) -> order_command {
    return report_accident{{}, read_reason(in)};
  };
}

} // namespace baedal::http::facades
