#pragma once

#include "domain/errc.hpp"
#include "domain/time.hpp"

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace baedal {

/// What an entity can be. Append only: the words stand in the journal.
enum class entity_kind : std::uint8_t { order, store, rider, customer, brand, sequence, breaker };

std::string_view to_string(entity_kind kind) noexcept;

/// Names one entity for ever: kind and id. Its text form, "order/abc", is what slices are hashed
/// from.
struct entity_key {
  entity_kind kind = entity_kind::order;
  std::string id;

  friend auto operator<=>(const entity_key&, const entity_key&) = default;
  [[nodiscard]] std::string text() const;
};

/// The inverse of `entity_key::text`; nothing where the text names no entity.
std::optional<entity_key> parse_entity_key(std::string_view text);

/// The journal is cut into this many slices (design D4).
inline constexpr std::uint32_t slice_count = 1024;

/// The slice of an entity: FNV-1a 64 over the text form, folded by xor of its halves, modulo
/// `slice_count`. Written down and pinned by a test because journals depend on it.
std::uint32_t slice_of(std::string_view entity_text) noexcept;

/// Where a command from another entity came from: the receiver keeps the highest number per sender
/// and answers a repeat of it from memory (design D7).
struct obligation_stamp {
  entity_key sender;
  std::uint64_t number = 0; ///< per sender, rising
  std::uint64_t epoch = 0;  ///< ownership epoch of the sender's slice
  instant
    last_append{}; ///< the sender's last append; older than 7 days is refused with `stale_stamp`
};

/// An Idempotency-Key as the journal keeps it: hashes only, never the key itself.
struct idempotency {
  std::string key_hash;  ///< 32 hex digits
  std::string body_hash; ///< 32 hex digits

  friend bool operator==(const idempotency&, const idempotency&) = default;
};

} // namespace baedal
