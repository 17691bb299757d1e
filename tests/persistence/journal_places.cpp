#include "tests/persistence/journal_places.hpp"

#include "persistence/memory_journal.hpp"

#include <atomic>
#include <map>

namespace baedal::persistence {

std::unique_ptr<journal_place> place_at(std::string url) {
  return std::make_unique<journal_place>([url = std::move(url)] { return open_journal(url); });
}

support::postgres_server& postgres() {
  static support::postgres_server server;
  return server;
}

std::unique_ptr<journal_place> new_place(const std::string& adapter) {
  if (adapter != "memory")
    return new_place_of<journal>(adapter, open_journal);
  return std::make_unique<journal_place>([store = std::make_shared<memory_store>()] {
    return result<std::unique_ptr<journal>>{std::make_unique<memory_journal>(store)};
  });
}

result<unit> breaking_journal::connect() {
  if (faults_->refused_connects > 0) {
    --faults_->refused_connects;
    return errc::unavailable;
  }
  auto made = inner_->connect();
  broken_ = !made;
  return made;
}

write_status breaking_journal::write(const write_batch& batch) {
  if (broken_)
    return write_status::lost;
  auto fault = breakage::none;
  if (!faults_->writes.empty()) {
    fault = faults_->writes.back();
    faults_->writes.pop_back();
  }
  if (const auto before = std::exchange(faults_->before_write, nullptr))
    before();
  if (fault == breakage::refused)
    return write_status::refused;
  const auto status = fault == breakage::before_commit ? write_status::lost : inner_->write(batch);
  if (fault == breakage::none)
    return status;
  broken_ = true;
  return write_status::lost;
}

bool breaking_journal::broken_read() {
  if (!broken_ && faults_->broken_reads > 0) {
    --faults_->broken_reads;
    broken_ = true;
  }
  return broken_;
}

result<std::vector<ownership>> breaking_journal::owners(std::span<const std::uint32_t> slices) {
  if (broken_read())
    return errc::unavailable;
  return inner_->owners(slices);
}

result<std::vector<bool>> breaking_journal::holds(std::span<const event_row> rows) {
  if (broken_read())
    return errc::unavailable;
  return inner_->holds(rows);
}

result<std::vector<event_row>> breaking_journal::events_of(const std::string& entity,
                                                           std::uint64_t after, std::size_t limit) {
  if (broken_read())
    return errc::unavailable;
  return inner_->events_of(entity, after, limit);
}

result<std::vector<history>> breaking_journal::histories(std::span<const std::string> entities) {
  if (broken_read())
    return errc::unavailable;
  return inner_->histories(entities);
}

result<std::vector<std::optional<std::string>>>
breaking_journal::personal_rows(std::span<const std::string> entities) {
  if (broken_read())
    return errc::unavailable;
  return inner_->personal_rows(entities);
}

result<std::vector<event_row>> breaking_journal::events_in(std::uint32_t slice, std::uint64_t after,
                                                           std::size_t limit) {
  return inner_->events_in(slice, after, limit);
}

result<std::vector<wakeup_row>> breaking_journal::due(instant until, const wakeup_row& after,
                                                      std::size_t limit) {
  return inner_->due(until, after, limit);
}

entity_key entity_in(std::uint32_t slice, int nth) {
  for (int i = 0;; ++i) {
    entity_key key{entity_kind::order, "o" + std::to_string(i)};
    if (slice_of(key.text()) == slice && nth-- == 0)
      return key;
  }
}

journal_session session_over(std::unique_ptr<journal> store, const std::string& node) {
  return {std::move(store), node, [](int attempt) { return attempt <= 5; }};
}

journal_session session_at(journal_place& place, const std::string& node) {
  return session_over(place.open(), node);
}

pending_append events_for(const entity_key& entity, std::uint64_t expected_version,
                          std::string previous_hash, std::size_t count) {
  static std::atomic<std::uint64_t> next{0};
  pending_append append;
  append.entity = entity;
  append.expected_version = expected_version;
  append.previous_hash = std::move(previous_hash);
  for (std::size_t i = 0; i < count; ++i) {
    auto id = std::to_string(++next);
    id.insert(0, 32 - id.size(), '0');
    append.events.push_back(
      {std::move(id), "order_placed", R"({"note":"김치 \"한\" \\ 그릇"})", noon});
  }
  return append;
}

std::vector<event_row> rows_of(journal& store, std::uint32_t slice) {
  auto rows = store.events_in(slice, 0, 1'000'000);
  if (!rows)
    throw std::runtime_error{rows.error().detail};
  return *std::move(rows);
}

std::string flaw_in(journal& store, std::uint32_t slice) {
  struct tip {
    std::uint64_t version = 0;
    std::string hash;
  };
  std::map<std::string, tip> tips;
  std::uint64_t position = 0;
  std::uint64_t epoch = 0;
  for (const auto& row : rows_of(store, slice)) {
    const auto where =
      "slice " + std::to_string(slice) + " position " + std::to_string(row.position) + ": ";
    if (row.slice != slice || row.position != ++position)
      return where + "a gap in the positions";
    if (row.epoch < epoch || (row.type != "slice_owned" && row.epoch != epoch))
      return where + "an epoch that is not the owner's";
    epoch = row.epoch;
    auto& tip = tips[row.entity];
    if (row.version != ++tip.version)
      return where + "a gap in the versions of " + row.entity;
    if (row.hash != chain_hash(tip.hash, row))
      return where + "a broken chain of " + row.entity;
    tip.hash = row.hash;
  }
  return {};
}

} // namespace baedal::persistence
