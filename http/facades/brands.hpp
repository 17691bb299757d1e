#pragma once

#include "http/facades/shape.hpp"

namespace baedal::http::facades {

// The five brands, each in a file of its own.

brand_facade pizza_facade();
brand_facade dongne_facade();
brand_facade hansik_facade();
brand_facade mealkit_facade();
brand_facade azer_facade();

/// A product that an order names is an item of its seller's store.
void find_product(place_order& order, const actors::catalogue& shelf);

} // namespace baedal::http::facades
