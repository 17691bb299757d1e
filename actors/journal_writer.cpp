#include "actors/journal_worker.hpp"

#include <caf/all.hpp>

namespace baedal::actors {

namespace {

/// The event-based half: collects while the worker is busy.
class journal_writer final : public caf::event_based_actor {
public:
  journal_writer(caf::actor_config& config, std::shared_ptr<const journal_writer_setup> setup)
    : caf::event_based_actor(config), setup_(std::move(setup)) {
    // nop
  }

  caf::behavior make_behavior() override {
    worker_ = spawn_journal_worker(system(), setup_, stopping_);
    monitor(worker_);
    set_down_handler([this](const caf::down_msg& down) { quit(down.reason); });
    give({}); // The first turn takes the slices over.
    return {
      [this](append_request& request) {
        if (const auto why = refusal_now(); why != errc::none)
          send(request.from, append_done{why, {}, 0});
        else
          accept(next_.appends, request);
      },
      [this](recover_request& request) {
        if (const auto why = refusal_now(); why != errc::none)
          send(request.from, recover_done{why, 0});
        else
          accept(next_.recoveries, request);
      },
      [this](past_request& request) { accept_or_refuse(next_.pasts, request); },
      [this](due_request& request) { accept_or_refuse(next_.dues, request); },
      [this](save_snapshot& request) {
        if (refusal_now() == errc::none)
          accept(next_.snapshots, request);
      },
      [this](journal_work_done) { on_work_done(); },
    };
  }

  void on_exit() override {
    stopping_->store(true);
    anon_send_exit(worker_, caf::exit_reason::user_shutdown);
    worker_ = nullptr;
  }

private:
  /// Why nothing new is taken now, if so: the database is known to be away, or the queue is full.
  errc refusal_now() {
    if (started_ && !setup_->status->reachable.load())
      return errc::unavailable;
    if (next_.size() < setup_->most_waiting)
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

  template <class Request>
  void accept_or_refuse(std::vector<Request>& queue, Request& request) {
    // A poll for due wakeups is also how a lost database is found again: it always goes through.
    const auto why = std::is_same_v<Request, due_request> ? errc::none : refusal_now();
    if (why != errc::none)
      request.back.refuse(why);
    else
      accept(queue, request);
  }

  void on_work_done() {
    busy_ = false;
    started_ = true;
    if (next_.size() > 0)
      give_next();
  }

  void give_next() {
    journal_work turn;
    if (next_.appends.size() <= setup_->largest_batch) {
      std::swap(turn, next_);
    } else { // Reads wait until every append accepted before them is on its way.
      const auto end = next_.appends.begin() + static_cast<std::ptrdiff_t>(setup_->largest_batch);
      turn.appends.assign(std::make_move_iterator(next_.appends.begin()),
                          std::make_move_iterator(end));
      next_.appends.erase(next_.appends.begin(), end);
    }
    give(std::move(turn));
  }

  void give(journal_work turn) {
    busy_ = true;
    send(worker_, std::make_shared<journal_work>(std::move(turn)));
  }

  std::shared_ptr<const journal_writer_setup> setup_;
  std::shared_ptr<std::atomic<bool>> stopping_ = std::make_shared<std::atomic<bool>>(false);
  caf::actor worker_;
  journal_work next_;
  bool busy_ = false;
  bool started_ = false;
};

} // namespace

caf::actor spawn_journal_writer(caf::actor_system& system, journal_writer_setup setup) {
  return system.spawn<journal_writer>(
    std::make_shared<const journal_writer_setup>(std::move(setup)));
}

} // namespace baedal::actors
