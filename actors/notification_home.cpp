#include "actors/notification_home.hpp"

#include "actors/projection_session.hpp"

#include <spdlog/spdlog.h>

#include <algorithm>

namespace baedal::actors {

namespace {

void tell_of_move() {
  spdlog::warn("notifications move: messages of events more than {} minutes old are not sent",
               std::chrono::duration_cast<std::chrono::minutes>(resend_within).count());
}

} // namespace

result<unit> settle_notifications(persistence::read_model& main, persistence::read_model* elsewhere,
                                  instant now) {
  auto& home = main.notifications();
  const auto away = home.elsewhere();
  if (!away)
    return away.error();
  const auto silent = std::max(now - resend_within, instant{});
  if (!elsewhere) {
    if (!*away)
      return unit{};
    tell_of_move();
    return home.take_over(silent);
  }
  auto& there = elsewhere->notifications();
  const auto known = there.silent_until();
  if (!known)
    return known.error();
  if (*away && *known == *away)
    return unit{}; // It had them last.
  const auto decided = home.silent_until();
  if (!decided)
    return decided.error();
  const auto seen = elsewhere->as_of();
  if (!seen)
    return seen.error();
  if (*known && !*away && !*decided && *seen > silent) // The main database is new, and this is not.
    return home.keep_elsewhere(**known);
  if (*away || *decided)
    tell_of_move();
  if (auto taken = there.take_over(silent); !taken)
    return taken;
  return home.keep_elsewhere(silent);
}

} // namespace baedal::actors
