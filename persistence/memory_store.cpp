#include "persistence/memory_journal.hpp"
#include "persistence/storable.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <tuple>

namespace baedal::persistence {

namespace {

std::string owner_in(const std::string& payload) {
  const auto json = nlohmann::json::parse(payload, nullptr, false);
  return json.is_object() && json.contains("owner") ? json["owner"].get<std::string>()
                                                    : std::string{};
}

} // namespace

const event_row* memory_store::slice_rows::row_at(std::uint64_t position) const {
  const auto row = std::ranges::lower_bound(rows, position, {}, &event_row::position);
  return row == rows.end() || row->position != position ? nullptr : &*row;
}

/// Where the entity's events beyond a version lie, in their order.
std::span<const memory_store::slice_rows::place>
memory_store::slice_rows::after(const std::string& entity, std::uint64_t version) const {
  const auto known = places.find(entity);
  if (known == places.end())
    return {};
  const auto from = std::ranges::upper_bound(known->second, version, {}, &place::version);
  return {from, known->second.end()};
}

const event_row* memory_store::slice_rows::find(const std::string& entity,
                                                std::uint64_t version) const {
  const auto known = places.find(entity);
  if (known == places.end())
    return nullptr;
  const auto found = std::ranges::lower_bound(known->second, version, {}, &place::version);
  const bool is_there = found != known->second.end() && found->version == version;
  return is_there ? row_at(found->position) : nullptr;
}

void memory_store::slice_rows::insert(const event_row& row) {
  auto& known = places[row.entity];
  known.insert(std::ranges::upper_bound(known, row.version, {}, &place::version),
               {row.version, row.position});
  rows.insert(std::ranges::upper_bound(rows, row.position, {}, &event_row::position), row);
}

write_status memory_store::write(const write_batch& batch) {
  const std::lock_guard guard{mutex_};
  if (clashes(batch))
    return write_status::conflict;
  std::pair<std::string_view, std::string> owner; // Who takes many slices is read once.
  for (const auto& row : batch.events) {
    auto& kept = slices_.at(row.slice);
    kept.insert(row);
    if (row.type != "slice_owned")
      continue;
    if (owner.first != row.payload)
      owner = {row.payload, owner_in(row.payload)};
    kept.newest = {row.slice, row.version, owner.second, 0, row.hash};
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
  using number_in_slice = std::pair<std::uint32_t, std::uint64_t>;
  std::vector<number_in_slice> positions;
  std::vector<std::pair<number_in_slice, std::string_view>> versions;
  for (const auto& row : batch.events) {
    const auto& rows = slices_.at(row.slice);
    if (rows.row_at(row.position) || rows.find(row.entity, row.version))
      return true;
    positions.emplace_back(row.slice, row.position);
    versions.emplace_back(number_in_slice{row.slice, row.version}, row.entity);
  }
  std::ranges::sort(positions);
  std::ranges::sort(versions);
  return std::ranges::adjacent_find(positions) != positions.end()
         || std::ranges::adjacent_find(versions) != versions.end();
}

template <class Visit>
void memory_store::each_after(const std::string& entity, std::uint64_t after, Visit visit) const {
  const auto& rows = slices_.at(slice_of_rows(entity));
  for (const auto& each : rows.after(entity, after))
    if (!visit(*rows.row_at(each.position)))
      return;
}

ownership memory_store::owner(std::uint32_t slice) const {
  const std::lock_guard guard{mutex_};
  ownership found{.slice = slice, .epoch = 0, .owner = {}, .head = 0, .hash = {}};
  const auto& kept = slices_.at(slice);
  if (kept.rows.empty())
    return found;
  found = kept.newest;
  found.slice = slice;
  found.head = kept.rows.back().position;
  return found;
}

bool memory_store::holds(const event_row& row) const {
  const std::lock_guard guard{mutex_};
  const auto* known = slices_.at(row.slice).find(row.entity, row.version);
  return known && known->event_id == row.event_id;
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
  const auto& rows = slices_.at(slice).rows;
  const auto from = std::ranges::upper_bound(rows, after, {}, &event_row::position);
  const auto left = static_cast<std::size_t>(rows.end() - from);
  return {from, from + static_cast<std::ptrdiff_t>(std::min(left, limit))};
}

std::optional<std::string> memory_store::personal(const std::string& entity) const {
  const std::lock_guard guard{mutex_};
  const auto found = personals_.find({slice_of_rows(entity), entity});
  return found == personals_.end() ? std::nullopt : std::optional{found->second};
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
  for (const auto& kept : slices_)
    count += kept.rows.size();
  return count;
}

} // namespace baedal::persistence
