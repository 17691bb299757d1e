#pragma once

#include "persistence/read_rows.hpp"

#include <string_view>

namespace baedal::persistence {

// The rows of a read model as lines of text, for comparing whole read models. No line holds a line
// feed: texts are JSON.

std::string line_of(const order_record& row);
std::string line_of(const payment_record& row);
std::string line_of(const dish_count& row);
std::string line_of(const topic_event& row);
/// Without its messages: what became of those is not in the journal.
std::string line_of(const notification_row& row);
std::string line_of(std::string_view table, const catalogue_record& row);
/// An offset.
std::string line_of(std::uint32_t slice, std::uint64_t position);

} // namespace baedal::persistence
