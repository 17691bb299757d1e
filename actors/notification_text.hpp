#pragma once

#include "actors/catalogue.hpp"
#include "actors/notification_queries.hpp"

namespace baedal::actors {

/// What a notification says: in the brand's own words of that time, else in the shipped ones. The
/// store goes by its present name.
std::string text_of(const notification_row& row, const catalogue& shelf);

/// The same from its parts.
std::string text_of(const brand_id& brand, occasion what, audience to, const order_id& order,
                    const store_id& store, money amount, const std::string& reason, instant at,
                    const catalogue& shelf);

} // namespace baedal::actors
