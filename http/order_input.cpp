#include "http/order_input.hpp"

#include "actors/world.hpp"
#include "domain/checks.hpp"
#include "http/idempotency_key.hpp"
#include "http/input.hpp"
#include "http/payment_input.hpp"

#include <charconv>

namespace baedal::http {

namespace {

/// The shortest text that reads back as the same number.
std::string text_of(double number) {
  std::array<char, 32> digits{};
  const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), number).ptr;
  return {digits.data(), end};
}

std::vector<line_request> read_lines(const json_reader& in) {
  std::vector<line_request> lines;
  for (const auto& each : in.objects("items", {.min = 0, .max = 100})) {
    line_request line;
    line.item = item_id{read_id(each, "item_id")};
    line.quantity = each.integer("quantity", 1, 1'000);
    line.options = each.optional_texts("options", {.min = 0, .max = 50}, {.min = 1, .max = 200});
    lines.push_back(std::move(line));
  }
  return lines;
}

void read_address(const json_reader& in, delivery_address& address) {
  const auto sent = in.optional_object("address");
  if (!sent)
    return;
  address.text = sent->optional_text("text", {.min = 0, .max = 500}).value_or("");
  address.area = sent->optional_text("area", name_limits).value_or("");
  address.at = read_point(*sent);
}

/// Recipient, address and note are personal: they go into the erasable row, not into the events.
void read_personal(const json_reader& in, placing& what) {
  auto& order = what.order;
  const auto keep = [&](const char* name, const std::string& text) {
    if (!text.empty())
      what.personal.emplace(name, text);
  };
  read_address(in, order.address);
  const text_limits lines{.min = 0, .max = 1'000, .breaks = line_breaks::allowed};
  order.note = without_card_numbers(in.optional_text("note", lines).value_or(""));
  keep("address", order.address.text);
  keep("area", order.address.area);
  keep("note", order.note);
  if (const auto recipient = in.optional_object("recipient")) {
    keep("name", recipient->optional_text("name", name_limits).value_or(""));
    keep("phone", recipient->optional_text("phone", {.min = 0, .max = 40}).value_or(""));
  }
  if (order.address.at) {
    what.personal.emplace("lat", text_of(order.address.at->lat));
    what.personal.emplace("lon", text_of(order.address.at->lon));
  }
}

/// What the client attached, as it came; the domain looks at names and lengths.
std::vector<metadata_entry> read_metadata(const json_reader& in) {
  std::vector<metadata_entry> all;
  const auto sent = in.optional_object("metadata");
  if (!sent)
    return all;
  for (auto& name : sent->names())
    if (sent->has(name)) { // `null` counts as absent here, too.
      auto value = sent->text(name, {.min = 0, .max = 500});
      all.push_back({std::move(name), std::move(value)});
    }
  if (auto wrong = fault_of(all))
    in.reject(wrong->field, wrong->detail);
  return all;
}

} // namespace

checked<placing> read_placing(const request& in) {
  auto key = read_idempotency_key(in);
  if (!key)
    return key.fault();
  const json_reader body{in.body};
  placing what;
  what.key = std::move(*key);
  auto& order = what.order;
  if (auto brand = read_optional_id(body, "brand")) {
    what.names_brand = true;
    order.brand = brand_id{*std::move(brand)};
  }
  order.store = store_id{read_id(body, "store_id")};
  order.customer = customer_id{read_id(body, "customer_id")};
  order.items = read_lines(body);
  read_personal(body, what);
  order.metadata = read_metadata(body);
  if (const auto payment = body.optional_object("payment")) {
    order.method = payment->optional_word<payment_method>("method").value_or(payment_method::card);
    order.token = read_token(*payment);
  }
  return finish(body, std::move(what));
}

result<unit> complete(placing& what, const actors::catalogue& shelf, std::string_view body) {
  auto& order = what.order;
  order.card = shelf.store(order.store);
  if (what.names_brand && !shelf.brand(order.brand))
    return refusal{errc::brand_unknown, "there is no such brand", "brand"};
  if (!order.card)
    return refusal{errc::store_unknown, "there is no such store", "store_id"};
  if (!what.names_brand)
    order.brand = order.card->brand;
  auto policy = shelf.policy_for(*order.card);
  if (!policy)
    return refusal{errc::brand_unknown, "the store's brand is not known", "brand"};
  order.policy = *std::move(policy);
  order.keyed = what.key.has_value();
  if (what.key) {
    order.body_hash = fingerprint_of(*what.key, body).body_hash;
    order.id = order_id_of(order.brand, order.customer, *what.key);
  } else {
    order.id = fresh_order_id(actors::real_world().now());
  }
  return unit{};
}

} // namespace baedal::http
