#pragma once

#include "actors/aggregate.hpp"
#include "persistence/event_codec.hpp"
#include "persistence/journal_session.hpp"

#include <map>
#include <memory>
#include <span>
#include <vector>

namespace baedal::actors {

/// The last obligation taken from one sender and what it was told (design D7).
struct inbox_entry {
  std::string sender;
  std::uint64_t number = 0;
  errc answer = errc::none;
  instant heard{}; ///< when, or the stamp's time if that was later: no repeat has an older stamp
};

/// An Idempotency-Key that this entity served, and the version of the first event that it caused.
struct remembered_key {
  idempotency key;
  std::uint64_t version = 0;
};

/// What an open obligation goes back to.
struct traced_obligation {
  std::uint64_t number = 0;
  std::string traceparent;   ///< of the request, as a `traceparent` header; empty: not known
  std::uint64_t follows = 0; ///< public version of the event that brought it; 0: not public
};

/// How far an entity was before an event: its newest obligation, and its public version.
struct standing {
  std::uint64_t obligation = 0;
  std::uint64_t version = 0;
};
inline standing standing_of(const order& state) {
  return {state.last_obligation, state.seen.version};
}
template <class State>
standing standing_of(const State&) {
  return {}; // Only orders owe.
}

/// How many keys an entity remembers (design D14).
inline constexpr std::size_t remembered_keys = 32;
/// Obligations stamped longer ago than this are refused, and senders that were silent for longer
/// are forgotten at the next snapshot, where repeats are harmless. Both are measured in the time of
/// the entity's own events, which never decreases: whatever is repeated under a stamp that was
/// heard before is refused once its entry is gone.
inline constexpr std::chrono::hours inbox_memory{7 * 24};
/// Raised whenever a fold changes its meaning: older snapshots are then ignored.
inline constexpr std::uint32_t fold_version = 2;

/// Everything that one incarnation knows, rebuilt from its history: the aggregate and the wrapper's
/// own memory.
template <class State>
struct fold {
  using event = typename aggregate<State>::event;

  std::shared_ptr<const State> now = std::make_shared<const State>();
  std::uint64_t version = 0;                ///< of the journal
  std::string hash;                         ///< chain hash at `version`
  std::map<std::string, inbox_entry> inbox; ///< by sender
  std::vector<remembered_key> keys;
  std::vector<traced_obligation> traces; ///< of open obligations; none where nothing is known
  persistence::personal_data personal;
  std::uint64_t snapshot_at = 0; ///< version of the newest snapshot

  /// Folds a history; refused with `history_unreadable` where its snapshot cannot be used, an event
  /// cannot be decoded, there is a gap, the chain is broken, or the personal row is not the one
  /// whose hash the events hold. A row that is gone was erased.
  result<unit> read(const persistence::history& from);

  /// The parts of `read`, for a history that comes page by page: first the next events, as often as
  /// there are any, then the personal row.
  result<unit> take(std::span<const persistence::event_row> rows);
  result<unit> take_personal(const std::optional<std::string>& row, const std::string& entity);

  /// The wrapper's share of one event.
  void remember(const persistence::event_meta& meta, instant at, std::uint64_t at_version);

  /// What an event with this trace owes, beyond what was owed `before`, goes on with the trace and,
  /// if it is public, with the event; traces of what is no longer owed are forgotten.
  void follow(const State& after, const standing& before, const std::string& traceparent);
  /// Nothing but the number where nothing is known.
  [[nodiscard]] traced_obligation trace_of(std::uint64_t obligation) const;

  [[nodiscard]] const inbox_entry* last_from(const std::string& sender) const;
  [[nodiscard]] const remembered_key* find_key(const std::string& key_hash) const;

  /// Whether another snapshot is worth its price: after `every` versions, or after as many as it
  /// has entries, so that one version costs the same however much is remembered.
  [[nodiscard]] bool snapshot_is_due(std::uint64_t every) const;
  /// Forgets the senders that were silent for longer than `inbox_memory`.
  void forget_silent();
  /// A snapshot of this fold (for aggregates that have them).
  [[nodiscard]] persistence::snapshot snapshot_of(const std::string& entity) const;
};

/// Lays the erasable members over a view.
void lay_over(order_view& view, const persistence::personal_data& personal);
void lay_over(rider_view& view, const persistence::personal_data& personal);
void lay_over(customer_view& view, const persistence::personal_data& personal);
template <class View>
void lay_over(View&, const persistence::personal_data&) {
  // Stores, brands, sequences and breakers hold nothing personal.
}

} // namespace baedal::actors
