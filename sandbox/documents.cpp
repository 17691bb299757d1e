#include "sandbox/documents.hpp"

#include "domain/iso_time.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace baedal::sandbox {

namespace {

using json = nlohmann::ordered_json;

constexpr std::size_t longest_id = 200;
constexpr std::size_t longest_reason = 1000;

std::string dump(const json& document) {
  return document.dump(-1, ' ', false, json::error_handler_t::replace);
}

gateway_error invalid(const std::string& why) {
  return {400, "INVALID_REQUEST", why};
}

bool has_control_character(std::string_view text) {
  return std::any_of(text.begin(), text.end(),
                     [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; });
}

bool read_text(const json& object, const char* name, std::size_t longest, std::string& out) {
  const auto member = object.find(name);
  if (member == object.end() || !member->is_string())
    return false;
  out = member->get_ref<const std::string&>();
  return !out.empty() && out.size() <= longest && !has_control_character(out);
}

bool read_amount(const json& value, money least, money& out) {
  if (!value.is_number_unsigned())
    return false;
  const auto won = value.get<std::uint64_t>();
  if (won < static_cast<std::uint64_t>(least.won)
      || won > static_cast<std::uint64_t>(largest_amount.won))
    return false;
  out.won = static_cast<std::int64_t>(won);
  return true;
}

} // namespace

std::string to_json(const payment& paid) {
  json out{{"paymentKey", paid.payment_key},
           {"orderId", paid.order_id},
           {"status", paid.status()},
           {"currency", "KRW"},
           {"totalAmount", paid.amount.won},
           {"balanceAmount", paid.balance().won},
           {"approvedAt", iso_8601(paid.captures.front().at)},
           {"cancels", nullptr}};
  for (const auto& cancel : paid.cancels)
    out["cancels"].push_back({{"cancelAmount", cancel.amount.won},
                              {"cancelReason", cancel.reason},
                              {"canceledAt", iso_8601(cancel.at)}});
  return dump(out);
}

std::string to_json(const gateway_error& why) {
  return dump({{"code", why.code}, {"message", why.message}});
}

std::string books_json(const std::vector<payment>& payments) {
  auto list = json::array();
  for (const auto& paid : payments) {
    json row{{"order_id", paid.order_id}, {"payment_key", paid.payment_key},
             {"amount", paid.amount.won}, {"status", paid.status()},
             {"captures", json::array()}, {"cancels", json::array()}};
    for (const auto& capture : paid.captures)
      row["captures"].push_back({{"amount", capture.amount.won}, {"at", iso_8601(capture.at)}});
    for (const auto& cancel : paid.cancels)
      row["cancels"].push_back(
        {{"amount", cancel.amount.won}, {"reason", cancel.reason}, {"at", iso_8601(cancel.at)}});
    list.push_back(std::move(row));
  }
  json out = json::object();
  out["payments"] = std::move(list);
  return dump(out);
}

std::variant<confirm_request, gateway_error> read_confirm(std::string_view body) {
  const auto object = json::parse(body, nullptr, false);
  if (!object.is_object())
    return invalid("The body must be a JSON object.");
  confirm_request out;
  if (!read_text(object, "paymentKey", longest_id, out.token))
    return invalid("paymentKey must be a text of 1 to 200 bytes.");
  if (!read_text(object, "orderId", longest_id, out.order_id))
    return invalid("orderId must be a text of 1 to 200 bytes.");
  const auto amount = object.find("amount");
  if (amount == object.end() || !read_amount(*amount, money{0}, out.amount))
    return invalid("amount must be a whole number from 0 to 1000000000.");
  return out;
}

std::variant<cancel_request, gateway_error> read_cancel(std::string_view body) {
  const auto object = json::parse(body, nullptr, false);
  if (!object.is_object())
    return invalid("The body must be a JSON object.");
  cancel_request out;
  if (!read_text(object, "cancelReason", longest_reason, out.reason))
    return invalid("cancelReason must be a text of 1 to 1000 bytes.");
  const auto amount = object.find("cancelAmount");
  if (amount == object.end() || amount->is_null())
    return out;
  money asked;
  if (!read_amount(*amount, money{1}, asked))
    return invalid("cancelAmount must be a whole number from 1 to 1000000000.");
  out.amount = asked;
  return out;
}

} // namespace baedal::sandbox
