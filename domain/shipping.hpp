#pragma once

#include "domain/brand.hpp"
#include "domain/store.hpp"

namespace baedal {

// The commands with which a shipped brand comes into a new database.

/// States every member of the brand's policy.
define_brand definition_of(const shipped_brand& shipped);

/// Its store, always open.
define_store default_store_of(const shipped_brand& shipped);

/// What its store offers from the start and `known` neither has nor had.
std::vector<define_item> missing_items_of(const shipped_brand& shipped, const store_card& known);

} // namespace baedal
