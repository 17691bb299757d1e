#include "persistence/storable.hpp"

#include <algorithm>
#include <charconv>
#include <cstring>

namespace baedal::persistence {

namespace {

/// True where the next eight bytes are ASCII without NUL.
bool eight_plain(const char* at) noexcept {
  std::uint64_t word = 0;
  std::memcpy(&word, at, sizeof word);
  constexpr std::uint64_t high = 0x8080808080808080U;
  constexpr std::uint64_t low = 0x0101010101010101U;
  return ((word | ((word - low) & ~word)) & high) == 0;
}

/// Length of the valid multi-byte character at `at`, 0 where there is none (overlong, surrogate,
/// beyond U+10FFFF, cut).
std::size_t character_length(const unsigned char* at, std::size_t left) noexcept {
  const unsigned lead = at[0];
  const std::size_t length = lead < 0xc2   ? 0
                             : lead < 0xe0 ? 2
                             : lead < 0xf0 ? 3
                             : lead < 0xf5 ? 4
                                           : 0;
  if (length == 0 || length > left)
    return 0;
  for (std::size_t i = 1; i < length; ++i)
    if ((at[i] & 0xc0U) != 0x80)
      return 0;
  const unsigned second = at[1];
  if ((lead == 0xe0 && second < 0xa0) || (lead == 0xed && second > 0x9f)
      || (lead == 0xf0 && second < 0x90) || (lead == 0xf4 && second > 0x8f))
    return 0;
  return length;
}

constexpr std::string_view ownership_prefix = "slice/";

} // namespace

bool is_storable(std::string_view text) noexcept {
  std::size_t i = 0;
  while (i < text.size()) {
    if (text.size() - i >= 8 && eight_plain(text.data() + i)) {
      i += 8;
      continue;
    }
    const auto byte = static_cast<unsigned char>(text[i]);
    if (byte == 0)
      return false;
    if (byte < 0x80) {
      ++i;
      continue;
    }
    const auto length =
      character_length(reinterpret_cast<const unsigned char*>(text.data()) + i, text.size() - i);
    if (length == 0)
      return false;
    i += length;
  }
  return true;
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

void append_json_string(std::string& out, std::string_view text) {
  static constexpr char digits[] = "0123456789abcdef";
  out.push_back('"');
  std::size_t copied = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto byte = static_cast<unsigned char>(text[i]);
    if (byte >= 0x20 && byte != '"' && byte != '\\')
      continue;
    out.append(text, copied, i - copied);
    copied = i + 1;
    out.push_back('\\');
    if (byte >= 0x20)
      out.push_back(static_cast<char>(byte));
    else
      out.append({'u', '0', '0', digits[byte >> 4], digits[byte & 0xf]});
  }
  out.append(text, copied);
  out.push_back('"');
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
