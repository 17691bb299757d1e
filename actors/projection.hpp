#pragma once

#include "actors/committed.hpp"
#include "persistence/event_codec.hpp"
#include "persistence/read_rows.hpp"

#include <map>
#include <unordered_map>

namespace baedal::actors {

/// Turns appends into the rows that they change (design D9). Pure: the same appends give the same
/// rows, however they are cut into batches. Of an order that changes several times only the last
/// row is written.
class projection {
public:
  /// Messages of events up to `silent_until` are entered as skipped: they are never sent.
  explicit projection(instant silent_until = {}) : silent_until_(silent_until) {}

  /// Appends of one slice come in the order of their positions. One whose state is missing only
  /// moves the offset: an ownership record, an entity that no list shows, a history that cannot be
  /// read.
  void add(const committed_append& append);

  /// The rows so far; starts anew.
  persistence::read_changes take();

  [[nodiscard]] std::size_t events() const { return events_; }

private:
  void add(const committed_append& append, const change<order>& what);
  void add(const committed_append& append, const change<store>& what);
  void add(const committed_append& append, const change<brand>& what);
  void add(const committed_append& append, const change<customer>& what);
  void add(const committed_append& append, const change<breaker>& what);
  template <class State>
  void add(const committed_append&, const change<State>&) {
    // Riders and sequences are in no list.
  }
  void add_public(const committed_append& append, const change<order>& what, std::size_t place,
                  std::uint64_t version);
  /// Tells a topic what is not of an order.
  void add_entry(const committed_append& append, std::size_t place, persistence::topic_entry told);
  void count_dishes(const order& after, instant at);
  void advance(const committed_append& append);

  struct latest_order {
    std::shared_ptr<const order> state;
    std::uint32_t slice = 0;
    std::uint64_t version = 0;
    bool is_new = false; ///< placed since the last `take`
  };
  template <class State>
  struct latest {
    std::shared_ptr<const State> state;
    std::uint64_t version = 0;
  };

  instant silent_until_;
  persistence::read_changes rows_;
  std::unordered_map<std::string, latest_order> orders_;
  std::map<std::string, latest<store>> stores_;
  std::map<std::string, latest<brand>> brands_;
  std::map<std::pair<std::string, std::string>, persistence::dish_count> dishes_;
  std::unordered_map<std::uint32_t, std::size_t> offset_of_; ///< slice -> place in rows_.offsets
  std::size_t events_ = 0;
};

} // namespace baedal::actors
