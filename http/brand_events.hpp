#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

namespace baedal::http {

/// Whose decision an event must go back to for a brand to have it.
enum class decided_by : std::uint8_t { anyone, customer, others };

/// Of a refund: whether it gives back the rest of what was paid, or a part.
enum class refund_share : std::uint8_t { rest, part };

/// What decides, beside its type, which events of a brand an event is.
struct circumstances {
  decided_by party = decided_by::others;
  refund_share share = refund_share::rest;
  bool counts_dishes = false; ///< the store's dish counter takes note of it
};

/// An event as a brand's own systems know it (requirements M3).
struct brand_event {
  std::string_view brand;
  std::string_view type;    ///< ours, "order_placed"
  std::string_view name;    ///< theirs, "OrderPlaced"
  std::string_view status;  ///< the word that they have for the order's state afterwards
  std::string_view members; ///< theirs besides `eventType`, `timestamp`, `id` and `orderId`
  decided_by party = decided_by::anyone;
  refund_share share = refund_share::rest; ///< looked at in refunds
  bool counts_dishes = false;              ///< only where the dish counter takes note
};

/// What a brand's systems make of one event of ours: none, one or several of theirs, in order.
std::vector<const brand_event*> brand_events(std::string_view brand, std::string_view type,
                                             circumstances how);

/// Whether the brand's words are known. Events of other brands go by our own names.
bool knows_brand(std::string_view brand);

} // namespace baedal::http
