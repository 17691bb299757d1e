#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace baedal::actors {
struct topic_row;
}

namespace baedal::http {

/// How an event of a topic is shown: in the words of its brand, or in ours.
enum class event_form : std::uint8_t { flat, canonical };

/// The event in the form asked for: in the flat form none, one or several lines.
std::vector<std::string> event_lines(std::string_view brand, event_form form,
                                     const actors::topic_row& row);

} // namespace baedal::http
