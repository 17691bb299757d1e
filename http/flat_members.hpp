#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string_view>

namespace baedal::actors {
struct topic_row;
}

namespace baedal::http {

struct brand_event;
class json_writer;

/// The number of a facade's order ("orders-7" is 7), else the id as text.
void write_order_number(json_writer& out, std::string_view order);

/// The members that the brand's systems know of the event, from its data and from what the topic
/// tells of the order. What nobody stated is `null`.
void write_flat_members(json_writer& out, const brand_event& event, const actors::topic_row& row,
                        const nlohmann::ordered_json& data);

} // namespace baedal::http
