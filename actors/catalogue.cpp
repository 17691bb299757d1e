#include "actors/catalogue.hpp"

#include <mutex>

namespace baedal::actors {

namespace {

template <class Map, class Value>
void keep_newest(Map& map, Value value) {
  auto& slot = map[value->id];
  if (!slot || slot->version <= value->version)
    slot = std::move(value);
}

template <class Map, class Key>
typename Map::mapped_type find_in(const Map& map, const Key& key) {
  auto found = map.find(key);
  return found == map.end() ? nullptr : found->second;
}

} // namespace

catalogue::card_ptr catalogue::store(const store_id& id) const {
  std::shared_lock guard{mutex_};
  return find_in(stores_, id);
}

catalogue::brand_ptr catalogue::brand(const brand_id& id) const {
  std::shared_lock guard{mutex_};
  return find_in(brands_, id);
}

std::vector<catalogue::brand_ptr> catalogue::brands() const {
  std::shared_lock guard{mutex_};
  std::vector<brand_ptr> all;
  for (const auto& [id, brand] : brands_)
    all.push_back(brand);
  return all;
}

std::vector<catalogue::card_ptr> catalogue::stores() const {
  std::shared_lock guard{mutex_};
  std::vector<card_ptr> all;
  for (const auto& [id, card] : stores_)
    all.push_back(card);
  return all;
}

void catalogue::update(card_ptr card) {
  std::unique_lock guard{mutex_};
  keep_newest(stores_, std::move(card));
}

void catalogue::update(brand_ptr brand) {
  std::unique_lock guard{mutex_};
  keep_newest(brands_, std::move(brand));
}

void catalogue::load(std::vector<brand_view> brands, std::vector<store_card> stores) {
  for (auto& each : brands)
    update(std::make_shared<const brand_view>(std::move(each)));
  for (auto& each : stores)
    update(std::make_shared<const store_card>(std::move(each)));
  loaded_.store(true);
}

std::optional<brand_policy> catalogue::policy_for(const store_card& card) const {
  auto owner = brand(card.brand);
  if (!owner)
    return std::nullopt;
  return effective(owner->policy, card.overrides);
}

} // namespace baedal::actors
