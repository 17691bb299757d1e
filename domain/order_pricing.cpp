#include "domain/checks.hpp"
#include "domain/order_rules.hpp"

#include <map>

namespace baedal {

namespace {

constexpr std::int64_t most_per_line = 1'000;
/// Of all options of an order together: they stand in one event with everything else.
constexpr std::size_t most_option_bytes = 64 * 1024;

std::string field_of(std::size_t index, const char* member) {
  return "items/" + std::to_string(index) + "/" + member;
}

const menu_item* find_item(const place_order& asked, const item_id& id) {
  const auto found = asked.card->menu.find(id);
  return found == asked.card->menu.end() ? nullptr : &found->second;
}

/// A facade sells what is on no menu as well, but not what was taken off it.
bool is_sold_unlisted(const place_order& asked, const item_id& id) {
  return asked.facade && asked.card->retired.count(id) == 0;
}

/// The menu's price, always, in our own API. A facade may trust its client, and sells what is on no
/// menu for the brand's default price.
money price_of(const place_order& asked, const line_request& line, const menu_item* item) {
  if (asked.facade && asked.policy.trust_client_price && line.price)
    return *line.price;
  return item ? item->price : asked.policy.default_price;
}

std::optional<refusal> fault_of_options(const line_request& line, const menu_item* item,
                                        std::size_t index) {
  if (item == nullptr || item->options.empty())
    return std::nullopt;
  for (const auto& option : line.options)
    if (std::find(item->options.begin(), item->options.end(), option) == item->options.end())
      return refusal{errc::value_invalid, "not an option of this item", field_of(index, "options")};
  return std::nullopt;
}

/// Those that are none of the menu's are free text, and events cannot be erased.
std::vector<std::string> options_of(const line_request& line, const menu_item* item) {
  auto options = line.options;
  if (item == nullptr || item->options.empty())
    for (auto& option : options)
      option = without_card_numbers(std::move(option));
  return options;
}

std::size_t option_bytes(const line_request& line) {
  std::size_t bytes = 0;
  for (const auto& option : line.options)
    bytes += option.size();
  return bytes;
}

result<order_line> priced_line(const place_order& asked, std::size_t index) {
  const auto& line = asked.items[index];
  const auto* item = find_item(asked, line.item);
  if (item == nullptr && !is_sold_unlisted(asked, line.item))
    return refusal{errc::item_unknown, "not on the store's menu", field_of(index, "item_id")};
  if (line.quantity < 1 || line.quantity > most_per_line)
    return refusal{errc::value_invalid, "must be 1 to " + std::to_string(most_per_line),
                   field_of(index, "quantity")};
  if (auto wrong = fault_of_options(line, item, index))
    return *wrong;
  const auto price = price_of(asked, line, item);
  if (price < money{0})
    return refusal{errc::value_invalid, "must not be negative", field_of(index, "price")};
  if (price > largest_amount)
    return refusal{errc::amount_too_large, "", field_of(index, "price")};
  const auto& name = item ? item->name : line.name;
  order_line priced{line.item,
                    name.empty() ? line.item.value : name,
                    line.quantity,
                    price,
                    options_of(line, item),
                    item && limits_stock(*asked.card, *item)};
  if (asked.facade && item && line.price && *line.price != item->price) {
    priced.stated_price = line.price;
    priced.menu_price = item->price;
  }
  return priced;
}

/// Store closed or goods gone: what a later repeat may find otherwise.
std::optional<refusal> fault_of_offer(const place_order& asked, const placement& what,
                                      instant now) {
  const auto open = takes_orders(*asked.card, now);
  if (!open)
    return open.error();
  if (!*open)
    return refusal{errc::store_closed, "the store takes no orders now"};
  std::map<item_id, std::int64_t> wanted;
  for (const auto& line : what.items) {
    const auto* item = find_item(asked, line.item);
    const auto quantity = wanted[line.item] += line.quantity;
    if (item && (item->sold_out || (line.limited && quantity > *item->stock)))
      return refusal{errc::sold_out, line.item.value};
  }
  return std::nullopt;
}

/// An address outside of where the store delivers to. What is not said about it is believed.
std::optional<refusal> fault_of_place(const store_card& card, const delivery_address& address) {
  const auto& areas = card.delivery_areas;
  if (!areas.empty() && !address.area.empty()
      && std::find(areas.begin(), areas.end(), address.area) == areas.end())
    return refusal{errc::out_of_area, "the store does not deliver to this area", "address/area"};
  if (card.delivery_radius_metres && card.at && address.at
      && metres_between(*card.at, *address.at) > static_cast<double>(*card.delivery_radius_metres))
    return refusal{errc::out_of_area,
                   "the store delivers up to " + std::to_string(*card.delivery_radius_metres)
                     + " m from where it is",
                   "address"};
  return std::nullopt;
}

std::optional<refusal> fault_of_amounts(const place_order& asked, const placement& what) {
  if (what.total > largest_amount)
    return refusal{errc::amount_too_large, "the total is too large", "items"};
  if (what.items_total < asked.card->minimum_order)
    return refusal{errc::below_minimum,
                   "the least is " + std::to_string(asked.card->minimum_order.won), "items"};
  if (asked.policy.payment == payment_timing::inside_ordering && asked.token.empty())
    return refusal{errc::payment_required, "this brand is paid when ordering", "payment/token"};
  return std::nullopt;
}

placement bare_placement(const place_order& asked) {
  placement what;
  what.id = asked.id;
  what.brand = asked.brand;
  what.store = asked.store;
  what.customer = asked.customer;
  what.delivery_fee = asked.card->delivery_fee;
  what.area = asked.card->area;
  what.store_at = asked.card->at;
  what.policy = asked.policy;
  what.catalogue_version = asked.card->version;
  what.personal_hash = asked.personal_hash;
  for (const auto& each : asked.metadata)
    what.metadata.push_back({each.name, without_card_numbers(each.value)});
  return what;
}

} // namespace

result<placement> priced(const place_order& asked, instant now) {
  if (!asked.card)
    return refusal{errc::store_unknown, "", "store_id"};
  if (asked.card->brand != asked.brand)
    return refusal{errc::brand_mismatch, "the store belongs to another brand", "brand"};
  if (asked.items.empty())
    return refusal{errc::order_empty, "at least one item is needed", "items"};
  if (auto wrong = fault_of(asked.metadata))
    return *wrong;
  auto what = bare_placement(asked);
  std::size_t bytes = 0;
  for (std::size_t index = 0; index < asked.items.size(); ++index) {
    auto line = priced_line(asked, index);
    if (!line)
      return line.error();
    bytes += option_bytes(asked.items[index]);
    if (bytes > most_option_bytes)
      return refusal{errc::value_invalid,
                     "all options together may have " + std::to_string(most_option_bytes)
                       + " bytes",
                     field_of(index, "options")};
    what.items_total = what.items_total + line->unit_price * line->quantity;
    if (what.items_total > largest_amount)
      return refusal{errc::amount_too_large, "the total is too large", "items"};
    what.items.push_back(*std::move(line));
  }
  what.total = what.items_total + what.delivery_fee;
  if (auto wrong = fault_of_place(*asked.card, asked.address))
    return *wrong;
  if (auto wrong = fault_of_amounts(asked, what))
    return *wrong;
  if (auto not_now = fault_of_offer(asked, what, now))
    return *not_now;
  return what;
}

} // namespace baedal
