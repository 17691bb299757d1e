#include "actors/journal_worker.hpp"

#include "actors/blocking_call.hpp"
#include "actors/crash_log.hpp"
#include "actors/reconnect_pause.hpp"
#include "failpoints/failpoint.hpp"

#include <caf/all.hpp>
#include <spdlog/spdlog.h>

#include <algorithm>

namespace baedal::actors {

namespace {

using persistence::append_outcome;

failpoint dies_before{"journal.dies_before_commit", "the writer's worker dies before it commits"};
failpoint dies_after{"journal.dies_after_commit",
                     "it dies after a commit, before it tells anybody"};
failpoint unpublished{"journal.unpublished", "read models and streams are not told of a commit"};
failpoint poll_breaks{"journal.poll_breaks", "the poll for due wakeups fails"};
failpoint snapshot_lost{"journal.snapshot_lost", "a snapshot is not saved"};

/// The blocking half of the writer.
class journal_worker final : public caf::event_based_actor {
public:
  journal_worker(caf::actor_config& config, std::shared_ptr<const journal_writer_setup> setup,
                 std::shared_ptr<slice_epochs> epochs, std::shared_ptr<std::atomic<bool>> stopping)
    : caf::event_based_actor(config), setup_(std::move(setup)), epochs_(std::move(epochs)),
      stopping_(std::move(stopping)) {
    // nop
  }

  const char* name() const override { return "journal worker"; }

  caf::behavior make_behavior() override {
    log_crashes(this, "journal worker");
    return {
      [this](journal_work_ptr& work) {
        auto writer = caf::actor_cast<caf::actor>(current_sender());
        blocking_call(
          this, *setup_->time, [this, work] { carry_out(*work); },
          [this, work, writer] {
            tell_all(*work);
            send(writer, journal_work_done{});
          });
      },
      [](const later_step& step) { (*step)(); },
    };
  }

private:
  /// What the database says to one turn.
  void carry_out(journal_work& work) {
    if (!session_ && !start())
      return quit(caf::exit_reason::user_shutdown);
    dies_before.crash_if_fired();
    std::vector<persistence::pending_append> what;
    what.reserve(work.appends.size());
    for (auto& request : work.appends)
      what.push_back(std::move(request.what));
    outcomes_ = session_->append(std::move(what));
    if (!outcomes_.empty())
      dies_after.crash_if_fired();
    due_.clear();
    for (const auto& request : work.dues)
      due_.push_back(poll_breaks.fires()
                       ? errc::unavailable
                       : session_->store().due(request.until, request.after, request.limit));
    save_all(work.snapshots);
  }

  /// Everybody who waits hears of it.
  void tell_all(journal_work& work) {
    if (!session_)
      return; // It is on its way out.
    if (!work.appends.empty())
      tell_appends(work.appends);
    for (std::size_t i = 0; i < work.dues.size(); ++i) {
      reconnect_unless(static_cast<bool>(due_[i]));
      work.dues[i].back.complete(std::move(due_[i]));
    }
  }

  /// Takes the slices over, however long the database needs to come.
  bool start() {
    auto pause = [this](int attempt) {
      if (setup_->status->reachable.exchange(false))
        spdlog::warn("the journal's database is away: reconnecting");
      return setup_->pause ? setup_->pause(attempt) : pause_before_attempt(attempt, *stopping_);
    };
    auto session = setup_->open(pause);
    for (int attempt = 0; !stopping_->load(); ++attempt) {
      const auto owned = session->take_over(setup_->slices, setup_->time->now());
      if (owned) {
        session_ = std::move(session);
        for (const auto slice : setup_->slices)
          show_epoch(slice);
        setup_->status->owns.store(true);
        reached(true);
        return true;
      }
      if (attempt == 0)
        spdlog::error("cannot take the journal's slices over: {}", owned.error().detail);
      if (!pause(attempt))
        return false;
    }
    return false;
  }

  void show_epoch(std::uint32_t slice) { epochs_->of[slice].store(session_->epoch_of(slice)); }

  void reached(bool yes) {
    if (setup_->status->reachable.exchange(yes) == yes)
      return;
    if (yes)
      spdlog::info("the journal is writable: {}", session_->store().name());
    else
      spdlog::warn("the journal cannot be written: {}", session_->store().name());
  }

  /// Another owner is seen: nothing of this node can be written any more, and what it remembers may
  /// be old.
  void fenced() {
    if (!setup_->status->fenced.exchange(true))
      spdlog::critical("another node has taken over this journal: {}", session_->store().name());
    for (const auto slice : setup_->slices)
      show_epoch(slice);
  }

  void tell_appends(std::vector<append_request>& requests) {
    const auto outcomes = std::exchange(outcomes_, {});
    auto batch = std::make_shared<std::vector<committed_append>>();
    for (std::size_t i = 0; i < requests.size(); ++i)
      note_outcome(requests[i], outcomes[i], *batch);
    setup_->count->batches.fetch_add(1, std::memory_order_relaxed);
    const auto any = [&](auto is) { return std::any_of(outcomes.begin(), outcomes.end(), is); };
    reached(!any([](const append_outcome& outcome) {
      return is_unknown_outcome(outcome.code) || outcome.code == errc::unavailable;
    }));
    if (any([](const append_outcome& outcome) { return outcome.code == errc::fenced; }))
      fenced();
    if (!batch->empty() && !unpublished.fires())
      publish(std::move(batch));
    for (std::size_t i = 0; i < requests.size(); ++i)
      tell(requests[i], outcomes[i]);
  }

  void note_outcome(append_request& request, const append_outcome& outcome,
                    std::vector<committed_append>& batch) {
    if (outcome.code != errc::none || outcome.rows.empty())
      return;
    setup_->count->appends.fetch_add(1, std::memory_order_relaxed);
    setup_->count->events.fetch_add(outcome.rows.size(), std::memory_order_relaxed);
    request.seen.slice = outcome.rows.front().slice;
    request.seen.first_position = outcome.rows.front().position;
    batch.push_back(std::move(request.seen));
  }

  void publish(std::shared_ptr<std::vector<committed_append>> batch) {
    std::stable_sort(batch->begin(), batch->end(), [](const auto& a, const auto& b) {
      return std::tie(a.slice, a.first_position) < std::tie(b.slice, b.first_position);
    });
    setup_->publish(std::move(batch));
  }

  void tell(const append_request& request, const append_outcome& outcome) {
    append_done told{outcome.code, {}, 0};
    if (outcome.code == errc::none && !outcome.rows.empty()) {
      told.hash = outcome.rows.back().hash;
      told.epoch = outcome.rows.back().epoch;
    }
    anon_send(request.from, std::move(told));
  }

  void save_all(const std::vector<save_snapshot>& snapshots) {
    for (const auto& request : snapshots) {
      if (snapshot_lost.fires())
        continue;
      if (auto saved = session_->store().save(request.taken); !saved) {
        reconnect_unless(saved.code() != errc::unavailable);
        spdlog::warn("a snapshot of {} was not saved: {}", request.taken.entity,
                     saved.error().detail);
      }
    }
  }

  void reconnect_unless(bool fine) {
    if (!fine)
      static_cast<void>(session_->store().connect());
    reached(fine);
  }

  std::shared_ptr<const journal_writer_setup> setup_;
  std::shared_ptr<slice_epochs> epochs_;
  std::shared_ptr<std::atomic<bool>> stopping_;
  std::unique_ptr<persistence::journal_session> session_;
  std::vector<append_outcome> outcomes_; ///< of the turn
  std::vector<result<std::vector<persistence::wakeup_row>>> due_;
};

} // namespace

caf::actor spawn_journal_worker(caf::actor_system& system,
                                std::shared_ptr<const journal_writer_setup> setup,
                                std::shared_ptr<slice_epochs> epochs,
                                std::shared_ptr<std::atomic<bool>> stopping) {
  if (setup->own_thread)
    return system.spawn<journal_worker, caf::detached>(std::move(setup), std::move(epochs),
                                                       std::move(stopping));
  return system.spawn<journal_worker>(std::move(setup), std::move(epochs), std::move(stopping));
}

} // namespace baedal::actors
