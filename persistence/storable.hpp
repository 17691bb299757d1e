#pragma once

#include "persistence/journal.hpp"

#include <string_view>

namespace baedal::persistence {

/// The largest payload or personal content that the journal takes.
inline constexpr std::size_t max_payload_bytes = 1024 * 1024;

/// Valid UTF-8 without NUL: what every database stores and gives back to the byte.
bool is_storable(std::string_view text) noexcept;

/// `is_storable` for every text of the batch.
bool is_storable(const write_batch& batch) noexcept;

/// The entity of a slice's ownership records: "slice/17".
std::string ownership_entity(std::uint32_t slice);

/// The slice in which an entity's rows stand; unlike `slice_of` it knows ownership entities.
std::uint32_t slice_of_rows(std::string_view entity) noexcept;

} // namespace baedal::persistence
