#include "actors/shared_breaker.hpp"

#include <spdlog/spdlog.h>

namespace baedal::actors {

shared_breaker::shared_breaker(std::string name, breaker_settings how, world& time)
  : name_(std::move(name)), run_(time.new_id()), began_at_(time.now()), time_(time),
    inner_(how, began_at_) {
  totals_.name = name_;
  totals_.run = run_;
}

std::optional<breaker_permit> shared_breaker::admit() {
  const std::lock_guard held{mutex_};
  const auto leave = inner_.admit(time_.now());
  totals_.not_permitted += leave ? 0 : 1;
  tell_changes();
  return leave;
}

void shared_breaker::record(breaker_permit leave, bool failed, std::chrono::milliseconds took) {
  const std::lock_guard held{mutex_};
  ++(failed ? totals_.failed : totals_.succeeded);
  totals_.slow += inner_.is_slow(took) ? 1 : 0;
  inner_.record(leave, failed, took, time_.now());
  tell_changes();
}

void shared_breaker::give_back(breaker_permit leave) {
  const std::lock_guard held{mutex_};
  inner_.give_back(leave);
}

void shared_breaker::give_all_back() {
  const std::lock_guard held{mutex_};
  inner_.give_all_back();
}

bool shared_breaker::lets_pass() {
  const std::lock_guard held{mutex_};
  const bool passes = inner_.is_passable(time_.now());
  totals_.not_permitted += passes ? 0 : 1;
  tell_changes();
  return passes;
}

std::chrono::milliseconds shared_breaker::until_passable() {
  const std::lock_guard held{mutex_};
  return inner_.until_passable(time_.now());
}

bool shared_breaker::is_closed() {
  const std::lock_guard held{mutex_};
  const bool closed = inner_.state(time_.now()) == breaker_state::closed;
  tell_changes();
  return closed;
}

breaker_report shared_breaker::report() {
  const std::lock_guard held{mutex_};
  const auto now = time_.now();
  auto out = totals_;
  out.state = inner_.state(now);
  out.retry_after = inner_.until_passable(now);
  out.since = inner_.since();
  out.counts = inner_.counts(now);
  out.changes = inner_.changes();
  tell_changes();
  return out;
}

breaker_changed shared_breaker::beginning() const {
  using enum breaker_state;
  return {name_, run_, 0, closed, closed, "the process started anew", began_at_};
}

std::optional<breaker_changed> shared_breaker::change_after(std::uint64_t round) {
  const std::lock_guard held{mutex_};
  inner_.state(time_.now()); // It may have been open long enough.
  tell_changes();
  for (const auto& each : inner_.changes())
    if (each.round > round)
      return breaker_changed{name_, run_, each.round, each.from, each.to, each.why, each.at};
  return std::nullopt;
}

void shared_breaker::tell_changes() {
  const auto& all = inner_.changes();
  const auto fresh = std::min<std::uint64_t>(inner_.changed() - told_, all.size());
  for (auto each = all.end() - static_cast<std::ptrdiff_t>(fresh); each != all.end(); ++each) {
    totals_.opened += each->to == breaker_state::open ? 1 : 0;
    totals_.closed += each->to == breaker_state::closed ? 1 : 0;
    const auto level = each->to == breaker_state::open ? spdlog::level::warn : spdlog::level::info;
    spdlog::log(level, "circuit breaker {}: {} after {}, {}", name_, to_string(each->to),
                to_string(each->from), each->why);
  }
  told_ = inner_.changed();
}

} // namespace baedal::actors
