#include "sandbox/ledger.hpp"

#include <array>
#include <cstdio>
#include <numeric>

namespace baedal::sandbox {

namespace {

using kind = ledger_entry::kind;

constexpr const char* declined_code = "REJECT_CARD_PAYMENT";

gateway_error declined() {
  return {403, declined_code, "The card company declined the payment."};
}

gateway_error key_reused() {
  return {422, "IDEMPOTENT_KEY_REUSED", "The Idempotency-Key was used for another request."};
}

gateway_error processed_already() {
  return {400, "ALREADY_PROCESSED_PAYMENT", "This order was paid with another amount."};
}

/// What a key stands for, so that its use for something else is noticed.
std::string confirm_of(const std::string& order_id, money amount) {
  return "confirm " + order_id + ' ' + std::to_string(amount.won);
}

std::string cancel_of(const std::string& payment_key, bool whole, money amount) {
  return "cancel " + payment_key + ' ' + (whole ? "all" : std::to_string(amount.won));
}

} // namespace

money payment::balance() const {
  return std::accumulate(cancels.begin(), cancels.end(), amount,
                         [](money left, const cancel& back) { return left - back.amount; });
}

std::string payment::status() const {
  if (cancels.empty())
    return "DONE";
  return balance() == money{} ? "CANCELED" : "PARTIAL_CANCELED";
}

ledger_outcome ledger::confirm(const confirm_request& request, const terms& how) {
  const auto meaning = confirm_of(request.order_id, request.amount);
  const auto repeated = keys_.find(request.idempotency_key);
  if (!request.idempotency_key.empty() && repeated != keys_.end()) {
    if (repeated->second.request != meaning)
      return {key_reused()};
    if (!repeated->second.declined_with.empty())
      return {declined()};
  }
  if (of_order(request.order_id) != nullptr || promised_.contains(request.order_id))
    return repeat(request);
  ledger_entry entry{
    kind::captured, request.order_id, {}, request.idempotency_key, request.amount, {}, how.now};
  if (how.declined || request.token == "tok_declined") {
    entry.what = kind::declined;
    entry.text = declined_code;
    return {declined(), take(std::move(entry)).entry};
  }
  entry.payment_key = next_key(request.order_id);
  if (!how.capture_at)
    return take(std::move(entry));
  entry.what = kind::pending;
  entry.at = *how.capture_at;
  return {awaited{request.order_id}, take(std::move(entry)).entry};
}

ledger_outcome ledger::repeat(const confirm_request& request) const {
  const auto* paid = of_order(request.order_id);
  const auto amount = paid ? paid->amount : promised_.at(request.order_id).amount;
  if (amount != request.amount)
    return {processed_already()};
  if (paid == nullptr)
    return {awaited{request.order_id}};
  return {*paid};
}

ledger_outcome ledger::cancel(const cancel_request& request, instant now) {
  const auto* paid = by_key(request.payment_key);
  if (paid == nullptr)
    return {gateway_error{404, "NOT_FOUND_PAYMENT", "There is no such payment."}};
  const bool whole = !request.amount;
  const auto repeated = keys_.find(request.idempotency_key);
  if (!request.idempotency_key.empty() && repeated != keys_.end()) {
    if (repeated->second.request
        != cancel_of(request.payment_key, whole, request.amount.value_or(money{})))
      return {key_reused()};
    auto as_it_was = *paid;
    as_it_was.cancels.resize(repeated->second.cancel_index + 1);
    return {as_it_was};
  }
  const auto left = paid->balance();
  if (left == money{})
    return {gateway_error{400, "ALREADY_CANCELED_PAYMENT", "Nothing is left to give back."}};
  const auto amount = request.amount.value_or(left);
  if (amount > left || amount <= money{})
    return {gateway_error{403, "NOT_CANCELABLE_AMOUNT", "More was asked for than is left."}};
  return take({kind::cancelled, paid->order_id, paid->payment_key, request.idempotency_key, amount,
               request.reason, now, whole});
}

std::optional<ledger_entry> ledger::capture_promised(const std::string& order_id, instant now) {
  const auto promise = promised_.find(order_id);
  if (promise == promised_.end())
    return std::nullopt;
  auto entry = promise->second;
  entry.what = kind::captured;
  entry.at = now;
  return take(std::move(entry)).entry;
}

ledger_outcome ledger::take(ledger_entry entry) {
  apply(entry);
  const auto* paid = of_order(entry.order_id);
  if (paid == nullptr)
    return {awaited{entry.order_id}, std::move(entry)};
  return {*paid, std::move(entry)};
}

void ledger::apply(const ledger_entry& entry) {
  switch (entry.what) {
    case kind::pending:
      promised_[entry.order_id] = entry;
      ++keys_given_;
      break;
    case kind::captured:
      if (promised_.erase(entry.order_id) == 0)
        ++keys_given_;
      by_order_[entry.order_id] = by_key_[entry.payment_key] = payments_.size();
      payments_.push_back(
        {entry.order_id, entry.payment_key, entry.amount, {{entry.amount, entry.at}}, {}});
      break;
    case kind::declined:
      break;
    case kind::cancelled:
      payments_[by_key_.at(entry.payment_key)].cancels.push_back(
        {entry.amount, entry.text, entry.at});
      break;
  }
  if (entry.idempotency_key.empty())
    return;
  if (entry.what == kind::cancelled)
    keys_[entry.idempotency_key] = {
      cancel_of(entry.payment_key, entry.whole, entry.whole ? money{} : entry.amount),
      {},
      by_key(entry.payment_key)->cancels.size() - 1};
  else
    keys_[entry.idempotency_key] = {confirm_of(entry.order_id, entry.amount),
                                    entry.what == kind::declined ? entry.text : "", 0};
}

const payment* ledger::of_order(const std::string& order_id) const {
  const auto found = by_order_.find(order_id);
  return found == by_order_.end() ? nullptr : &payments_[found->second];
}

const payment* ledger::by_key(const std::string& payment_key) const {
  const auto found = by_key_.find(payment_key);
  return found == by_key_.end() ? nullptr : &payments_[found->second];
}

std::string ledger::next_key(const std::string& order_id) const {
  std::uint64_t mix =
    14695981039346656037ULL + keys_given_; // FNV-1a, so that a key does not look like a number.
  for (const char c : order_id)
    mix = (mix ^ static_cast<unsigned char>(c)) * 1099511628211ULL;
  std::array<char, 48> text{};
  std::snprintf(text.data(), text.size(), "pay_%06llu%016llx",
                static_cast<unsigned long long>(keys_given_ + 1),
                static_cast<unsigned long long>(mix));
  return text.data();
}

} // namespace baedal::sandbox
