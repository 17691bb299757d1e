#include "persistence/memory_journal.hpp"

#include "persistence/storable.hpp"

#include <algorithm>

namespace baedal::persistence {

memory_journal::memory_journal(std::shared_ptr<memory_store> store,
                               std::shared_ptr<memory_faults> faults)
  : store_(std::move(store)), faults_(std::move(faults)) {
  // nop
}

result<unit> memory_journal::connect() {
  const std::lock_guard guard{faults_->mutex};
  connected_ = faults_->refused_connects <= 0 && reachable();
  if (connected_)
    return unit{};
  faults_->refused_connects = std::max(faults_->refused_connects - 1, 0);
  return refusal{errc::unavailable, "memory: connection refused by a scripted fault"};
}

write_status memory_journal::write(const write_batch& batch) {
  if (!is_storable(batch))
    return write_status::data_rejected;
  connected_ = connected_ && reachable();
  if (!connected_)
    return write_status::lost;
  auto fault = write_fault::none;
  std::function<void()> before;
  std::string poison;
  {
    const std::lock_guard guard{faults_->mutex};
    if (!faults_->writes.empty()) {
      fault = faults_->writes.front();
      faults_->writes.pop_front();
    }
    before = std::exchange(faults_->before_write, nullptr);
    poison = faults_->poison;
  }
  if (before)
    before();
  if (fault == write_fault::refuse)
    return write_status::refused;
  if (fault == write_fault::lose_before_commit) {
    connected_ = false;
    return write_status::lost;
  }
  const auto poisonous = [&](const event_row& row) {
    return row.payload.find(poison) != std::string::npos;
  };
  const auto rejected =
    !poison.empty() && std::any_of(batch.events.begin(), batch.events.end(), poisonous);
  const auto status = rejected ? write_status::data_rejected : store_->write(batch);
  if (fault == write_fault::none)
    return status;
  connected_ = false;
  return write_status::lost;
}

bool memory_journal::reachable() const {
  return !faults_->reachable || faults_->reachable();
}

bool memory_journal::readable() {
  const std::lock_guard guard{faults_->mutex};
  connected_ = connected_ && reachable();
  if (connected_ && faults_->failing_reads > 0) {
    --faults_->failing_reads;
    connected_ = false;
  }
  return connected_;
}

result<std::vector<ownership>> memory_journal::owners(std::span<const std::uint32_t> slices) {
  if (!readable())
    return errc::unavailable;
  std::vector<ownership> found;
  found.reserve(slices.size());
  for (const auto slice : slices)
    found.push_back(store_->owner(slice));
  return found;
}

result<std::vector<bool>> memory_journal::holds(std::span<const event_row> rows) {
  if (!readable())
    return errc::unavailable;
  std::vector<bool> held;
  held.reserve(rows.size());
  for (const auto& row : rows)
    held.push_back(store_->holds(row));
  return held;
}

result<std::vector<event_row>> memory_journal::events_of(const std::string& entity,
                                                         std::uint64_t after, std::size_t limit) {
  if (!readable())
    return errc::unavailable;
  return store_->events_of(entity, after, limit);
}

result<std::vector<history>> memory_journal::histories(std::span<const std::string> entities) {
  if (!readable())
    return errc::unavailable;
  std::vector<history> found;
  found.reserve(entities.size());
  for (const auto& entity : entities)
    found.push_back(store_->whole(entity));
  return found;
}

result<std::vector<std::optional<std::string>>>
memory_journal::personal_rows(std::span<const std::string> entities) {
  if (!readable())
    return errc::unavailable;
  std::vector<std::optional<std::string>> found;
  found.reserve(entities.size());
  for (const auto& entity : entities)
    found.push_back(store_->personal(entity));
  return found;
}

result<std::vector<event_row>> memory_journal::events_in(std::uint32_t slice, std::uint64_t after,
                                                         std::size_t limit) {
  if (!readable())
    return errc::unavailable;
  return store_->events_in(slice, after, limit);
}

result<std::vector<wakeup_row>> memory_journal::due(instant until, const wakeup_row& after,
                                                    std::size_t limit) {
  if (!readable())
    return errc::unavailable;
  return store_->due(until, after, limit);
}

result<unit> memory_journal::save(const snapshot& taken) {
  if (!is_storable(taken.entity) || !is_storable(taken.state) || !is_storable(taken.hash))
    return errc::data_rejected;
  if (!readable())
    return errc::unavailable;
  store_->save(taken);
  return unit{};
}

} // namespace baedal::persistence
