#include "actors/notification_lookups.hpp"

#include <algorithm>

namespace baedal::actors {

namespace {

constexpr std::size_t most_rows = 500;

message_key key_of(const persistence::notification_record& what, notify_channel channel) {
  return {what.order, what.version, what.to, channel};
}

notification_row shown(persistence::notification_row from) {
  auto& what = from.what;
  notification_row row;
  row.number = from.number;
  for (const auto& state : from.messages)
    row.messages.push_back(actors::shown(key_of(what, state.channel), state));
  row.brand = std::move(what.brand);
  row.order = std::move(what.order);
  row.version = what.version;
  row.customer = std::move(what.customer);
  row.store = std::move(what.store);
  row.what = what.what;
  row.to = what.to;
  row.recipient = std::move(what.recipient);
  row.channels = std::move(what.channels);
  row.amount = what.amount;
  row.reason = std::move(what.reason);
  row.left = what.left;
  row.at = what.at;
  return row;
}

std::vector<notification_row> shown(std::vector<persistence::notification_row> from) {
  std::vector<notification_row> rows;
  for (auto& each : from)
    rows.push_back(shown(std::move(each)));
  return rows;
}

} // namespace

message_row shown(const message_key& key, const persistence::message_state& state) {
  return {key.text(), key.channel,   state.status, state.attempts,
          state.due,  state.sent_at, state.error};
}

result<page<notification_row>> look_up(persistence::read_model& reads,
                                       const list_order_notifications& query, instant as_of) {
  auto found = reads.notifications().of_order(query.order);
  if (!found)
    return found.error();
  return page<notification_row>{shown(*std::move(found)), {}, as_of};
}

result<numbered_notifications> look_up(persistence::read_model& reads,
                                       const list_notifications& query, instant as_of) {
  const auto size = std::clamp<std::size_t>(query.size, 1, most_rows);
  const auto total = reads.notifications().history_size(query.brand);
  if (!total)
    return total.error();
  numbered_notifications out{{}, *total, as_of};
  if (query.page > *total / size)
    return out; // Behind the last one.
  const auto behind = query.page * size;
  if (behind >= *total)
    return out;
  const auto count = std::min<std::uint64_t>(size, *total - behind);
  const auto first = query.rising ? behind : *total - behind - count;
  auto found = reads.notifications().history(query.brand, first, count);
  if (!found)
    return found.error();
  out.rows = shown(*std::move(found));
  if (!query.rising)
    std::reverse(out.rows.begin(), out.rows.end());
  return out;
}

result<page<notification_row>> look_up(persistence::read_model& reads, const list_messages& query,
                                       instant as_of) {
  const auto limit = std::clamp<std::size_t>(query.limit, 1, most_rows);
  const auto after = parse_message_key(query.after);
  if (!query.after.empty() && !after)
    return refusal{errc::value_invalid, "is no cursor of this list", "cursor"};
  auto found = reads.notifications().of_status(query.status, after, limit + 1);
  if (!found)
    return found.error();
  page<notification_row> out{shown(*std::move(found)), {}, as_of};
  std::size_t count = 0;
  for (auto& row : out.rows) {
    count += row.messages.size();
    if (count > limit)
      row.messages.resize(row.messages.size() - (count - limit));
  }
  std::erase_if(out.rows, [](const notification_row& row) { return row.messages.empty(); });
  if (count > limit)
    out.next = out.rows.back().messages.back().id;
  return out;
}

} // namespace baedal::actors
