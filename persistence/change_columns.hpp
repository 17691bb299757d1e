#pragma once

#include "persistence/column_texts.hpp"
#include "persistence/read_rows.hpp"

namespace baedal::persistence {

/// Changes column by column, for unfolding in one SQL statement.
struct change_columns {
  column_texts<19> orders;     ///< as in the table `order_row`; they may have a row
  column_texts<19> new_orders; ///< and these hardly ever do
  column_texts<6> payments;    ///< `payment_row`
  column_texts<6> dishes;      ///< `dish_count`
  /// `topic`; in place of the position: how far before the brand's newest it stands
  column_texts<11> topic;
  column_texts<2> heads; ///< brand, new events
  /// `notification`; in place of the number: how far before the brand's newest it stands, -1 where
  /// it has none
  column_texts<6> notifications;
  column_texts<2> note_heads; ///< brand, new numbers
  column_texts<7> messages;   ///< order, version, audience, channel, carrier, status, due
  column_texts<3> stores;     ///< `catalogue_store`
  column_texts<3> brands;     ///< `catalogue_brand`
  column_texts<3> offsets;    ///< slice, position before, position
  long long advances = 0;     ///< slices in `offsets`
  long long as_of_ms = 0;

  /// Fills the texts, keeping their memory.
  void describe(const read_changes& changes);
};

} // namespace baedal::persistence
