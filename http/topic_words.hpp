#pragma once

#include <string>
#include <string_view>

namespace baedal::actors {
struct topic_row;
}

namespace baedal::http {

/// What a brand's own systems call an event (requirements M3); empty where they have no such event.
/// A brand that is not in the table has every event under its canonical name, "OrderPlaced".
std::string flat_event_name(std::string_view brand, std::string_view type);

/// An event as the brand's topic carries it: one flat object with `eventType` and `timestamp`.
/// Empty where the brand has no such event.
std::string flat_event(std::string_view brand, const actors::topic_row& row);

/// An event in the canonical envelope of requirements M3.
std::string canonical_event(std::string_view brand, const actors::topic_row& row);

} // namespace baedal::http
