#include "domain/entity.hpp"

#include "domain/order_words.hpp"

namespace baedal {

std::string entity_key::text() const {
  const auto word = to_string(kind);
  std::string out;
  out.reserve(word.size() + 1 + id.size());
  out.append(word).append(1, '/').append(id);
  return out;
}

std::optional<entity_key> parse_entity_key(std::string_view text) {
  const auto slash = text.find('/');
  if (slash == std::string_view::npos || slash + 1 == text.size())
    return std::nullopt;
  const auto kind = from_word<entity_kind>(text.substr(0, slash));
  if (!kind)
    return std::nullopt;
  return entity_key{*kind, std::string{text.substr(slash + 1)}};
}

std::uint32_t slice_of(std::string_view entity_text) noexcept {
  constexpr std::uint64_t offset_basis = 14'695'981'039'346'656'037ULL;
  constexpr std::uint64_t prime = 1'099'511'628'211ULL;
  std::uint64_t hash = offset_basis;
  for (const char each : entity_text) {
    hash ^= static_cast<unsigned char>(each);
    hash *= prime;
  }
  return static_cast<std::uint32_t>((hash ^ (hash >> 32)) & 0xffff'ffffU) % slice_count;
}

} // namespace baedal
