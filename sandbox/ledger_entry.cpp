#include "sandbox/ledger_entry.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>

namespace baedal::sandbox {

namespace {

using json = nlohmann::json;

constexpr std::array<std::string_view, 4> words{"pending", "captured", "declined", "cancelled"};

bool take(const json& object, const char* name, std::string& out) {
  const auto member = object.find(name);
  if (member == object.end() || !member->is_string())
    return false;
  out = member->get_ref<const std::string&>();
  return true;
}

bool take(const json& object, const char* name, std::int64_t& out) {
  const auto member = object.find(name);
  if (member == object.end() || !member->is_number_integer())
    return false;
  out = member->get<std::int64_t>();
  return true;
}

bool take(const json& object, const char* name, bool& out) {
  const auto member = object.find(name);
  if (member == object.end() || !member->is_boolean())
    return false;
  out = member->get<bool>();
  return true;
}

} // namespace

std::string to_line(const ledger_entry& entry) {
  return json{{"what", words[static_cast<std::size_t>(entry.what)]},
              {"order_id", entry.order_id},
              {"payment_key", entry.payment_key},
              {"idempotency_key", entry.idempotency_key},
              {"amount", entry.amount.won},
              {"text", entry.text},
              {"at_ms", entry.at.time_since_epoch().count()},
              {"whole", entry.whole}}
    .dump(-1, ' ', false, json::error_handler_t::replace);
}

std::optional<ledger_entry> from_line(std::string_view line) {
  const auto object = json::parse(line, nullptr, false);
  ledger_entry out;
  std::string word;
  std::int64_t at = 0;
  if (!object.is_object() || !take(object, "what", word) || !take(object, "order_id", out.order_id)
      || !take(object, "payment_key", out.payment_key)
      || !take(object, "idempotency_key", out.idempotency_key)
      || !take(object, "amount", out.amount.won) || !take(object, "text", out.text)
      || !take(object, "at_ms", at) || !take(object, "whole", out.whole))
    return std::nullopt;
  const auto found = std::find(words.begin(), words.end(), word);
  if (found == words.end())
    return std::nullopt;
  out.what = static_cast<ledger_entry::kind>(found - words.begin());
  out.at = instant{std::chrono::milliseconds{at}};
  return out;
}

} // namespace baedal::sandbox
