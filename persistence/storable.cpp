#include "persistence/storable.hpp"

#include "domain/utf8.hpp"

#include <algorithm>
#include <charconv>

namespace baedal::persistence {

namespace {

constexpr std::string_view ownership_prefix = "slice/";

} // namespace

bool is_storable(std::string_view text) noexcept {
  return text.find('\0') == std::string_view::npos && is_utf8(text);
}

bool is_storable(const write_batch& batch) noexcept {
  const auto event_fits = [](const event_row& row) {
    return is_storable(row.payload) && is_storable(row.entity) && is_storable(row.type)
           && is_storable(row.event_id) && is_storable(row.hash);
  };
  return std::all_of(batch.events.begin(), batch.events.end(), event_fits)
         && std::all_of(batch.wakeups.begin(), batch.wakeups.end(),
                        [](const wakeup_row& row) { return is_storable(row.entity); })
         && std::all_of(batch.personals.begin(), batch.personals.end(),
                        [](const personal_row& row) {
                          return is_storable(row.entity) && is_storable(row.content);
                        });
}

std::string ownership_entity(std::uint32_t slice) {
  return std::string{ownership_prefix} + std::to_string(slice);
}

std::uint32_t slice_of_rows(std::string_view entity) noexcept {
  if (!entity.starts_with(ownership_prefix))
    return slice_of(entity);
  std::uint32_t slice = 0;
  std::from_chars(entity.data() + ownership_prefix.size(), entity.data() + entity.size(), slice);
  return slice;
}

} // namespace baedal::persistence
