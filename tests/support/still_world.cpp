#include "tests/support/still_world.hpp"

#include <caf/exit_reason.hpp>
#include <caf/send.hpp>

#include <cstdlib>
#include <stdexcept>

namespace baedal::test {

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
  for (const auto& actor : owned_)
    caf::anon_send_exit(actor, caf::exit_reason::kill);
  owned_.clear();
  for (std::size_t left = 100'000; left > 0 && step(); --left) {
    // Until all have ended.
  }
  schedule_->clock().cancel_all();
  schedule_->jobs.clear();
}

bool still_world::step() {
  auto& jobs = schedule_->jobs;
  if (jobs.empty())
    return false;
  std::swap(jobs.front(), jobs[dice_() % jobs.size()]);
  schedule_->run_once();
  return true;
}

std::size_t still_world::settle() {
  std::size_t steps = 0;
  while (step())
    if (++steps == 1'000'000)
      throw std::runtime_error{"the actors do not come to rest"};
  return steps;
}

std::size_t still_world::settle_without(const caf::actor& busy) {
  const auto* stands = caf::actor_cast<caf::abstract_actor*>(busy);
  return schedule_->run_jobs_filtered([stands](caf::resumable* job) {
    return dynamic_cast<caf::abstract_actor*>(job) != stands;
  });
}

void still_world::advance(std::chrono::nanoseconds by) {
  auto& clock = schedule_->clock();
  const auto goal = clock.current_time + by;
  settle();
  while (!clock.schedule().empty() && clock.schedule().begin()->first <= goal) {
    const auto next = std::max(clock.schedule().begin()->first, clock.current_time);
    clock.advance_time(next - clock.current_time);
    settle();
  }
  clock.advance_time(goal - clock.current_time);
  settle();
}

instant still_world::now() const {
  using namespace std::chrono;
  const auto passed = schedule_->clock().current_time - begun_;
  return instant{sys_days{2026y / January / 1}} + duration_cast<milliseconds>(passed);
}

std::uint64_t seed_or(std::uint64_t otherwise) {
  const auto* given = std::getenv("BAEDAL_SEED");
  return given ? std::strtoull(given, nullptr, 10) : otherwise;
}

} // namespace baedal::test
