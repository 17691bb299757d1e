#pragma once

#include "actors/catalogue.hpp"
#include "actors/notification_queries.hpp"

namespace baedal::actors {

/// What a notification says, in the brand's language; the store goes by its present name.
std::string text_of(const notification_row& row, const catalogue& shelf);

/// The same from its parts.
std::string text_of(const brand_id& brand, occasion what, audience to, const order_id& order,
                    const store_id& store, money amount, const std::string& reason,
                    const catalogue& shelf);

} // namespace baedal::actors
