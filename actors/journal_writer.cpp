#include "actors/journal_worker.hpp"

#include "actors/crash_log.hpp"

#include <caf/all.hpp>

#include <algorithm>
#include <unordered_map>

namespace baedal::actors {

namespace {

constexpr std::size_t recoveries_per_turn = 500;

/// A reader, and what waits for it.
struct read_lane {
  caf::actor reader;
  journal_reading next;
  bool busy = false;
};

/// The event-based half: collects while worker and readers are busy.
class journal_writer final : public caf::event_based_actor {
public:
  journal_writer(caf::actor_config& config, std::shared_ptr<const journal_writer_setup> setup)
    : caf::event_based_actor(config), setup_(std::move(setup)) {
    // nop
  }

  const char* name() const override { return "journal writer"; }

  caf::behavior make_behavior() override {
    log_crashes(this, "journal writer");
    const auto epochs = std::make_shared<slice_epochs>();
    worker_ = spawn_journal_worker(system(), setup_, epochs, stopping_);
    monitor(worker_);
    for (auto* lane : {&recovering_, &looking_back_}) {
      lane->reader = spawn_journal_reader(system(), setup_, epochs);
      monitor(lane->reader);
    }
    set_down_handler([this](const caf::down_msg& down) { quit(down.reason); });
    give({}); // The first turn takes the slices over.
    return {
      [this](append_request& request) {
        if (const auto why = refusal_now(); why != errc::none)
          return send(request.from, append_done{why, {}, 0});
        ++unsettled_[request.what.entity.text()];
        accept(next_.appends, request);
      },
      [this](recover_request& request) {
        if (const auto why = refusal_now(); why != errc::none)
          return send(request.from, recover_done{why, 0});
        held_.push_back(std::move(request));
        release_held();
      },
      [this](past_request& request) {
        if (const auto why = refusal_now(); why != errc::none)
          return request.back.refuse(why);
        looking_back_.next.pasts.push_back(std::move(request));
        give_reading(looking_back_);
      },
      [this](due_request& request) { accept(next_.dues, request); },
      [this](save_snapshot& request) {
        if (refusal_now() == errc::none)
          accept(next_.snapshots, request);
      },
      [this](journal_work_done) { on_work_done(); },
      [this](journal_reading_done) { on_reading_done(); },
    };
  }

  void on_exit() override {
    stopping_->store(true);
    for (auto* end : {&worker_, &recovering_.reader, &looking_back_.reader}) {
      anon_send_exit(*end, caf::exit_reason::user_shutdown);
      *end = nullptr;
    }
  }

private:
  /// Why nothing new is taken now, if so: the database is known to be away, or the queue is full. A
  /// poll for due wakeups never asks: it is also how a lost database is found again.
  errc refusal_now() {
    if (started_ && !setup_->status->reachable.load())
      return errc::unavailable;
    const auto waiting =
      next_.size() + held_.size() + recovering_.next.size() + looking_back_.next.size();
    if (waiting < setup_->most_waiting)
      return errc::none;
    setup_->count->overloaded.fetch_add(1, std::memory_order_relaxed);
    return errc::overloaded;
  }

  template <class Request>
  void accept(std::vector<Request>& queue, Request& request) {
    queue.push_back(std::move(request));
    if (!busy_)
      give_next();
  }

  void on_work_done() {
    for (const auto& entity : std::exchange(in_turn_, {}))
      if (const auto known = unsettled_.find(entity); --known->second == 0)
        unsettled_.erase(known);
    busy_ = false;
    if (!std::exchange(started_, true))
      for (auto* lane : {&recovering_, &looking_back_})
        give_turn(*lane, {}); // Connects, whether anybody waits or not.
    release_held();
    if (next_.size() > 0)
      give_next();
  }

  /// Hands over the recoveries of entities of which nothing is unsettled.
  void release_held() {
    if (!started_ || held_.empty())
      return;
    const auto still = std::stable_partition(held_.begin(), held_.end(), [&](const auto& request) {
      return unsettled_.contains(request.entity.text());
    });
    std::move(still, held_.end(), std::back_inserter(recovering_.next.recoveries));
    held_.erase(still, held_.end());
    give_reading(recovering_);
  }

  void on_reading_done() {
    auto& lane = current_sender() == recovering_.reader ? recovering_ : looking_back_;
    lane.busy = false;
    give_reading(lane);
  }

  void give_reading(read_lane& lane) {
    if (!started_ || lane.busy || lane.next.size() == 0)
      return;
    journal_reading turn;
    auto& waiting = lane.next.recoveries;
    const auto end = std::min(waiting.size(), recoveries_per_turn);
    turn.recoveries.assign(std::make_move_iterator(waiting.begin()),
                           std::make_move_iterator(waiting.begin() + std::ptrdiff_t(end)));
    waiting.erase(waiting.begin(), waiting.begin() + std::ptrdiff_t(end));
    std::swap(turn.pasts, lane.next.pasts);
    give_turn(lane, std::move(turn));
  }

  void give_turn(read_lane& lane, journal_reading turn) {
    lane.busy = true;
    send(lane.reader, std::make_shared<journal_reading>(std::move(turn)));
  }

  void give_next() {
    journal_work turn;
    if (next_.appends.size() <= setup_->largest_batch) {
      std::swap(turn, next_);
    } else {
      const auto end = next_.appends.begin() + static_cast<std::ptrdiff_t>(setup_->largest_batch);
      turn.appends.assign(std::make_move_iterator(next_.appends.begin()),
                          std::make_move_iterator(end));
      next_.appends.erase(next_.appends.begin(), end);
    }
    give(std::move(turn));
  }

  void give(journal_work turn) {
    busy_ = true;
    in_turn_.reserve(turn.appends.size());
    for (const auto& request : turn.appends)
      in_turn_.push_back(request.what.entity.text());
    send(worker_, std::make_shared<journal_work>(std::move(turn)));
  }

  std::shared_ptr<const journal_writer_setup> setup_;
  std::shared_ptr<std::atomic<bool>> stopping_ = std::make_shared<std::atomic<bool>>(false);
  caf::actor worker_;
  journal_work next_;
  std::unordered_map<std::string, std::size_t> unsettled_; ///< entity -> appends not settled yet
  std::vector<std::string> in_turn_; ///< entities of the appends that the worker has
  std::vector<recover_request> held_; ///< of entities with unsettled appends
  read_lane recovering_;
  read_lane looking_back_; ///< apart, so that a long history keeps nobody asleep
  bool busy_ = false;
  bool started_ = false; ///< the slices are taken over
};

} // namespace

caf::actor spawn_journal_writer(caf::actor_system& system, journal_writer_setup setup) {
  return system.spawn<journal_writer>(
    std::make_shared<const journal_writer_setup>(std::move(setup)));
}

} // namespace baedal::actors
