#include "actors/notification_home.hpp"

#include "actors/projection_session.hpp"

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
  if (auto taken = there.take_over(silent); !taken)
    return taken;
  return home.keep_elsewhere(silent);
}

} // namespace baedal::actors
