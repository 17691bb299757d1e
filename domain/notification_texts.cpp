#include "domain/notification_texts.hpp"

#include <algorithm>
#include <array>

namespace baedal {

namespace {

using enum occasion;

struct text_row {
  std::string_view brand; ///< empty: every brand that has no row of its own
  occasion what;
  audience to;
  std::string_view text;
};

// clang-format off
constexpr auto customer = audience::customer;

constexpr text_row rows[] = {
  // -- pizza ----
  {"pizza", order_placed, customer, "[{store}] 피자 주문 {order}번이 접수되었습니다. 금액 {amount}"},
  {"pizza", payment_approved, customer, "[{store}] 주문 {order}번 결제가 승인되었습니다. {amount}"},
  {"pizza", cooking_started, customer, "[{store}] 주문 {order}번 피자 제작을 시작했습니다."},
  {"pizza", delivery_started, customer, "[{store}] 주문 {order}번 피자 배달이 시작되었습니다."},
  {"pizza", delivery_completed, customer, "[{store}] 주문 {order}번 배달이 완료되었습니다. 맛있게 드세요!"},
  {"pizza", order_cancelled, customer, "[{store}] 피자 주문 {order}번이 취소되었습니다. 사유: {reason}"},
  // -- dongne ----
  {"dongne", order_placed, customer, "[{store}] 주문 {order}번이 주문되었습니다. {amount} 결제를 기다립니다."},
  {"dongne", payment_approved, customer, "[{store}] 주문 {order}번 {amount} 결제되었습니다. 가게의 접수를 기다립니다."},
  {"dongne", order_accepted, customer, "[{store}] 주문 {order}번이 접수되었습니다."},
  {"dongne", order_rejected, customer, "[{store}] 주문 {order}번이 거절되었습니다. 사유: {reason}"},
  {"dongne", cooking_started, customer, "[{store}] 주문 {order}번 요리를 시작했습니다."},
  {"dongne", cooking_finished, customer, "[{store}] 주문 {order}번 요리가 완료되었습니다. 라이더를 찾고 있습니다."},
  {"dongne", delivery_picked, customer, "[{store}] 라이더가 주문 {order}번을 받았습니다. 배달이 시작됩니다."},
  {"dongne", delivery_completed, customer, "[{store}] 주문 {order}번 배달이 완료되었습니다. 받으셨으면 확인해 주세요."},
  {"dongne", order_completed, customer, "[{store}] 주문 {order}번 배송이 확정되었습니다. 이용해 주셔서 감사합니다."},
  {"dongne", order_cancelled, customer, "[{store}] 주문 {order}번이 취소되었습니다. 사유: {reason}"},
  {"dongne", grade_raised, customer, "축하합니다! 주문 {order}번으로 회원 등급이 {reason}(으)로 올랐습니다."},
  // -- hansik ----
  {"hansik", order_placed, customer, "[{store}] 주문됨: {order}번 주문을 받았습니다. {amount}"},
  {"hansik", payment_approved, customer, "[{store}] 결제승인됨: {order}번 주문 {amount}"},
  {"hansik", cooking_started, customer, "[{store}] 주문 {order}번 조리를 시작했습니다. 이제 취소하실 수 없습니다."},
  {"hansik", delivery_started, customer, "[{store}] 배달시작됨: {order}번 주문이 출발했습니다."},
  {"hansik", accident_reported, customer,
   "[{store}] 배달 중 사고로 {order}번 주문을 취소하고 전액을 환불합니다. 사유: {reason}"},
  {"hansik", order_cancelled, customer, "[{store}] 주문취소됨: {order}번 주문이 취소되었습니다. 사유: {reason}"},
  {"hansik", payment_refunded, customer, "[{store}] 결제취소됨: {order}번 주문 {amount}을 돌려드렸습니다."},
  // -- mealkit: its marketing writes to the seller and to the buyer (003-X1, 003-X2) ----
  {"mealkit", payment_approved, audience::seller,
   "[{store}] 주문 {order}번의 결제가 완료되었습니다. 결제 금액 {amount}, 발송을 준비해 주세요."},
  {"mealkit", delivery_completed, customer, "[{store}] 주문 {order}번 밀키트 배송이 완료되었습니다. 맛있는 한 끼 되세요!"},
  {"mealkit", order_cancelled, customer, "[{store}] 밀키트 주문 {order}번이 취소되었습니다. 사유: {reason}"},
  // -- azer ----
  {"azer", order_placed, customer, "[{store}] 주문 {order}번이 등록되었습니다. 결제하실 금액은 {amount}입니다."},
  {"azer", payment_approved, customer, "[{store}] 주문 {order}번 {amount} 결제가 완료되어 가게에 전달되었습니다."},
  {"azer", order_accepted, customer, "[{store}] 가게가 주문 {order}번을 승인했습니다."},
  {"azer", order_rejected, customer, "[{store}] 가게가 주문 {order}번을 거절했습니다. 사유: {reason}"},
  {"azer", cooking_finished, customer, "[{store}] 주문 {order}번 조리가 완료되어 배달을 준비합니다."},
  {"azer", order_cancelled, customer, "[{store}] 주문 {order}번이 취소되었습니다. 사유: {reason}"},
  // -- every brand ----
  {"", order_placed, customer, "[{store}] 주문 {order}번이 접수되었습니다. 금액 {amount}"},
  {"", payment_requested, customer, "[{store}] 주문 {order}번 {amount} 결제를 요청했습니다."},
  {"", payment_approved, customer, "[{store}] 주문 {order}번 {amount} 결제가 완료되었습니다."},
  {"", payment_failed, customer, "[{store}] 주문 {order}번 {amount} 결제가 이루어지지 않았습니다. 다시 결제해 주세요."},
  {"", payment_deferred, customer, "[{store}] 주문 {order}번 {amount} 결제가 잠시 미루어졌습니다. 곧 다시 시도합니다."},
  {"", payment_expired, customer, "[{store}] 주문 {order}번의 결제 시간이 지났습니다."},
  {"", payment_refunded, customer, "[{store}] 주문 {order}번 {amount} 환불이 완료되었습니다."},
  {"", refund_refused, customer, "[{store}] 주문 {order}번의 환불을 담당자가 확인하고 있습니다."},
  {"", order_accepted, customer, "[{store}] 주문 {order}번이 접수되었습니다."},
  {"", order_rejected, customer, "[{store}] 주문 {order}번이 거절되었습니다. 사유: {reason}"},
  {"", cooking_started, customer, "[{store}] 주문 {order}번 조리를 시작했습니다."},
  {"", cooking_finished, customer, "[{store}] 주문 {order}번 조리가 완료되었습니다."},
  {"", delivery_picked, customer, "[{store}] 라이더가 주문 {order}번을 받았습니다."},
  {"", pick_withdrawn, customer, "[{store}] 주문 {order}번의 라이더를 다시 찾고 있습니다."},
  {"", delivery_started, customer, "[{store}] 주문 {order}번 배달이 시작되었습니다."},
  {"", delivery_completed, customer, "[{store}] 주문 {order}번 배달이 완료되었습니다."},
  {"", order_completed, customer, "[{store}] 주문 {order}번이 완료되었습니다. 이용해 주셔서 감사합니다."},
  {"", accident_reported, customer,
   "[{store}] 배달 중 사고로 주문 {order}번을 취소하고 환불합니다. 사유: {reason}"},
  {"", cancel_requested, customer, "[{store}] 주문 {order}번의 취소를 처리하고 있습니다. 사유: {reason}"},
  {"", order_cancelled, customer, "[{store}] 주문 {order}번이 취소되었습니다. 사유: {reason}"},
  {"", grade_raised, customer, "축하합니다! 주문 {order}번으로 회원 등급이 {reason}(으)로 올랐습니다."},
  {"", line_removed, customer, "[{store}] 주문 {order}번에서 일부 상품이 빠졌습니다. 환불 {amount}. 사유: {reason}"},
  {"", order_delayed, customer, "[{store}] 주문 {order}번의 준비가 늦어집니다. 사유: {reason}"},
  {"", delay_noticed, customer, "[{store}] 주문 {order}번의 준비가 예정보다 늦어지고 있습니다. 죄송합니다."},
  {"", delivery_late, customer, "[{store}] 주문 {order}번의 배달이 늦어지고 있습니다. 죄송합니다."},
  {"", payment_approved, audience::seller, "[{store}] 주문 {order}번의 결제가 완료되었습니다. {amount}"},
  {"", payment_approved, audience::store, "새 주문 {order}번: {amount} 결제 완료"},
  {"", order_cancelled, audience::store, "주문 {order}번이 취소되었습니다. 사유: {reason}"},
  {"", accident_reported, audience::store, "주문 {order}번이 배달 중 사고로 취소되었습니다. 사유: {reason}"},
  {"", delivery_picked, audience::rider, "주문 {order}번을 맡았습니다. 가게: {store}"},
  {"", order_cancelled, audience::rider, "주문 {order}번이 취소되었습니다. 배달하지 않으셔도 됩니다."},
  {"", accident_reported, audience::ops, "사고: {store} 주문 {order}번. 사유: {reason}"},
  {"", refund_refused, audience::ops, "환불 거절: {store} 주문 {order}번. 사유: {reason}"},
  {"", no_rider, audience::ops, "라이더 없음: {store} 주문 {order}번"},
  {"", delivery_late, audience::ops, "배달 지연: {store} 주문 {order}번"},
};
// clang-format on

/// In the order of their values in `fill_in`.
constexpr std::array<std::string_view, 4> placeholders{"{order}", "{store}", "{amount}",
                                                       "{reason}"};

/// "o_…" is an id for machines; of "pizzaOrders-7" people say the number.
std::string_view spoken(const order_id& order) {
  const std::string_view id{order.value};
  const auto dash = id.rfind('-');
  if (dash == std::string_view::npos || dash + 1 == id.size())
    return id;
  const auto tail = id.substr(dash + 1);
  const bool number =
    std::all_of(tail.begin(), tail.end(), [](char c) { return c >= '0' && c <= '9'; });
  return number ? tail : id;
}

/// "18,000원"
std::string in_won(money amount) {
  auto digits = std::to_string(amount.won);
  const std::size_t first = amount.won < 0 ? 1 : 0;
  for (auto at = digits.size(); at > first + 3;)
    digits.insert(at -= 3, 1, ',');
  return digits + "원";
}

std::string_view translated(std::string_view reason) {
  constexpr std::array<std::pair<std::string_view, std::string_view>, 4> grades{
    {{"bronze", "브론즈"}, {"silver", "실버"}, {"gold", "골드"}, {"vip", "VIP"}}};
  for (const auto& [word, korean] : grades)
    if (reason == word)
      return korean;
  return reason;
}

} // namespace

std::string_view template_of(std::string_view brand, occasion what, audience to) noexcept {
  std::string_view shared;
  for (const auto& row : rows) {
    if (row.what != what || row.to != to)
      continue;
    if (row.brand == brand)
      return row.text;
    if (row.brand.empty())
      shared = row.text;
  }
  return shared;
}

std::vector<shipped_text> shipped_texts(std::string_view brand) {
  std::vector<shipped_text> all;
  for (const auto& row : rows)
    if (row.brand.empty()) // Each that a brand has of its own stands there, too.
      all.push_back({row.what, row.to, template_of(brand, row.what, row.to)});
  return all;
}

std::string unknown_placeholder(std::string_view text) {
  constexpr auto none = std::string_view::npos;
  for (auto open = text.find('{'); open != none; open = text.find('{', open + 1)) {
    const auto close = text.find('}', open);
    const auto word = text.substr(open, close == none ? none : close + 1 - open);
    if (std::find(placeholders.begin(), placeholders.end(), word) == placeholders.end())
      return std::string{word};
  }
  return {};
}

/// One pass: what a store or a customer wrote is not searched for placeholders.
std::string fill_in(std::string_view text, const text_values& values) {
  constexpr std::string_view because = " 사유: {reason}";
  const auto amount = in_won(values.amount);
  const std::array<std::string_view, placeholders.size()> parts{
    spoken(values.order), values.store, amount, translated(values.reason)};
  std::string out;
  while (!text.empty()) {
    if (values.reason.empty() && text.starts_with(because)) {
      text.remove_prefix(because.size());
      continue;
    }
    const auto name = std::find_if(placeholders.begin(), placeholders.end(),
                                   [&](auto each) { return text.starts_with(each); });
    const bool is_plain = name == placeholders.end();
    out += is_plain ? text.substr(0, 1)
                    : parts[static_cast<std::size_t>(name - placeholders.begin())];
    text.remove_prefix(is_plain ? 1 : name->size());
  }
  return out;
}

} // namespace baedal
