#include "actors/notification_projection.hpp"

namespace baedal::actors {

namespace {

void add(persistence::read_changes& rows, persistence::notification_record what,
         std::vector<notification> told) {
  for (auto& each : told) {
    what.to = each.to;
    what.what = each.what;
    what.recipient = std::move(each.recipient);
    what.channels = std::move(each.channels);
    what.amount = each.amount;
    what.reason = std::move(each.reason);
    what.left = each.left;
    for (const auto channel : what.channels)
      if (const auto by = carrier_of(channel, what.to))
        rows.messages.push_back({{what.order, what.version, what.to, channel}, *by, what.at});
    rows.notifications.push_back(what);
  }
}

} // namespace

void add_notifications(persistence::read_changes& rows, const order& after,
                       const order_event& event, std::uint64_t version, instant at) {
  auto told = notifications_of(after, event);
  if (told.empty())
    return;
  persistence::notification_record what;
  what.order = after.seen.id;
  what.version = version;
  what.brand = after.seen.brand;
  what.customer = after.seen.customer;
  what.store = after.seen.store;
  what.at = at;
  add(rows, std::move(what), std::move(told));
}

void add_notifications(persistence::read_changes& rows, const customer_id& who,
                       const customer_event& event, instant at) {
  const auto* raised = std::get_if<grade_raised>(&event);
  if (raised == nullptr || raised->order.empty())
    return; // Journals from before orders said who hears of it.
  persistence::notification_record what;
  what.order = raised->order;
  what.brand = raised->brand;
  what.customer = who;
  what.at = at;
  add(rows, std::move(what), notifications_of(who, *raised));
}

} // namespace baedal::actors
