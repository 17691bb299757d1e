#include "node/drill_desk.hpp"

#include "actors/world.hpp"

#include <spdlog/spdlog.h>

#include <unistd.h>

namespace baedal::node {

namespace {

/// What kill -9 would leave behind: no destructor runs and nothing is flushed but this line.
[[noreturn]] void end_process(std::string_view name) noexcept {
  spdlog::error("drill: failpoint {} ends the process", name);
  if (auto* log = spdlog::default_logger_raw())
    log->flush();
  ::_exit(137);
}

/// Exact in every JSON reader, so that what is shown can be sent back.
std::uint64_t any_seed() {
  return actors::real_world().random() >> 11;
}

} // namespace

drill_desk::~drill_desk() {
  failpoints::decide_by(nullptr);
  for (const auto& [name, which] : rules_)
    failpoints::switch_off(name);
}

std::vector<http::point_state> drill_desk::points() {
  {
    const std::lock_guard one_at_a_time{changing_};
    settle();
  }
  std::vector<http::point_state> all;
  for (auto& point : failpoints::all())
    all.push_back(state_of(std::move(point)));
  return all;
}

std::optional<http::point_state> drill_desk::arm(const std::string& name, http::arming how) {
  const std::lock_guard one_at_a_time{changing_};
  if (!failpoints::knows(name))
    return std::nullopt;
  how.seed = how.seed.value_or(any_seed());
  {
    const std::lock_guard lock{guard_};
    rules_.insert_or_assign(name, rule{.how = how, .dice = std::mt19937_64{*how.seed}});
  }
  failpoints::decide_by(this);
  failpoints::switch_on(name);
  spdlog::warn("drill: failpoint {} is armed", name);
  return state_of(name);
}

std::optional<http::point_state> drill_desk::disarm(const std::string& name) {
  const std::lock_guard one_at_a_time{changing_};
  if (!failpoints::switch_off(name))
    return std::nullopt;
  {
    const std::lock_guard lock{guard_};
    if (const auto found = rules_.find(name); found != rules_.end())
      found->second.armed = false;
  }
  settle();
  spdlog::warn("drill: failpoint {} is disarmed", name);
  return state_of(name);
}

void drill_desk::settle() {
  std::vector<std::string> used_up;
  bool any_armed = false;
  {
    const std::lock_guard lock{guard_};
    for (auto& [name, which] : rules_) {
      if (which.armed && which.how.times == 0) {
        which.armed = false;
        used_up.push_back(name);
      }
      any_armed = any_armed || which.armed;
    }
  }
  for (const auto& name : used_up)
    failpoints::switch_off(name);
  if (!any_armed)
    failpoints::decide_by(nullptr);
}

bool drill_desk::fires(std::string_view name) noexcept {
  bool ends = false;
  {
    const std::lock_guard lock{guard_};
    const auto found = rules_.find(name);
    if (found == rules_.end() || !decide(found->second))
      return false;
    ends = found->second.how.action == http::drill_action::exit;
  }
  if (ends)
    end_process(name);
  return true;
}

bool drill_desk::decide(rule& which) {
  auto& [how, armed, dice, passed, fired] = which;
  if (!armed || how.times == 0)
    return false;
  ++passed;
  // 53 random bits make every double below 1 of that grain equally likely.
  const auto chance = static_cast<double>(dice() >> 11) * 0x1p-53;
  if (chance >= how.probability)
    return false;
  ++fired;
  if (how.times)
    --*how.times;
  return true;
}

http::point_state drill_desk::state_of(failpoints::description point) const {
  http::point_state state{.name = std::move(point.name), .meaning = std::move(point.meaning)};
  const std::lock_guard lock{guard_};
  const auto found = rules_.find(state.name);
  if (found == rules_.end())
    return state;
  const auto& which = found->second;
  if (which.armed && which.how.times != 0)
    state.armed = which.how;
  state.passed = which.passed;
  state.fired = which.fired;
  return state;
}

std::optional<http::point_state> drill_desk::state_of(const std::string& name) const {
  for (auto& point : failpoints::all())
    if (point.name == name)
      return state_of(std::move(point));
  return std::nullopt;
}

} // namespace baedal::node
