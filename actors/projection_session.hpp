#pragma once

#include "actors/history_reader.hpp"
#include "actors/projection.hpp"
#include "actors/world.hpp"
#include "persistence/read_list.hpp"
#include "persistence/read_model.hpp"

#include <atomic>
#include <deque>

namespace baedal::actors {

/// How far the read models are, for metrics and readiness. Written by the projector, but for one,
/// and read from any thread.
struct projection_progress {
  std::atomic<std::int64_t> as_of_ms{0};   ///< time of the newest event applied
  std::atomic<std::int64_t> waiting{0};    ///< appends handed over and not yet applied
  std::atomic<std::uint64_t> events{0};    ///< applied, bookkeeping included
  std::atomic<std::uint64_t> batches{0};   ///< transactions
  std::atomic<std::uint64_t> told{0};      ///< notifications that followed from them
  std::atomic<std::uint64_t> caught_up{0}; ///< slices that were read from the journal
  std::atomic<std::uint64_t> overflows{
    0}; ///< times the queue was full, so that the journal is read instead
  std::atomic<std::uint64_t> failures{0}; ///< attempts that a database refused
  std::atomic<std::uint64_t> skipped{
    0}; ///< events whose rows the read model's database cannot hold
  std::atomic<std::uint64_t> unreadable{0}; ///< histories that cannot be decoded
  std::atomic<std::uint64_t> suppressed{0}; ///< SMS given up before they were entered
  std::atomic<bool> current{false};         ///< has been level with the journal since the start
  std::atomic<bool> reachable{false};       ///< both databases answered the last call

  /// Said by the notifier: SMS are given up because of the load, and new ones need not wait for it.
  std::atomic<bool> sheds_sms{false};
};

/// Messages of older events are not sent by a database that has never seen notifications before.
inline constexpr std::chrono::minutes resend_within{10};

/// Carries the journal into the read models: what the writer publishes as long as it is dense, the
/// journal itself wherever something is missing. Blocks; owned by one thread. After a refusal with
/// `unavailable` call `open` again: the offsets in the read model tell what was applied, so nothing
/// is lost or applied twice.
class projection_session {
public:
  projection_session(std::unique_ptr<persistence::journal> journal,
                     std::unique_ptr<persistence::read_model> reads,
                     std::shared_ptr<projection_progress> progress, world& time,
                     persistence::read_share share = {});

  /// (Re)connects both sides and reads the offsets. In a read model that is new it decides up to
  /// when messages are old: see `resend_within`.
  result<unit> open();

  /// Compares the offsets with the heads of all slices; `behind` tells afterwards whether there is
  /// something to read.
  result<unit> look();

  /// Whether slices are known that must be read from the journal.
  [[nodiscard]] bool behind() const { return !waiting_.empty(); }
  [[nodiscard]] std::size_t slices_behind() const { return waiting_.size(); }

  /// Reads a bounded piece of what is missing and applies it in one transaction.
  result<unit> catch_up();

  /// Applies published appends in one transaction. What was applied before is passed over; a slice
  /// with a gap is left for `catch_up`.
  result<unit> apply(std::span<const committed_batch> batches);

  /// Empties the read model, so that `look` finds everything missing.
  result<unit> drop_all();

private:
  using pointers = std::span<const committed_append* const>;
  result<unit> write(pointers appends);
  result<unit> decide_silence();
  result<unit> write_offset(const committed_append& append, const refusal& why);
  void note(const persistence::read_changes& changes, std::size_t events);
  void mark(std::uint32_t slice);

  std::unique_ptr<persistence::journal> journal_;
  std::unique_ptr<persistence::read_model> reads_;
  std::shared_ptr<projection_progress> progress_;
  const persistence::read_share share_;
  world& time_;
  instant silent_until_{};
  history_reader history_;
  std::vector<std::uint64_t> offsets_;
  std::deque<std::uint32_t> waiting_;
  std::vector<bool> marked_ = std::vector<bool>(slice_count); ///< slices in waiting_
};

/// Drops the read models and reads them anew from the whole journal; afterwards the rows are equal
/// to those before. `tell` hears how many of `slice_count` slices are done. Both sides are
/// connected by it. A rebuild that was cut short is finished by any later catch-up.
result<unit> rebuild(std::unique_ptr<persistence::journal> journal,
                     std::unique_ptr<persistence::read_model> reads, world& time,
                     const std::function<void(std::size_t done, std::size_t of)>& tell,
                     persistence::read_share share = {});

} // namespace baedal::actors
