#pragma once

#include "persistence/journal.hpp"

#include <deque>
#include <functional>
#include <map>
#include <mutex>
#include <span>

namespace baedal::persistence {

/// What a `memory_journal` writes into. Several journals may share one store, from any thread: a
/// restart opens the same store again, a second owner opens it beside the first. Slices are below
/// `slice_count`.
class memory_store {
public:
  write_status write(const write_batch& batch);
  ownership owner(std::uint32_t slice) const;
  bool holds(const event_row& row) const;
  std::vector<event_row> events_of(const std::string& entity, std::uint64_t after,
                                   std::size_t limit) const;
  std::vector<event_row> events_in(std::uint32_t slice, std::uint64_t after,
                                   std::size_t limit) const;
  history whole(const std::string& entity) const;
  std::optional<std::string> personal(const std::string& entity) const;
  std::vector<wakeup_row> due(instant until, const wakeup_row& after, std::size_t limit) const;
  void save(const snapshot& taken);
  [[nodiscard]] std::size_t event_count() const;

  /// Tells of every transaction right after its commit, from the writer's thread.
  void watch(std::function<void(const write_batch&)> who);

private:
  /// Both lists are kept sorted; what is new belongs at the end, as a rule.
  struct slice_rows {
    std::vector<event_row> rows; ///< by position
    struct place {
      std::uint64_t version = 0;
      std::uint64_t position = 0;
    };
    std::map<std::string, std::vector<place>> places; ///< by entity, and then by version
    ownership newest; ///< as the newest ownership record says; the head is not kept here

    [[nodiscard]] const event_row* row_at(std::uint64_t position) const;
    [[nodiscard]] const event_row* find(const std::string& entity, std::uint64_t version) const;
    [[nodiscard]] std::span<const place> after(const std::string& entity,
                                               std::uint64_t version) const;
    void insert(const event_row& row);
  };
  using row_key = std::pair<std::uint32_t, std::string>; ///< (slice, entity)

  bool clashes(const write_batch& batch) const;
  template <class Visit>
  void each_after(const std::string& entity, std::uint64_t after, Visit visit) const;

  mutable std::mutex mutex_;
  std::vector<slice_rows> slices_{slice_count};
  std::map<row_key, instant> wakeups_;
  std::map<row_key, std::string> personals_;
  std::map<row_key, snapshot> snapshots_;
  std::function<void(const write_batch&)> watcher_;
};

enum class write_fault : std::uint8_t {
  none,
  refuse,             ///< certainly not written
  lose_before_commit, ///< the connection breaks, nothing was written
  lose_after_commit,  ///< the connection breaks, everything was written
};

/// What shall go wrong with one journal, set from outside while its owner uses it.
struct memory_faults {
  std::deque<write_fault> writes; ///< one per coming write, taken from the front
  std::string poison; ///< a payload that holds this is rejected by the database; empty: none is
  int refused_connects = 0;           ///< this many coming calls of `connect` fail
  int failing_reads = 0;              ///< this many coming reads find the connection broken
  std::function<bool()> reachable;    ///< asked by every call; empty: always
  std::function<void()> before_write; ///< runs once, just before the next write reaches the store
  std::mutex mutex;                   ///< for tests that set faults from another thread
};

/// Keeps everything in memory; the adapter of tests and simulation.
class memory_journal final : public journal {
public:
  explicit memory_journal(
    std::shared_ptr<memory_store> store = std::make_shared<memory_store>(),
    std::shared_ptr<memory_faults> faults = std::make_shared<memory_faults>());

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
  result<unit> save(const snapshot& taken) override;
  [[nodiscard]] std::string name() const override { return "memory"; }

private:
  bool reachable() const;
  bool readable();

  std::shared_ptr<memory_store> store_;
  std::shared_ptr<memory_faults> faults_;
  bool connected_ = false;
};

} // namespace baedal::persistence
