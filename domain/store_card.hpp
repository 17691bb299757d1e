#pragma once

#include "domain/brand_policy.hpp"
#include "domain/opening_hours.hpp"
#include "domain/place.hpp"
#include "domain/shared_map.hpp"

namespace baedal {

/// A menu item as customers see it.
struct menu_item {
  item_id id;
  std::string name;
  money price;
  std::vector<std::string>
    options; ///< names of what may be chosen; empty = free text is not checked
  std::optional<std::int64_t> stock; ///< on hand minus reserved; absent = unlimited
  bool sold_out = false;

  friend bool operator==(const menu_item&, const menu_item&) = default;
};

/// What placing an order needs to know of a store, as the node's catalogue holds it (design D8). A
/// value: the order records `version` as the catalogue version.
struct store_card {
  store_id id;
  brand_id brand;
  std::string name;
  std::string area;
  std::optional<geo_point> at;
  opening_hours hours;
  std::string time_zone = "Asia/Seoul";
  money delivery_fee;
  money minimum_order;
  std::optional<std::int64_t> delivery_radius_metres = {}; ///< around `at`; absent = everywhere
  std::vector<std::string> delivery_areas = {}; ///< names of quarters; empty = everywhere
  policy_overrides overrides;
  bool open = true;                         ///< false after /close
  std::optional<instant> closed_until = {}; ///< a pause that ends by itself; none while open
  shared_map<item_id, menu_item> menu;
  std::uint64_t version = 0; ///< public version of the store
  shared_map<item_id, instant> retired = {}; ///< what is on the menu no more, and since when

  friend bool operator==(const store_card&, const store_card&) = default;
};

/// Takes an item off the menu and remembers it, so that nobody is sold it as something unheard of.
/// The newest 1,000 are remembered.
void retire(store_card& card, const item_id& item, instant at);

/// Whether it is on the menu, or was.
bool has_or_had(const store_card& card, const item_id& item);

/// Whether every value that a PUT states is in range: the first that is not.
std::optional<refusal> fault_of(const store_card& card);

/// Whether the store takes orders at this moment: neither closed nor paused, and within its hours.
/// An unknown time zone is refused with `value_invalid`.
result<bool> takes_orders(const store_card& store, instant now);

/// True unless /close holds: a pause is over once its time has come.
bool is_open(const store_card& store, instant now);

/// True where the store limits this item: it states a stock, and neither brand nor store switched
/// stock off explicitly. A stated stock is itself the store's way of overriding a brand's `stock =
/// off`.
bool limits_stock(const store_card& store, const menu_item& item);

} // namespace baedal
