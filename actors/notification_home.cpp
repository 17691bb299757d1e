#include "actors/notification_home.hpp"

#include "actors/projection_session.hpp"

#include <spdlog/spdlog.h>

#include <algorithm>

namespace baedal::actors {

result<unit> settle_notifications(persistence::read_model& main, persistence::read_model* elsewhere,
                                  instant now) {
  auto& home = main.notifications();
  const auto away = home.elsewhere();
  if (!away)
    return away.error();
  const auto silent = std::max(now - resend_within, instant{});
  if (!elsewhere)
    return *away ? home.take_over(silent) : result<unit>{unit{}};
  auto& there = elsewhere->notifications();
  const auto known = there.silent_until();
  if (!known)
    return known.error();
  if (*away && *known == *away)
    return unit{}; // It had them last.
  const auto decided = home.silent_until();
  if (!decided)
    return decided.error();
  if (*known && !*away && !*decided) // The main database is a new one, and that is none.
    return home.keep_elsewhere(**known);
  spdlog::warn("notifications move: messages of events more than {} minutes old are not sent",
               std::chrono::duration_cast<std::chrono::minutes>(resend_within).count());
  if (auto taken = there.take_over(silent); !taken)
    return taken;
  return home.keep_elsewhere(silent);
}

} // namespace baedal::actors
