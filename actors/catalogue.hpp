#pragma once

#include "domain/brand.hpp"
#include "domain/store_card.hpp"

#include <atomic>
#include <memory>
#include <shared_mutex>
#include <unordered_map>

namespace baedal::actors {

/// The node's memory of stores and brands (design D8), so that placing an order asks no store. A
/// store or brand updates it after its commit and before it answers; it is loaded from the read
/// model at start. Thread-safe.
class catalogue {
public:
  using card_ptr = std::shared_ptr<const store_card>;
  using brand_ptr = std::shared_ptr<const brand_view>;

  /// Null where unknown.
  card_ptr store(const store_id& id) const;
  brand_ptr brand(const brand_id& id) const;
  std::vector<brand_ptr> brands() const;
  std::vector<card_ptr> stores() const;

  /// Ignored where a newer version is already known.
  void update(card_ptr card);
  void update(brand_ptr brand);

  /// What the read models know, at start: from then on an entry that is missing does not exist.
  void load(std::vector<brand_view> brands, std::vector<store_card> stores);
  [[nodiscard]] bool is_loaded() const { return loaded_.load(); }

  /// The policy that an order at this store would get; nothing if store or brand are unknown.
  std::optional<brand_policy> policy_for(const store_card& card) const;

private:
  mutable std::shared_mutex mutex_;
  std::unordered_map<store_id, card_ptr> stores_;
  std::unordered_map<brand_id, brand_ptr> brands_;
  std::atomic<bool> loaded_{false};
};

} // namespace baedal::actors
