#include "actors/notifier.hpp"

#include "actors/crash_log.hpp"
#include "actors/delivery_rules.hpp"
#include "actors/message_budget.hpp"
#include "actors/message_lane.hpp"
#include "actors/notification_workers.hpp"

#include <caf/all.hpp>
#include <spdlog/spdlog.h>

namespace baedal::actors {

namespace {

struct look_tick {};

} // namespace

} // namespace baedal::actors

CAF_ALLOW_UNSAFE_MESSAGE_TYPE(baedal::actors::look_tick)

namespace baedal::actors {

namespace {

using gateways::send_answer;
using message_ptr = std::shared_ptr<const due_message>;
using setup_ptr = std::shared_ptr<const notifier_setup>;

/// The event-based front.
class notifier final : public caf::event_based_actor {
public:
  notifier(caf::actor_config& config, setup_ptr setup)
    : caf::event_based_actor(config), setup_(std::move(setup)), shedding_(setup_->limits.shedding),
      budget_(setup_->limits.per_second, setup_->channels.size()) {
    // nop
  }

  const char* name() const override { return "notifier"; }

  caf::behavior make_behavior() override {
    log_crashes(this, "notifier");
    clerk_ = spawn_notification_clerk(system(), setup_->books, setup_->own_threads);
    monitor(clerk_);
    for (const auto& [by, channel] : setup_->channels) {
      lanes_[by].channel = channel;
      for (std::size_t i = 0; i < setup_->limits.senders; ++i)
        hire(by);
    }
    set_down_handler([this](const caf::down_msg& down) { on_down(down); });
    send(this, look_tick{});
    return {
      [this](look_tick) {
        look_ = true;
        delayed_send(this, setup_->limits.poll, look_tick{});
        go_on();
      },
      [this](const report_ptr& report) { on_report(*report); },
      [this](const send_done& what) { on_sent(what); },
      [this](const redeliver_message& asked) {
        if (!setup_->may_run())
          return asked.back.refuse(errc::unavailable);
        again_.push_back(asked);
        go_on();
      },
    };
  }

  void on_exit() override {
    stop_shedding();
    anon_send_exit(clerk_, caf::exit_reason::user_shutdown);
    for (const auto& [worker, task] : senders_)
      anon_send_exit(worker, caf::exit_reason::user_shutdown);
    clerk_ = nullptr;
    senders_.clear();
    lanes_.clear();
    again_.clear(); // Each answers "unavailable" as it goes.
  }

private:
  void hire(carrier by) {
    auto worker =
      spawn_notification_sender(system(), lanes_[by].channel, setup_->time, setup_->own_threads);
    monitor(worker);
    senders_.push_back({worker, {by, nullptr}});
    lanes_[by].idle.push_back(std::move(worker));
  }

  // -- the books ----

  void go_on() {
    if (!setup_->may_run())
      return stop_shedding();
    if (busy_)
      return;
    auto turn = std::make_shared<clerk_turn>();
    auto left = budget_.at(setup_->time->now());
    if (left < lanes_.size())
      left = 0; // Else those who come first would take it all.
    auto lanes_left = lanes_.size(); // Each has its share: none waits for ever behind another.
    bool ask = false;
    for (auto& [by, lane] : lanes_) {
      const auto share = left / lanes_left--;
      const bool shed = by == carrier::sms && shedding_.sheds();
      const auto room = lane.room(setup_->limits, share);
      const auto wanted = shed || (!look_ && !is_worth_asking(room)) ? 0 : room;
      ask = ask || (lane.more && lane.queue.empty() && wanted > 0);
      turn->wanted[by] = wanted;
      left -= wanted;
    }
    if (!look_ && (resting_ || (!ask && !is_worth_writing() && again_.empty())))
      return;
    const bool is_look = std::exchange(look_, false);
    resting_ = false;
    busy_ = true;
    turn->outcomes = std::exchange(outcomes_, {});
    turn->again = std::exchange(again_, {});
    turn->known = known_;
    if (is_look) { // Counting and shedding take the table's time: now and then is enough.
      turn->shed_sms = shedding_.sheds();
      turn->count_to = setup_->limits.shedding.waiting + 1;
    }
    given_ = turn;
    send(clerk_, turn_ptr{std::move(turn)});
  }

  /// Where the budget leaves a carrier no more than a few messages, it waits for the next look.
  [[nodiscard]] bool is_worth_asking(std::size_t wanted) const {
    const auto fair = std::max<std::size_t>(setup_->limits.per_second / lanes_.size(), 1);
    return 2 * wanted >= std::min(setup_->limits.ahead(), fair);
  }

  /// While more is on its way, outcomes are written down many at a time, or with the next look.
  [[nodiscard]] bool is_worth_writing() const {
    return !outcomes_.empty()
           && (outcomes_.size() >= setup_->limits.ahead() || known_.size() == outcomes_.size());
  }

  void on_report(const clerk_report& report) {
    busy_ = false;
    const auto given = std::exchange(given_, nullptr);
    if (report.code != errc::none) {
      outcomes_.insert(outcomes_.begin(), given->outcomes.begin(), given->outcomes.end());
      resting_ = true; // Until the next tick.
      stop_shedding();
      if (setup_->count->failures.fetch_add(1) == 0)
        spdlog::warn("the notifier's books cannot be kept: {}", to_string(report.code));
      return;
    }
    for (const auto& change : given->outcomes)
      known_.erase(change.key);
    if (given->shed_sms)
      forget_shed();
    for (const auto by : report.asked_for)
      setup_->count->of(by).gone = false;
    for (auto& [by, lane] : lanes_) {
      const auto wanted = given->wanted.at(by);
      if (const auto found = report.found.find(by); wanted > 0)
        lane.more = found != report.found.end() && found->second == wanted;
    }
    for (const auto& each : report.due)
      take(each);
    setup_->count->suppressed += report.suppressed;
    setup_->count->redelivered += report.redelivered;
    if (report.backlog)
      observe(*report.backlog);
    hand_out();
    go_on();
  }

  void observe(std::uint64_t backlog) {
    setup_->count->waiting = backlog;
    const bool before = shedding_.sheds();
    const auto now_sheds = shedding_.look(setup_->time->now(), backlog, setup_->progress->told);
    setup_->progress->sheds_sms = now_sheds;
    if (now_sheds == before)
      return;
    look_ = look_ || now_sheds; // What waits goes at once.
    spdlog::warn("SMS are {}", now_sheds ? "shed: there is too much to send" : "sent again");
  }

  /// New SMS wait again: nobody is here to say when it is over.
  void stop_shedding() { setup_->progress->sheds_sms = false; }

  /// What is in a sender's hands is sent all the same.
  void forget_shed() {
    if (const auto sms = lanes_.find(carrier::sms); sms != lanes_.end())
      for (const auto& each : std::exchange(sms->second.queue, {}))
        known_.erase(each->key);
  }

  void take(const due_message& what) {
    if (!known_.insert(what.key).second)
      return;
    budget_.spend_one();
    const auto& lane = lanes_[what.by];
    const bool unreachable = lane.channel->needs_phone() && what.content.phone.empty();
    if (setup_->count->of(what.by).gone)
      conclude(what, {send_answer::verdict::never, "the endpoint is gone (410)", {}});
    else if (unreachable)
      conclude(what, {send_answer::verdict::never, "no recipient", {}});
    else
      lanes_[what.by].queue.push_back(std::make_shared<const due_message>(what));
  }

  void conclude(const due_message& what, const send_answer& answer) {
    auto state = after_attempt(what.state, answer, setup_->time->now(), setup_->time->random(),
                               setup_->limits.delivery);
    auto& count = setup_->count->of(what.by);
    const bool is_sent = state.status == message_status::sent;
    const bool is_dead = state.status == message_status::dead;
    ++(is_sent ? count.sent : is_dead ? count.dead : count.failed);
    if (is_dead)
      spdlog::warn("message {} is given up: {}", what.content.id, answer.detail);
    outcomes_.push_back({what.key, std::move(state)});
  }

  // -- sending ----

  void hand_out() {
    for (auto& [by, lane] : lanes_)
      while (!lane.queue.empty() && !lane.idle.empty()) {
        auto worker = std::move(lane.idle.back());
        lane.idle.pop_back();
        task_of(worker.address())->second.second = lane.queue.front();
        send(worker, send_task{lane.queue.front()});
        lane.queue.pop_front();
      }
  }

  void on_sent(const send_done& sent) {
    const auto by = sent.what->by;
    if (const auto known = task_of(sent.sender.address()); known != senders_.end()) {
      known->second.second = nullptr;
      lanes_[by].idle.push_back(sent.sender);
    }
    conclude(*sent.what, sent.answer);
    if (sent.answer.said == send_answer::verdict::gone)
      close(by);
    hand_out();
    go_on();
  }

  /// Nothing more is sent to an endpoint that said so, until an operator sends one of its messages
  /// again or the node starts anew.
  void close(carrier by) {
    if (!setup_->count->of(by).gone.exchange(true))
      spdlog::error("{} said 410: nothing more is sent there", to_string(by));
    for (const auto& each : std::exchange(lanes_[by].queue, {}))
      conclude(*each, {send_answer::verdict::never, "the endpoint is gone (410)", {}});
  }

  void on_down(const caf::down_msg& down) {
    if (down.source == clerk_)
      return quit(down.reason);
    const auto worker = task_of(down.source);
    if (worker == senders_.end())
      return;
    const auto [by, task] = worker->second;
    std::erase(lanes_[by].idle, worker->first);
    senders_.erase(worker);
    hire(by);
    if (task)
      conclude(*task, {send_answer::verdict::again, "the sender crashed", {}});
    hand_out();
    go_on();
  }

  using worker_task = std::pair<caf::actor, std::pair<carrier, message_ptr>>;
  std::vector<worker_task>::iterator task_of(const caf::actor_addr& worker) {
    return std::find_if(senders_.begin(), senders_.end(),
                        [&](const auto& each) { return each.first == worker; });
  }

  setup_ptr setup_;
  load_shedding shedding_;
  caf::actor clerk_;
  std::map<carrier, message_lane> lanes_;
  std::vector<worker_task> senders_; ///< with what each has in its hands
  std::set<message_key> known_;      ///< taken up, and not yet written down what became of them
  std::vector<persistence::message_change> outcomes_;
  std::vector<redeliver_message> again_;
  turn_ptr given_; ///< what the clerk is at
  message_budget budget_;
  bool busy_ = false;
  bool look_ = false;
  bool resting_ = false;
};

} // namespace

caf::actor spawn_notifier(caf::actor_system& system, notifier_setup setup) {
  for (const auto& [by, channel] : setup.channels)
    setup.books.needs_phone[by] = channel->needs_phone();
  return system.spawn<notifier>(std::make_shared<const notifier_setup>(std::move(setup)));
}

} // namespace baedal::actors
