#include "persistence/open_append.hpp"

#include <algorithm>
#include <set>

namespace baedal::persistence {

/// Finds out what became of the members: those that the journal holds are done, those of slices
/// that another node owns are fenced, those whose version another event has taken are told so; the
/// rest stays open, to be written at fresh positions. False where the database stays away.
bool journal_session::settle(const group& members, const placed_batch& batch, cause why) {
  for (;;) {
    if (!connected_ && !reconnect())
      return false;
    if (try_settle(members, batch, why))
      return true;
    connected_ = false;
  }
}

/// The order matters: once another owner is seen, nothing of ours that is still on its way can be
/// committed any more, so what is not held then never will be.
result<unit> journal_session::try_settle(const group& members, const placed_batch& placing,
                                         cause why) {
  if (auto refreshed = refresh_ownership(members); !refreshed)
    return refreshed;
  const auto held = store_->holds(placing.batch.events);
  if (!held)
    return held.error();
  for (std::size_t i = 0; i < members.size(); ++i) {
    auto& one = *members[i];
    if (one.settled)
      continue; // By an attempt to settle that broke off.
    const auto first = held->begin() + static_cast<std::ptrdiff_t>(placing.first_event[i]);
    const auto all = std::all_of(first, first + static_cast<std::ptrdiff_t>(one.rows.size()),
                                 [](bool row) { return row; });
    if (auto looked = look_up(one, all, why); !looked)
      return looked;
  }
  return unit{};
}

result<unit> journal_session::look_up(open_append& one, bool held, cause why) {
  if (held) {
    auto rows = store_->events_of(one.entity, one.asked.expected_version, one.rows.size());
    if (!rows)
      return rows.error();
    one.outcome.rows = *std::move(rows); // At the positions that the successful attempt gave them.
    one.end(errc::none);
    return unit{};
  }
  if (!owned_.contains(one.slice)) {
    one.end(errc::fenced);
    return unit{};
  }
  if (why == cause::lost_connection)
    return unit{}; // Written again; should its version be taken, that is a conflict.
  const auto taken = store_->events_of(one.entity, one.asked.expected_version, 1);
  if (!taken)
    return taken.error();
  if (!taken->empty())
    one.end(errc::version_exists);
  return unit{};
}

/// Reads owner and head of the members' slices. A slice that another epoch owns is given up for
/// good.
result<unit> journal_session::refresh_ownership(const group& members) {
  std::set<std::uint32_t> touched;
  for (const auto* one : members)
    if (owned_.contains(one->slice))
      touched.insert(one->slice);
  const std::vector<std::uint32_t> slices(touched.begin(), touched.end());
  const auto owners = store_->owners(slices);
  if (!owners)
    return owners.error();
  for (const auto& now : *owners) {
    auto& ours = owned_.at(now.slice);
    if (now.epoch != ours.epoch || now.owner != node_)
      owned_.erase(now.slice);
    else
      ours.head = now.head;
  }
  return unit{};
}

} // namespace baedal::persistence
