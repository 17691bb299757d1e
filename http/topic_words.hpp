#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace baedal::actors {
struct topic_row;
}

namespace baedal::http {

/// An event as the brand's topic carries it: flat objects with `eventType` and `timestamp`, one for
/// each event that the brand's systems make of it; often one, sometimes none or two. Their members
/// are those of the brand (docs/topics.md). A brand whose words are not known has every event
/// under its canonical name, "OrderPlaced", with the members of its data.
std::vector<std::string> flat_events(std::string_view brand, const actors::topic_row& row);

/// Our own name of an event, "order_placed", as flat events have it: "OrderPlaced".
std::string event_name(std::string_view type);

/// An event in the canonical envelope of requirements M3.
std::string canonical_event(std::string_view brand, const actors::topic_row& row);

} // namespace baedal::http
