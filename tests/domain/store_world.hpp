#pragma once

#include "domain/store.hpp"
#include "tests/domain/folding.hpp"

namespace baedal::test {

using store_world = obedient<store, store_command, store_event>;

inline store_card card_of(const char* name) {
  store_card card;
  card.id = store_id{"s1"};
  card.brand = brand_id{"mealkit"};
  card.name = name;
  return card;
}

inline menu_item item_of(const char* id, std::optional<std::int64_t> stock) {
  menu_item item;
  item.id = item_id{id};
  item.name = id;
  item.price = money{9'000};
  item.stock = stock;
  return item;
}

/// A store with so many units of its one item, "kit".
inline store_world selling(std::optional<std::int64_t> stock) {
  store_world world;
  world.obeys(define_store{card_of("bap")});
  world.obeys(define_item{item_of("kit", stock)});
  return world;
}

} // namespace baedal::test
