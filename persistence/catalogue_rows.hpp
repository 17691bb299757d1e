#pragma once

#include "domain/brand.hpp"
#include "domain/result.hpp"
#include "domain/store_card.hpp"
#include "persistence/read_rows.hpp"

namespace baedal::persistence {

/// What the catalogue's rows say; refused with `history_unreadable` where one cannot be decoded.
result<std::vector<store_card>> cards_of(const std::vector<catalogue_record>& rows);
result<std::vector<brand_view>> brands_of(const std::vector<catalogue_record>& rows);

} // namespace baedal::persistence
