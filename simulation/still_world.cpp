#include "simulation/still_world.hpp"

#include "simulation/type_names.hpp"

#include <caf/exit_reason.hpp>
#include <caf/send.hpp>

#include <stdexcept>

namespace baedal::simulation {

namespace {

constexpr std::size_t most_steps = 1'000'000; ///< at one moment: a loop without waiting

/// What is in a message, for people: the C++ names of our own types, the values of CAF's.
std::string text_of(const caf::type_erased_tuple& content) {
  std::string text;
  for (std::size_t i = 0; i < content.size(); ++i) {
    const auto type = content.type(i);
    text += i == 0 ? "" : " ";
    text += type.second ? type_name(type.second->name()) : content.stringify(i);
  }
  return text;
}

} // namespace

struct still_world::config : caf::actor_system_config {
  config() {
    set("scheduler.policy", caf::atom("testing"));
    set("logger.inline-output", true);
  }
};

still_world::still_world(std::uint64_t seed,
                         const std::function<void(caf::actor_system_config&)>& configure)
  : seed_(seed), dice_(seed), config_(std::make_unique<config>()) {
  if (configure)
    configure(*config_);
  system_ = std::make_unique<caf::actor_system>(*config_);
  system_->await_actors_before_shutdown(false);
  schedule_ = dynamic_cast<caf::scheduler::test_coordinator*>(&system_->scheduler());
  schedule_->clock().current_time += std::chrono::hours{1}; // Its zero means "never" to CAF.
  begun_ = schedule_->clock().current_time;
}

still_world::~still_world() {
  agenda_.clear();
  for (const auto& actor : owned_)
    caf::anon_send_exit(actor, caf::exit_reason::kill);
  owned_.clear();
  drain();
  schedule_->clock().cancel_all();
  schedule_->jobs.clear();
}

bool still_world::step() {
  auto& jobs = schedule_->jobs;
  if (jobs.empty())
    return false;
  std::swap(jobs.front(), jobs[dice_() % jobs.size()]);
  look(jobs.front());
  schedule_->run_once();
  return true;
}

void still_world::look(caf::resumable* job) {
  ++steps_;
  auto* actor = dynamic_cast<caf::scheduled_actor*>(job);
  if (!actor)
    return;
  mix(static_cast<std::uint64_t>(now().time_since_epoch().count()));
  mix(actor->id());
  const auto* next = actor->mailbox().peek();
  if (!next)
    return;
  const auto& content = next->content();
  for (std::size_t i = 0; i < content.size(); ++i) {
    const auto type = content.type(i);
    mix(type.first);
    if (type.second)
      mix_in(type.second->name());
  }
  if (on_step)
    on_step({now(), actor->id(), actor->name(), text_of(content)});
}

void still_world::mix(std::uint64_t number) {
  for (int i = 0; i < 8; ++i, number >>= 8)
    trace_ = (trace_ ^ (number & 0xff)) * 1'099'511'628'211ull;
}

void still_world::note(std::string_view what) {
  mix_in(what);
  if (on_note)
    on_note(what);
}

void still_world::mix_in(std::string_view what) {
  for (const char each : what)
    trace_ = (trace_ ^ static_cast<unsigned char>(each)) * 1'099'511'628'211ull;
}

std::size_t still_world::settle() {
  std::size_t steps = 0;
  while (step())
    if (++steps == most_steps)
      throw std::runtime_error{"the actors do not come to rest"};
  return steps;
}

bool still_world::drain(std::size_t most) noexcept {
  while (most > 0 && step())
    --most;
  return schedule_->jobs.empty();
}

std::size_t still_world::settle_without(const caf::actor& busy) {
  const auto* stands = caf::actor_cast<caf::abstract_actor*>(busy);
  return schedule_->run_jobs_filtered(
    [stands](caf::resumable* job) { return dynamic_cast<caf::abstract_actor*>(job) != stands; });
}

void still_world::advance(std::chrono::nanoseconds by) {
  const auto end = schedule_->clock().current_time + by;
  run_until(now() + std::chrono::duration_cast<std::chrono::milliseconds>(by));
  schedule_->clock().advance_time(end - schedule_->clock().current_time);
  settle();
}

void still_world::at(instant when, std::function<void()> what) {
  agenda_.emplace(moment_of(std::max(when, now())), std::move(what));
}

void still_world::run_until(instant goal, const std::function<bool()>& done) {
  if (!try_run_until(goal, done))
    throw std::runtime_error{"the actors do not come to rest"};
}

bool still_world::try_run_until(instant goal, const std::function<bool()>& done) {
  const auto end = moment_of(goal);
  std::size_t steps = 0;
  while (!done || !done()) {
    const bool due = !agenda_.empty() && agenda_.begin()->first <= schedule_->clock().current_time;
    if (due && (schedule_->jobs.empty() || dice_() % 8 == 0)) {
      take_due();
    } else if (step()) {
      if (++steps == most_steps)
        return false;
    } else if (next_moment(end)) {
      steps = 0;
    } else {
      return true;
    }
  }
  return true;
}

void still_world::take_due() {
  auto what = std::move(agenda_.begin()->second);
  agenda_.erase(agenda_.begin());
  what();
}

/// Moves time to the next moment at which something happens, or to the goal. False at the goal.
bool still_world::next_moment(moment goal) {
  auto& clock = schedule_->clock();
  auto next = goal;
  bool more = false;
  if (!agenda_.empty() && agenda_.begin()->first <= goal) {
    next = agenda_.begin()->first;
    more = true;
  }
  if (!clock.schedule().empty() && clock.schedule().begin()->first <= next) {
    next = clock.schedule().begin()->first;
    more = true;
  }
  clock.advance_time(std::max(next, clock.current_time) - clock.current_time);
  return more;
}

still_world::moment still_world::moment_of(instant when) const {
  return schedule_->clock().current_time + std::chrono::nanoseconds{when - now()};
}

instant still_world::now() const {
  using namespace std::chrono;
  return instant{sys_days{2026y / January / 1}} + leapt_ + lived();
}

std::chrono::milliseconds still_world::lived() const {
  return std::chrono::duration_cast<std::chrono::milliseconds>(schedule_->clock().current_time
                                                               - begun_);
}

} // namespace baedal::simulation
