#pragma once

#include "actors/committed.hpp"
#include "persistence/journal.hpp"

#include <set>
#include <span>
#include <unordered_map>

namespace baedal::actors {

/// Turns rows of the journal back into appends as their entities published them, for readers that
/// have to catch up. Remembers the orders that it has folded, within bounds; stores and brands are
/// folded to their newest state at once.
class history_reader {
public:
  /// Rows at consecutive positions of one slice. Refused with `unavailable` when the journal is
  /// away. A history that cannot be read gives appends without a state, and its entity is named in
  /// `unreadable`.
  result<std::vector<committed_append>> read(persistence::journal& from,
                                             std::span<const persistence::event_row> rows);

  /// Forgets what was folded; to be called between slices.
  void forget();

  [[nodiscard]] const std::set<std::string>& unreadable() const { return unreadable_; }

private:
  using rows = std::span<const persistence::event_row>;
  template <class State>
  struct folded {
    std::shared_ptr<const State> state;
    std::uint64_t version = 0;
  };
  template <class State>
  using folded_by_entity = std::unordered_map<std::string, folded<State>>;

  result<unit> add(persistence::journal& from, const entity_key& entity, rows group,
                   committed_append& append);
  template <class State>
  static result<unit> add_events(rows group, committed_append& append);
  result<unit> add_order(persistence::journal& from, rows group, committed_append& append);
  template <class State>
  static result<unit> add_newest(persistence::journal& from, rows group, committed_append& append,
                                 folded_by_entity<State>& newest);
  result<folded<order>> before(persistence::journal& from, const persistence::event_row& row);

  folded_by_entity<order> orders_;
  folded_by_entity<store> stores_;
  folded_by_entity<brand> brands_;
  std::set<std::string> unreadable_;
};

} // namespace baedal::actors
