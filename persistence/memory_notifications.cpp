#include "persistence/memory_notifications.hpp"

#include <algorithm>

namespace baedal::persistence {

namespace {

using tables = memory_notifications;
using rows_of = std::vector<notification_row>;

tables::row_key key_of(const notification_record& row) {
  return {row.order.value, row.version, std::string{to_string(row.to)}};
}

tables::message_row_key key_of(const message_key& message) {
  return {message.order.value, message.version, std::string{to_string(message.to)},
          std::string{to_string(message.channel)}};
}

tables::row_key notification_of(const tables::message_row_key& message) {
  return {std::get<0>(message), std::get<1>(message), std::get<2>(message)};
}

/// With all of its messages.
notification_row whole(const tables& all, const notification_row& row) {
  auto out = row;
  const auto key = key_of(row.what);
  const auto& [order, version, audience] = key;
  for (auto at = all.messages.lower_bound({order, version, audience, ""});
       at != all.messages.end() && notification_of(at->first) == key; ++at)
    out.messages.push_back(at->second);
  return out;
}

/// Adds one message to the rows; nothing where its notification is not there.
void add(const tables& all, const tables::message_row_key& key, const message_state& state,
         rows_of& found) {
  const auto told = all.told.find(notification_of(key));
  if (told == all.told.end())
    return;
  if (found.empty() || found.back().what != told->second.what)
    found.push_back(told->second);
  found.back().messages.push_back(state);
}

bool is_due(const message_state& state, instant now) {
  return state.due && *state.due <= now;
}

} // namespace

void memory_notifications::put(const std::vector<notification_record>& rows,
                               const std::vector<new_message>& fresh) {
  for (const auto& record : rows) {
    const auto key = key_of(record);
    const auto place = places.find(key);
    notification_row row{record, 0, {}};
    if (is_listed(record.to))
      row.number = place == places.end() ? ++heads[record.brand.value] : place->second;
    told.emplace(key, std::move(row));
  }
  for (const auto& each : fresh) {
    message_state state;
    state.channel = each.key.channel;
    state.by = each.by;
    state.status = each.status;
    if (each.status == message_status::queued)
      state.due = each.at;
    if (each.status == message_status::suppressed)
      state.error = suppressed_by_load;
    if (!messages.contains(key_of(each.key)))
      set(key_of(each.key), std::move(state));
  }
}

void memory_notifications::set(const message_row_key& key, message_state state) {
  if (state.due)
    waiting.insert(key);
  else
    waiting.erase(key);
  messages[key] = std::move(state);
}

void memory_notifications::drop() {
  for (const auto& [key, row] : told)
    if (row.number > 0)
      places.emplace(key, row.number);
  told.clear();
}

std::vector<notification_row> memory_notifications::rows() const {
  rows_of all;
  for (const auto& [key, row] : told)
    all.push_back(row);
  return all;
}

template <class Value, class Work>
result<Value> locked_notifications::with(Work work) {
  Value value{};
  auto ran = run_([&](tables& all) { value = work(all); });
  if (!ran)
    return ran.error();
  return value;
}

result<rows_of> locked_notifications::of_order(const order_id& order) {
  return with<rows_of>([&](const tables& all) {
    rows_of found;
    for (auto at = all.told.lower_bound({order.value, 0, ""});
         at != all.told.end() && std::get<0>(at->first) == order.value; ++at)
      found.push_back(whole(all, at->second));
    std::stable_sort(found.begin(), found.end(),
                     [](const auto& a, const auto& b) { return a.what.at < b.what.at; });
    return found;
  });
}

result<rows_of> locked_notifications::history(const std::optional<brand_id>& brand,
                                              std::size_t skip, std::size_t limit) {
  return with<rows_of>([&](const tables& all) {
    rows_of found;
    for (const auto& row : all.rows())
      if (row.number > 0 && (!brand || row.what.brand == *brand))
        found.push_back(whole(all, row));
    std::sort(found.begin(), found.end(), [](const auto& a, const auto& b) {
      return std::tie(a.number, a.what.brand.value) < std::tie(b.number, b.what.brand.value);
    });
    if (brand)
      std::erase_if(
        found, [&](const auto& row) { return row.number <= skip || row.number > skip + limit; });
    else
      found.erase(found.begin(),
                  found.begin() + static_cast<std::ptrdiff_t>(std::min(skip, found.size())));
    found.resize(std::min(found.size(), limit));
    return found;
  });
}

result<std::uint64_t> locked_notifications::history_size(const std::optional<brand_id>& brand) {
  return with<std::uint64_t>([&](const tables& all) {
    std::uint64_t size = 0;
    for (const auto& [name, head] : all.heads)
      size += !brand || name == brand->value ? head : 0;
    return size;
  });
}

result<rows_of> locked_notifications::of_status(message_status status,
                                                const std::optional<message_key>& after,
                                                std::size_t limit) {
  return with<rows_of>([&](const tables& all) {
    rows_of found;
    auto at = after ? all.messages.upper_bound(key_of(*after)) : all.messages.begin();
    for (std::size_t count = 0; at != all.messages.end() && count < limit; ++at)
      if (at->second.status == status && all.told.contains(notification_of(at->first))) {
        add(all, at->first, at->second, found);
        ++count;
      }
    return found;
  });
}

result<rows_of> locked_notifications::due(carrier by, instant now, std::size_t limit) {
  return with<rows_of>([&](const tables& all) {
    std::vector<std::pair<instant, tables::message_row_key>> waiting;
    for (const auto& key : all.waiting)
      if (const auto& state = all.messages.at(key);
          state.by == by && is_due(state, now) && all.told.contains(notification_of(key)))
        waiting.emplace_back(*state.due, key);
    std::sort(waiting.begin(), waiting.end());
    waiting.resize(std::min(waiting.size(), limit));
    rows_of found;
    for (const auto& [when, key] : waiting)
      add(all, key, all.messages.at(key), found);
    return found;
  });
}

result<std::uint64_t> locked_notifications::backlog(instant now, std::uint64_t most) {
  return with<std::uint64_t>([&](const tables& all) {
    const auto due = std::count_if(all.waiting.begin(), all.waiting.end(), [&](const auto& key) {
      return is_due(all.messages.at(key), now);
    });
    return std::min(static_cast<std::uint64_t>(due), most);
  });
}

result<unit> locked_notifications::record(std::span<const message_change> changes) {
  return with<unit>([&](tables& all) {
    for (const auto& change : changes)
      if (const auto known = all.messages.find(key_of(change.key)); known != all.messages.end()) {
        auto state = change.state;
        state.channel = change.key.channel;
        state.by = known->second.by;
        all.set(known->first, std::move(state));
      }
    return unit{};
  });
}

result<std::uint64_t> locked_notifications::suppress(carrier by, instant now) {
  return with<std::uint64_t>([&](tables& all) {
    std::uint64_t count = 0;
    const auto waiting = all.waiting;
    for (const auto& key : waiting) {
      auto state = all.messages.at(key);
      if (state.by != by || !is_due(state, now))
        continue;
      state.status = message_status::suppressed;
      state.due.reset();
      state.error = suppressed_by_load;
      all.set(key, std::move(state));
      ++count;
    }
    return count;
  });
}

result<std::optional<instant>> locked_notifications::silent_until() {
  return with<std::optional<instant>>([](const tables& all) { return all.silent_until; });
}

result<unit> locked_notifications::keep_silent_until(instant time) {
  return with<unit>([&](tables& all) {
    if (!all.silent_until)
      all.silent_until = time;
    return unit{};
  });
}

result<unit> locked_notifications::take_over(instant silent) {
  return with<unit>([&](tables& all) {
    const auto waiting = all.waiting;
    for (const auto& key : waiting) {
      const auto told = all.told.find(notification_of(key));
      if (told == all.told.end() || told->second.what.at <= silent) {
        auto state = all.messages.at(key);
        state.status = message_status::skipped;
        state.due.reset();
        all.set(key, std::move(state));
      }
    }
    all.silent_until = silent;
    all.elsewhere.reset();
    return unit{};
  });
}

result<std::optional<instant>> locked_notifications::elsewhere() {
  return with<std::optional<instant>>([](const tables& all) { return all.elsewhere; });
}

result<unit> locked_notifications::keep_elsewhere(instant silent_there) {
  return with<unit>([&](tables& all) {
    all.elsewhere = silent_there;
    return unit{};
  });
}

} // namespace baedal::persistence
