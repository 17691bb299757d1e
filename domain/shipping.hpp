#pragma once

#include "domain/brand.hpp"
#include "domain/store.hpp"

namespace baedal {

// The commands with which a shipped brand comes into a new database.

/// States every member of the brand's policy.
define_brand definition_of(const shipped_brand& shipped);

/// Its store, always open and with an empty menu.
define_store default_store_of(const shipped_brand& shipped);

} // namespace baedal
