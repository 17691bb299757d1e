#include "actors/delivery_rules.hpp"

#include <algorithm>

namespace baedal::actors {

using gateways::send_answer;
using persistence::message_state;

namespace {

std::chrono::milliseconds pause_after(std::uint32_t attempts, std::uint64_t draw,
                                      const delivery_limits& limits) {
  const auto step = limits.first_pause * (std::int64_t{1} << std::min(attempts - 1, 30u));
  const auto pause = std::min<std::chrono::milliseconds>(step, limits.longest_pause);
  return pause + pause * static_cast<std::int64_t>(draw % 256) / 1024;
}

message_state ended(message_state state, message_status how) {
  state.status = how;
  state.due.reset();
  return state;
}

} // namespace

message_state after_attempt(message_state before, const send_answer& answer, instant now,
                            std::uint64_t draw, const delivery_limits& limits) {
  auto after = std::move(before);
  ++after.attempts;
  after.error = answer.detail;
  switch (answer.said) {
    case send_answer::verdict::sent:
      after.sent_at = now;
      after.receipt = answer.receipt;
      after.error.clear();
      return ended(std::move(after), message_status::sent);
    case send_answer::verdict::never:
    case send_answer::verdict::gone:
      return ended(std::move(after), message_status::dead);
    case send_answer::verdict::again:
      break;
  }
  if (after.attempts >= limits.attempts)
    return ended(std::move(after), message_status::dead);
  std::chrono::milliseconds pause = pause_after(after.attempts, draw, limits);
  if (answer.retry_after)
    pause = std::max<std::chrono::milliseconds>(pause, *answer.retry_after);
  after.status = message_status::retrying;
  after.due = now + pause;
  return after;
}

result<message_state> sent_again(message_state before, instant now) {
  if (before.status == message_status::sent)
    return errc::notification_sent;
  if (!is_waiting(before.status)) {
    before.status = message_status::queued;
    before.attempts = 0;
  }
  before.due = before.due ? std::min(*before.due, now) : now;
  return before;
}

} // namespace baedal::actors
