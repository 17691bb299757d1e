#pragma once

#include "http/facades/paging.hpp"
#include "http/facades/shape.hpp"

namespace baedal::http::facades {

inline constexpr std::string_view product_shop = "mealkit";
inline constexpr std::string_view product_segment = "products";
inline constexpr std::string_view seller_prefix = "mealkit-seller-"; ///< of a seller's store

/// A product of mealkit: an item that a store of the shop offers.
struct product {
  std::uint64_t number = 0;
  actors::catalogue::card_ptr card; ///< keeps `item` alive
  const menu_item* item = nullptr;
};

item_id product_id(std::uint64_t number);

/// The members of a product's row. Lists of products can be sorted by any of them.
const names& product_members();

void write_product(json_writer& out, const request& in, const store_card& card,
                   const menu_item& item, std::uint64_t number);

/// All that are on the shelf, by number, or by the member that `wanted` names, then by number.
std::vector<product> products_of(const actors::catalogue& shelf, const paging& wanted);

} // namespace baedal::http::facades
