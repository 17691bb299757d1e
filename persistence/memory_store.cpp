#include "persistence/memory_journal.hpp"
#include "persistence/storable.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <set>
#include <tuple>

namespace baedal::persistence {

namespace {

std::string owner_in(const std::string& payload) {
  const auto json = nlohmann::json::parse(payload, nullptr, false);
  return json.is_object() && json.contains("owner") ? json["owner"].get<std::string>()
                                                    : std::string{};
}

} // namespace

write_status memory_store::write(const write_batch& batch) {
  const std::lock_guard guard{mutex_};
  if (clashes(batch))
    return write_status::conflict;
  for (const auto& row : batch.events) {
    auto& rows = slices_[row.slice];
    rows.position_of[{row.entity, row.version}] = row.position;
    rows.by_position[row.position] = row;
    if (row.type == "slice_owned")
      rows.newest = {row.slice, row.version, owner_in(row.payload), 0, row.hash};
  }
  for (const auto& row : batch.wakeups) {
    if (row.due)
      wakeups_[{row.slice, row.entity}] = *row.due;
    else
      wakeups_.erase({row.slice, row.entity});
  }
  for (const auto& row : batch.personals)
    personals_[{row.slice, row.entity}] = row.content;
  if (watcher_)
    watcher_(batch);
  return write_status::written;
}

void memory_store::watch(std::function<void(const write_batch&)> who) {
  const std::lock_guard guard{mutex_};
  watcher_ = std::move(who);
}

/// Both unique keys, against the store and within the batch.
bool memory_store::clashes(const write_batch& batch) const {
  std::set<std::pair<std::uint32_t, std::uint64_t>> positions;
  std::set<std::tuple<std::uint32_t, std::string_view, std::uint64_t>> versions;
  for (const auto& row : batch.events) {
    if (!positions.emplace(row.slice, row.position).second
        || !versions.emplace(row.slice, row.entity, row.version).second)
      return true;
    const auto rows = slices_.find(row.slice);
    if (rows != slices_.end()
        && (rows->second.by_position.contains(row.position)
            || rows->second.position_of.contains({row.entity, row.version})))
      return true;
  }
  return false;
}

template <class Visit>
void memory_store::each_after(const std::string& entity, std::uint64_t after, Visit visit) const {
  const auto rows = slices_.find(slice_of_rows(entity));
  if (rows == slices_.end())
    return;
  const auto& positions = rows->second.position_of;
  for (auto at = positions.upper_bound({entity, after});
       at != positions.end() && at->first.first == entity; ++at)
    if (!visit(rows->second.by_position.at(at->second)))
      return;
}

ownership memory_store::owner(std::uint32_t slice) const {
  const std::lock_guard guard{mutex_};
  ownership found{.slice = slice, .epoch = 0, .owner = {}, .head = 0, .hash = {}};
  const auto rows = slices_.find(slice);
  if (rows == slices_.end() || rows->second.by_position.empty())
    return found;
  found = rows->second.newest;
  found.slice = slice;
  found.head = rows->second.by_position.rbegin()->first;
  return found;
}

bool memory_store::holds(const event_row& row) const {
  const std::lock_guard guard{mutex_};
  const auto rows = slices_.find(row.slice);
  if (rows == slices_.end())
    return false;
  const auto at = rows->second.position_of.find({row.entity, row.version});
  return at != rows->second.position_of.end()
         && rows->second.by_position.at(at->second).event_id == row.event_id;
}

std::vector<event_row> memory_store::events_of(const std::string& entity, std::uint64_t after,
                                               std::size_t limit) const {
  const std::lock_guard guard{mutex_};
  std::vector<event_row> found;
  if (limit > 0)
    each_after(entity, after, [&](const event_row& row) {
      found.push_back(row);
      return found.size() < limit;
    });
  return found;
}

std::vector<event_row> memory_store::events_in(std::uint32_t slice, std::uint64_t after,
                                               std::size_t limit) const {
  const std::lock_guard guard{mutex_};
  std::vector<event_row> found;
  const auto rows = slices_.find(slice);
  if (rows == slices_.end())
    return found;
  const auto& by_position = rows->second.by_position;
  for (auto at = by_position.upper_bound(after); at != by_position.end() && found.size() < limit;
       ++at)
    found.push_back(at->second);
  return found;
}

history memory_store::whole(const std::string& entity) const {
  const std::lock_guard guard{mutex_};
  const row_key key{slice_of_rows(entity), entity};
  history found;
  if (const auto taken = snapshots_.find(key); taken != snapshots_.end())
    found.from = taken->second;
  each_after(entity, found.from ? found.from->version : 0, [&](const event_row& row) {
    found.events.push_back(row);
    return true;
  });
  if (const auto personal = personals_.find(key); personal != personals_.end())
    found.personal = personal->second;
  return found;
}

std::vector<wakeup_row> memory_store::due(instant until, const wakeup_row& after,
                                          std::size_t limit) const {
  const std::lock_guard guard{mutex_};
  const auto is_before = [](const wakeup_row& a, const wakeup_row& b) {
    return std::tie(a.due, a.slice, a.entity) < std::tie(b.due, b.slice, b.entity);
  };
  std::vector<wakeup_row> found;
  for (const auto& [key, due] : wakeups_)
    if (const wakeup_row row{key.first, key.second, due}; due <= until && is_before(after, row))
      found.push_back(row);
  std::sort(found.begin(), found.end(), is_before);
  if (found.size() > limit)
    found.resize(limit);
  return found;
}

void memory_store::save(const snapshot& taken) {
  const std::lock_guard guard{mutex_};
  snapshots_[{slice_of_rows(taken.entity), taken.entity}] = taken;
}

std::size_t memory_store::event_count() const {
  const std::lock_guard guard{mutex_};
  std::size_t count = 0;
  for (const auto& [slice, rows] : slices_)
    count += rows.by_position.size();
  return count;
}

} // namespace baedal::persistence
