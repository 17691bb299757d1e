#include "actors/circuit_breaker.hpp"

#include <algorithm>

namespace baedal::actors {

namespace {

std::string share(std::uint64_t some, const char* what, std::uint64_t all) {
  return std::to_string(some) + " of " + std::to_string(all) + " calls " + what;
}

} // namespace

circuit_breaker::circuit_breaker(breaker_settings how, instant now)
  : how_(how), since_(now), window_(how.window) {
  // nop
}

std::optional<breaker_permit> circuit_breaker::admit(instant now) {
  if (!is_passable(now))
    return std::nullopt;
  if (state_ == breaker_state::half_open)
    ++let_through_;
  return breaker_permit{round_};
}

void circuit_breaker::record(breaker_permit leave, bool failed, std::chrono::milliseconds took,
                             instant now) {
  if (leave.round != round_)
    return; // The state has changed without it.
  const bool slow = is_slow(took);
  if (state_ == breaker_state::closed) {
    window_.add(failed, slow, now);
    judge_window(now);
  } else {
    probed_ += {1, failed ? 1u : 0u, slow ? 1u : 0u};
    judge_probes(now);
  }
}

void circuit_breaker::give_back(breaker_permit leave) {
  if (leave.round == round_ && state_ == breaker_state::half_open)
    --let_through_;
}

void circuit_breaker::give_all_back() {
  let_through_ = static_cast<std::uint32_t>(probed_.calls);
}

bool circuit_breaker::is_passable(instant now) {
  look(now);
  return state_ == breaker_state::closed
         || (state_ == breaker_state::half_open && let_through_ < how_.probes);
}

std::chrono::milliseconds circuit_breaker::until_passable(instant now) {
  look(now);
  return state_ == breaker_state::open ? try_at_ - now : std::chrono::milliseconds{0};
}

breaker_state circuit_breaker::state(instant now) {
  look(now);
  return state_;
}

call_counts circuit_breaker::counts(instant now) const {
  switch (state_) {
    case breaker_state::closed:
      return window_.within(now);
    case breaker_state::half_open:
      return probed_;
    case breaker_state::open:
      break;
  }
  return {};
}

void circuit_breaker::look(instant now) {
  if (state_ != breaker_state::open)
    return;
  try_at_ = std::min(try_at_, now + how_.open); // The clock may have been set back.
  if (now >= try_at_)
    change(breaker_state::half_open, now, "it was open long enough");
}

void circuit_breaker::judge_window(instant now) {
  const auto seen = window_.within(now);
  if (seen.calls < how_.least_calls)
    return;
  if (seen.failed_at_least(how_.error_percent))
    change(breaker_state::open, now, share(seen.failed, "failed", seen.calls));
  else if (seen.slow_at_least(how_.slow_percent))
    change(breaker_state::open, now, share(seen.slow, "were slow", seen.calls));
}

/// Judged as if all that is still to come went well: what opens it then opens it for certain.
void circuit_breaker::judge_probes(instant now) {
  auto at_best = probed_;
  at_best.calls = std::max<std::uint64_t>(at_best.calls, how_.probes);
  if (at_best.failed_at_least(how_.error_percent))
    change(breaker_state::open, now, share(probed_.failed, "failed", probed_.calls));
  else if (at_best.slow_at_least(how_.slow_percent))
    change(breaker_state::open, now, share(probed_.slow, "were slow", probed_.calls));
  else if (probed_.calls >= how_.probes)
    change(breaker_state::closed, now,
           share(probed_.calls - probed_.failed, "succeeded", probed_.calls));
}

void circuit_breaker::change(breaker_state to, instant now, std::string why) {
  changes_.push_back({++round_, now, state_, to, std::move(why)});
  if (changes_.size() > most_changes)
    changes_.pop_front();
  state_ = to;
  since_ = now;
  try_at_ = now + how_.open;
  window_.clear();
  probed_ = {};
  let_through_ = 0;
}

} // namespace baedal::actors
