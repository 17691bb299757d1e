#pragma once

#include "persistence/journal_session.hpp"
#include "tests/persistence/places.hpp"

namespace baedal::persistence {

using journal_place = place<journal>;

/// An empty place; `adapter` is "memory", "sqlite" or "postgresql".
std::unique_ptr<journal_place> new_place(const std::string& adapter);

/// The journal of a URL, whatever stands there already.
std::unique_ptr<journal_place> place_at(std::string url);

/// How a write shall break off.
enum class breakage : std::uint8_t { none, refused, before_commit, after_commit };

/// Breaks the writes of any journal as a lost connection does: the caller does not learn what
/// happened.
class breaking_journal final : public journal {
public:
  struct script {
    std::vector<breakage> writes; ///< for the coming writes; the last one is used first
    int refused_connects = 0;
    int broken_reads = 0;
    std::function<void()> before_write; ///< runs once, when a batch is on its way
  };

  breaking_journal(std::unique_ptr<journal> inner, std::shared_ptr<script> faults)
    : inner_(std::move(inner)), faults_(std::move(faults)) {}

  result<unit> connect() override;
  write_status write(const write_batch& batch) override;
  result<std::vector<ownership>> owners(std::span<const std::uint32_t> slices) override;
  result<std::vector<bool>> holds(std::span<const event_row> rows) override;
  result<std::vector<event_row>> events_of(const std::string& entity, std::uint64_t after,
                                           std::size_t limit) override;
  result<std::vector<history>> histories(std::span<const std::string> entities) override;
  result<std::vector<std::optional<std::string>>>
  personal_rows(std::span<const std::string> entities) override;
  result<std::vector<event_row>> events_in(std::uint32_t slice, std::uint64_t after,
                                           std::size_t limit) override;
  result<std::vector<wakeup_row>> due(instant until, const wakeup_row& after,
                                      std::size_t limit) override;
  result<unit> save(const snapshot& taken) override { return inner_->save(taken); }
  [[nodiscard]] std::string name() const override { return inner_->name(); }

private:
  bool broken_read();

  std::unique_ptr<journal> inner_;
  std::shared_ptr<script> faults_;
  bool broken_ = true;
};

/// An order whose events stand in this slice; another one for each `nth`.
entity_key entity_in(std::uint32_t slice, int nth = 0);

/// A session that gives up after five attempts to reconnect and never waits.
journal_session session_at(journal_place& place, const std::string& node);
journal_session session_over(std::unique_ptr<journal> store, const std::string& node);

/// `count` events for an entity; ids are unique in the test run.
pending_append events_for(const entity_key& entity, std::uint64_t expected_version,
                          std::string previous_hash = {}, std::size_t count = 1);

/// All rows of a slice.
std::vector<event_row> rows_of(journal& store, std::uint32_t slice);

/// Invariants I7 and I13: positions dense, epochs never falling and none below the newest ownership
/// record before it, versions of each entity dense, hash chains unbroken. What is wrong, or "".
std::string flaw_in(journal& store, std::uint32_t slice);

} // namespace baedal::persistence
