#pragma once

#include "domain/obligation.hpp"
#include "domain/store_card.hpp"

namespace baedal {

/// Units of each item held for one order until they are released, or can never come back (settled).
struct stock_reservation {
  std::vector<stock_line> lines;
  bool committed = false;

  friend bool operator==(const stock_reservation&, const stock_reservation&) = default;
};

// -- commands -----------------------------------------------------------------------------
/// PUT: menu, open and version of the card are ignored.
struct define_store {
  store_card card;
};
/// PUT of one menu item.
struct define_item {
  menu_item item;
};
/// What is stated of an item that is on the menu; the rest stays, units that orders hold included.
struct change_item {
  item_id id;
  std::optional<std::string> name;
  std::optional<money> price;
  std::optional<std::int64_t> stock;
};
/// Takes an item off the menu. Orders that hold units of it live on; what comes back of them counts
/// only if it is on the menu again.
struct retire_item {
  item_id id;
};
struct open_store {};
/// Until /open, or until a time in the future.
struct close_store {
  std::optional<instant> until = {};
};
struct reserve_stock {
  order_id order;
  std::vector<stock_line> lines;
};
struct commit_stock {
  order_id order;
};
/// Also gives committed stock back.
struct release_stock {
  order_id order;
};
/// The order wants no more than these of what is held for it; the rest is free again.
struct hold_less {
  order_id order;
  std::vector<stock_line> lines;
};
/// The order has ended and its units are gone: the store forgets what it held for it.
struct settle_stock {
  order_id order;
};

using store_command =
  std::variant<define_store, define_item, open_store, close_store, reserve_stock, commit_stock,
               release_stock, settle_stock, hold_less, change_item, retire_item>;

// -- events -------------------------------------------------------------------------------
struct store_defined {
  store_card card;

  friend bool operator==(const store_defined&, const store_defined&) = default;
};
struct item_defined {
  menu_item item;
  bool is_new = false; ///< its units were not counted before
  std::optional<std::int64_t> unsold = {}; ///< `unsold_units` then; none where they are not counted

  friend bool operator==(const item_defined&, const item_defined&) = default;
};
struct store_opened {
  friend bool operator==(store_opened, store_opened) = default;
};
struct store_closed {
  std::optional<instant> until = {};

  friend bool operator==(const store_closed&, const store_closed&) = default;
};
struct units_reserved {
  order_id order;
  std::vector<stock_line> lines;

  friend bool operator==(const units_reserved&, const units_reserved&) = default;
};
/// Units of a counted item that are sold, or come back after they were.
struct stock_move {
  item_id item;
  std::int64_t quantity = 0;
  std::int64_t unsold = 0; ///< `unsold_units` then

  friend bool operator==(const stock_move&, const stock_move&) = default;
};
struct units_committed {
  order_id order;
  std::vector<stock_move> sold = {};

  friend bool operator==(const units_committed&, const units_committed&) = default;
};
struct units_released {
  order_id order;
  std::vector<stock_move> back = {}; ///< what comes back, if the order had paid for it

  friend bool operator==(const units_released&, const units_released&) = default;
};
struct units_settled {
  order_id order;

  friend bool operator==(const units_settled&, const units_settled&) = default;
};

/// A part of what was held is free again.
struct units_returned {
  order_id order;
  std::vector<stock_line> lines;
  std::vector<stock_move> back = {}; ///< the same, if the order had paid for it

  friend bool operator==(const units_returned&, const units_returned&) = default;
};
struct item_retired {
  item_id item;
  bool counted = false; ///< its units were

  friend bool operator==(const item_retired&, const item_retired&) = default;
};

using store_event =
  std::variant<store_defined, item_defined, store_opened, store_closed, units_reserved,
               units_committed, units_released, units_settled, units_returned, item_retired>;

/// A store: what customers see of it, and the stock that orders hold. Never negative:
/// `menu_item::stock` is what is free, and a reservation is refused with `sold_out` where it
/// exceeds that (invariant I5). PUT of an item with a stock sets what is free now. Copied at every
/// decision, so whatever grows with menu or orders is shared between the copies.
struct store {
  store_card card;
  shared_map<order_id, stock_reservation> reservations;
  shared_map<item_id, std::int64_t> on_hold; ///< units of them that are not committed
  bool defined = false;
  std::uint64_t version = 0;
  instant last_event_at{};
};

using store_view = store_card;

result<std::vector<store_event>> decide(const store& state, const store_command& command,
                                        instant now);
void evolve(store& state, const store_event& event, instant at);
std::optional<result<store_view>> outcome_of(const store& state, const store_command& command);
bool is_public(const store_event& event);
bool is_visible(const store& state);

/// Units of a counted item that nobody has paid for: what is free, and what is held for orders that
/// may still come to nothing. Nothing where its units are not counted.
std::optional<std::int64_t> unsold_units(const store& state, const item_id& item);

} // namespace baedal
