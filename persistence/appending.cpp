#include "failpoints/failpoint.hpp"
#include "persistence/open_append.hpp"
#include "persistence/storable.hpp"

#include <algorithm>
#include <iterator>
#include <map>

namespace baedal::persistence {

namespace {

constexpr std::size_t max_transaction_bytes = 16 * 1024 * 1024;
constexpr int max_conflicts = 64;

failpoint refuses{"journal.refuses", "the database refuses a transaction: disk full, read only"};
failpoint breaks_before{"journal.breaks_before_commit", "the connection breaks before a commit"};
failpoint breaks_after{"journal.breaks_after_commit", "the answer to a commit is lost"};

write_status write_out(journal& store, const write_batch& batch) {
  if (refuses.fires())
    return write_status::refused;
  if (breaks_before.fires())
    return write_status::lost;
  const auto status = store.write(batch);
  return breaks_after.fires() ? write_status::lost : status;
}

bool fits(const std::string& text) {
  return text.size() <= max_payload_bytes && is_storable(text);
}

/// What the database would refuse, or what would be no JSON document of ours, ends before it is
/// queued.
bool acceptable(const pending_append& append) {
  return !append.events.empty() && is_storable(append.entity.id)
         && (!append.personal || fits(*append.personal))
         && std::all_of(append.events.begin(), append.events.end(), [](const event_draft& draft) {
              return fits(draft.payload) && is_storable(draft.type) && is_storable(draft.event_id);
            });
}

/// How an append ends when the one that it follows ended with `code`.
errc follower_code(errc code) {
  switch (code) {
    case errc::version_exists:
    case errc::fenced:
    case errc::outcome_unknown:
      return code;
    default:
      return errc::unavailable;
  }
}

} // namespace

std::vector<append_outcome> journal_session::append(std::vector<pending_append> appends) {
  failed_attempts_ = 0;
  auto open = opened(std::move(appends));
  for (auto next = open.begin(); next != open.end();) {
    group members;
    for (std::size_t bytes = 0; next != open.end() && bytes < max_transaction_bytes; ++next) {
      bytes += next->bytes;
      members.push_back(&*next);
    }
    write_group(std::move(members), errc::unavailable);
  }
  std::vector<append_outcome> outcomes;
  outcomes.reserve(open.size());
  for (auto& each : open)
    outcomes.push_back(std::move(each.outcome));
  return outcomes;
}

/// Checks each append and gives its events version and hash; neither depends on when it will be
/// written.
std::vector<journal_session::open_append>
journal_session::opened(std::vector<pending_append> appends) const {
  std::vector<open_append> open(appends.size());
  std::unordered_map<std::string, open_append*> newest;
  for (std::size_t i = 0; i < appends.size(); ++i) {
    auto& one = open[i];
    one.asked = std::move(appends[i]);
    one.entity = one.asked.entity.text();
    one.slice = slice_of(one.entity);
    auto& before = newest[one.entity];
    one.follows = std::exchange(before, &one);
    one.last_hash = one.follows ? one.follows->last_hash : one.asked.previous_hash;
    if (one.follows && one.follows->end_version() != one.asked.expected_version)
      one.end(errc::version_exists);
    else if (!acceptable(one.asked))
      one.end(errc::data_rejected);
    if (one.settled)
      continue;
    for (std::size_t n = 0; n < one.asked.events.size(); ++n) {
      auto& draft = one.asked.events[n];
      event_row row{.slice = one.slice,
                    .position = 0,
                    .entity = one.entity,
                    .version = one.asked.expected_version + n + 1,
                    .event_id = std::move(draft.event_id),
                    .type = std::move(draft.type),
                    .payload = std::move(draft.payload),
                    .at = draft.at,
                    .hash = {},
                    .epoch = 0};
      row.hash = chain_hash(one.last_hash, row);
      one.last_hash = row.hash;
      one.bytes += row.payload.size() + 2 * row.entity.size() + 256;
      one.rows.push_back(std::move(row));
    }
    one.bytes += one.asked.personal ? one.asked.personal->size() : 0;
  }
  return open;
}

/// Writes the members in one transaction, again and again until each has an outcome. Those that
/// cannot be written end as `undone`: `unavailable`, or `outcome_unknown` once an attempt at them
/// broke off.
void journal_session::write_group(group members, errc undone) {
  const auto end_all = [&](errc code) {
    for (auto* one : members)
      if (!one->settled)
        one->end(code);
  };
  for (int conflicts = 0;;) {
    drop_settled(members);
    if (members.empty())
      return;
    if (!connected_ && !reconnect())
      return end_all(undone);
    auto batch = placed(members);
    const auto status = write_out(*store_, batch.batch);
    if (status == write_status::written)
      return keep(members, batch);
    if (status == write_status::refused)
      return end_all(undone);
    if (status == write_status::lost) {
      undone = errc::outcome_unknown;
      connected_ = false;
    }
    const auto conflict = status == write_status::conflict;
    if (conflict && ++conflicts > max_conflicts)
      return end_all(undone);
    if (status != write_status::data_rejected
        && !settle(members, batch, conflict ? cause::conflict : cause::lost_connection))
      return end_all(undone);
    take_back(members, batch);
    if (status == write_status::data_rejected)
      return members.size() == 1 ? members.front()->end(errc::data_rejected)
                                 : write_halves(members, undone);
  }
}

/// Rejected data stands somewhere among the members: each half alone, down to the append that holds
/// it.
void journal_session::write_halves(const group& members, errc undone) {
  const auto middle = members.begin() + static_cast<std::ptrdiff_t>(members.size() / 2);
  write_group(group(members.begin(), middle), undone);
  write_group(group(middle, members.end()), undone);
}

/// Lets go of what has an outcome, of what follows a failure and of what is in slices that are not
/// ours.
void journal_session::drop_settled(group& members) const {
  for (auto* one : members) {
    if (one->settled)
      continue;
    const auto* before = one->follows;
    if (before && before->settled && before->outcome.code != errc::none)
      one->end(follower_code(before->outcome.code));
    else if (!owned_.contains(one->slice))
      one->end(errc::fenced);
  }
  std::erase_if(members, [](const open_append* one) { return one->settled; });
}

/// The batch of these members at the next positions of their slices, sorted by slice and position.
/// It borrows the members' rows.
journal_session::placed_batch journal_session::placed(const group& members) const {
  std::vector<std::size_t> order(members.size());
  for (std::size_t i = 0; i < order.size(); ++i)
    order[i] = i;
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
    return members[a]->slice < members[b]->slice;
  });
  placed_batch placing;
  placing.first_event.resize(members.size());
  std::uint64_t position = 0;
  for (std::size_t at = 0; at < order.size(); ++at) {
    auto& one = *members[order[at]];
    const auto& owned = owned_.at(one.slice);
    if (at == 0 || members[order[at - 1]]->slice != one.slice)
      position = owned.head;
    placing.first_event[order[at]] = placing.batch.events.size();
    for (auto& row : one.rows) {
      row.position = ++position;
      row.epoch = owned.epoch;
      placing.batch.events.push_back(std::move(row));
    }
  }
  // Of several appends of one entity the last one counts. Sorted, so that two writers cannot wait
  // for each other.
  std::map<std::pair<std::uint32_t, std::string_view>, const open_append*> wakeups, personals;
  for (const auto* one : members) {
    if (one->asked.moves_wakeup)
      wakeups[{one->slice, one->entity}] = one;
    if (one->asked.personal)
      personals[{one->slice, one->entity}] = one;
  }
  for (const auto& [key, one] : wakeups)
    placing.batch.wakeups.push_back({one->slice, one->entity, one->asked.wakeup});
  for (const auto& [key, one] : personals)
    placing.batch.personals.push_back({one->slice, one->entity, *one->asked.personal});
  return placing;
}

/// All of it is written: outcomes, and the slices' new heads.
void journal_session::keep(const group& members, placed_batch& placing) {
  failed_attempts_ = 0;
  auto& events = placing.batch.events;
  for (const auto& row : events)
    owned_.at(row.slice).head = row.position; // Sorted: the last one of a slice stays.
  take_back(members, placing);
  for (auto* one : members) {
    one->outcome.rows = std::move(one->rows);
    one->end(errc::none);
  }
}

/// Gives the members their rows back.
void journal_session::take_back(const group& members, placed_batch& placing) {
  for (std::size_t i = 0; i < members.size(); ++i)
    for (std::size_t n = 0; n < members[i]->rows.size(); ++n)
      members[i]->rows[n] = std::move(placing.batch.events[placing.first_event[i] + n]);
}

} // namespace baedal::persistence
