#include "actors/journal_worker.hpp"

#include "actors/crash_log.hpp"
#include "actors/stall_watch.hpp"

#include <caf/all.hpp>
#include <spdlog/spdlog.h>

#include <algorithm>
#include <unordered_map>

namespace baedal::actors {

namespace {

constexpr std::size_t recoveries_per_turn = 500;
constexpr std::size_t pasts_per_turn = 64; ///< pages

using look_atom = caf::atom_constant<caf::atom("look")>;

/// A reader, and what waits for it.
struct read_lane {
  caf::actor reader;
  journal_reading next;
  stall_watch turn;
  std::size_t given = 0; ///< in the turn
};

/// Moves up to `most` from the front of `waiting`.
template <class Request>
std::vector<Request> take(std::vector<Request>& waiting, std::size_t most) {
  const auto end = waiting.begin() + static_cast<std::ptrdiff_t>(std::min(waiting.size(), most));
  std::vector<Request> taken(std::make_move_iterator(waiting.begin()),
                             std::make_move_iterator(end));
  waiting.erase(waiting.begin(), end);
  return taken;
}

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
    setup_->status->frozen.store(false);
    give({}); // The first turn takes the slices over.
    return {
      [this](append_request& request) {
        if (const auto why = refusal_now(); why != errc::none)
          return send(request.from, append_done{why, {}, 0});
        ++unsettled_[request.what.entity.text()];
        accept(next_.appends, request);
        show_depth();
      },
      [this](recover_request& request) {
        if (const auto why = refusal_now(recovering_); why != errc::none)
          return send(request.from, recover_done{why, 0});
        held_.push_back(std::move(request));
        release_held();
        show_depth();
      },
      [this](past_request& request) {
        if (const auto why = refusal_now(looking_back_); why != errc::none)
          return request.back.refuse(why);
        looking_back_.next.pasts.push_back(std::move(request));
        give_reading(looking_back_);
        show_depth();
      },
      [this](due_request& request) { accept(next_.dues, request); },
      [this](save_snapshot& request) {
        if (refusal_now() == errc::none)
          accept(next_.snapshots, request);
      },
      [this](journal_work_done) { on_work_done(); },
      [this](journal_reading_done) { on_reading_done(); },
      [this](look_atom) { on_look(); },
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
    if (started_ && (turn_.stalled() || !setup_->status->reachable.load()))
      return errc::unavailable;
    if (waiting() < setup_->most_waiting)
      return errc::none;
    setup_->count->overloaded.fetch_add(1, std::memory_order_relaxed);
    return errc::overloaded;
  }

  /// The same of a reader.
  errc refusal_now(const read_lane& lane) {
    return lane.turn.stalled() ? errc::unavailable : refusal_now();
  }

  template <class Request>
  void accept(std::vector<Request>& queue, Request& request) {
    queue.push_back(std::move(request));
    if (!turn_.under_way())
      give_next();
  }

  void on_work_done() {
    for (const auto& entity : std::exchange(in_turn_, {}))
      settled(entity);
    turn_.ended();
    if (setup_->status->frozen.exchange(false) && setup_->status->reachable.load())
      spdlog::info("the journal's database answers again");
    if (!std::exchange(started_, true))
      for (auto* lane : {&recovering_, &looking_back_})
        give_turn(*lane, {}); // Connects, whether anybody waits or not.
    release_held();
    if (next_.size() > 0)
      give_next();
    show_depth();
  }

  [[nodiscard]] std::size_t waiting() const {
    return next_.size() + held_.size() + recovering_.next.size() + looking_back_.next.size();
  }

  void show_depth() {
    setup_->status->waiting.store(waiting() + in_turn_.size() + recovering_.given
                                    + looking_back_.given,
                                  std::memory_order_relaxed);
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

  void settled(const std::string& entity) {
    if (const auto known = unsettled_.find(entity); --known->second == 0)
      unsettled_.erase(known);
  }

  void on_reading_done() {
    auto& lane = current_sender() == recovering_.reader ? recovering_ : looking_back_;
    lane.turn.ended();
    lane.given = 0;
    give_reading(lane);
    show_depth();
  }

  void give_reading(read_lane& lane) {
    if (!started_ || lane.turn.under_way() || lane.next.size() == 0)
      return;
    give_turn(lane, {take(lane.next.recoveries, recoveries_per_turn),
                     take(lane.next.pasts, pasts_per_turn)});
  }

  void give_turn(read_lane& lane, journal_reading turn) {
    began(lane.turn);
    lane.given = turn.size();
    send(lane.reader, std::make_shared<journal_reading>(std::move(turn)));
  }

  void give_next() {
    give({take(next_.appends, setup_->largest_batch), std::exchange(next_.dues, {}),
          std::exchange(next_.snapshots, {})});
  }

  void give(journal_work turn) {
    began(turn_);
    in_turn_.reserve(turn.appends.size());
    for (const auto& request : turn.appends)
      in_turn_.push_back(request.what.entity.text());
    send(worker_, std::make_shared<journal_work>(std::move(turn)));
  }

  // -- a database that does not answer ------------------------------------------------------------

  void began(stall_watch& turn) {
    turn.began();
    if (!std::exchange(looking_, true))
      delayed_send(this, std::chrono::seconds{1}, look_atom::value);
  }

  /// Once a second, as long as anything is under way.
  void on_look() {
    looking_ = false;
    for (auto* lane : {&recovering_, &looking_back_})
      if (lane->turn.look())
        refuse_waiting(*lane);
    if (turn_.look() && started_)
      on_frozen();
    for (const auto* turn : {&turn_, &recovering_.turn, &looking_back_.turn})
      if (turn->under_way() && !std::exchange(looking_, true))
        delayed_send(this, std::chrono::seconds{1}, look_atom::value);
  }

  /// What the worker has been given may be done or not; what still waits here is certainly not.
  void on_frozen() {
    if (!setup_->status->frozen.exchange(true) && setup_->status->reachable.load())
      spdlog::warn("the journal's database does not answer");
    for (auto& request : std::exchange(next_.appends, {})) {
      settled(request.what.entity.text());
      send(request.from, append_done{errc::unavailable, {}, 0});
    }
    for (auto& request : std::exchange(held_, {}))
      send(request.from, recover_done{errc::unavailable, 0});
    for (auto* lane : {&recovering_, &looking_back_})
      refuse_waiting(*lane);
    show_depth();
  }

  void refuse_waiting(read_lane& lane) {
    for (auto& request : std::exchange(lane.next.recoveries, {}))
      send(request.from, recover_done{errc::unavailable, 0});
    for (auto& request : std::exchange(lane.next.pasts, {}))
      request.back.refuse(errc::unavailable);
  }

  std::shared_ptr<const journal_writer_setup> setup_;
  std::shared_ptr<std::atomic<bool>> stopping_ = std::make_shared<std::atomic<bool>>(false);
  caf::actor worker_;
  journal_work next_;
  std::unordered_map<std::string, std::size_t> unsettled_; ///< entity -> appends not settled yet
  std::vector<std::string> in_turn_;  ///< entities of the appends that the worker has
  std::vector<recover_request> held_; ///< of entities with unsettled appends
  read_lane recovering_;
  read_lane looking_back_; ///< apart, so that a long history keeps nobody asleep
  stall_watch turn_;       ///< of the worker
  bool looking_ = false;   ///< a look is scheduled
  bool started_ = false;   ///< the slices are taken over
};

} // namespace

caf::actor spawn_journal_writer(caf::actor_system& system, journal_writer_setup setup) {
  return system.spawn<journal_writer>(
    std::make_shared<const journal_writer_setup>(std::move(setup)));
}

} // namespace baedal::actors
