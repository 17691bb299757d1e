#include "node/read_model_places.hpp"

#include "actors/notification_home.hpp"
#include "actors/world.hpp"

#include <set>

namespace baedal::node {

std::vector<persistence::read_list> lists_in(const read_model_places& places) {
  std::vector<persistence::read_list> lists;
  for (const auto& [which, url] : places)
    lists.push_back(which);
  return lists;
}

result<unit> add_place(read_model_places& to, const std::string& text) {
  const auto equals = text.find('=');
  const auto which = persistence::read_list_of(text.substr(0, equals));
  if (equals == std::string::npos || !which)
    return refusal{errc::value_invalid,
                   "write LIST=URL with " + persistence::names_of_read_lists() + " as LIST"};
  const auto url = text.substr(equals + 1);
  if (auto opened = persistence::open_read_list(url); !opened)
    return opened.error();
  if (!to.emplace(*which, url).second)
    return refusal{errc::value_invalid, "the list is placed twice"};
  return unit{};
}

result<unit> connect_lists(const read_model_places& places, persistence::read_model& main) {
  std::unique_ptr<persistence::read_model> notifications;
  for (const auto& [which, url] : places) {
    auto list = persistence::open_read_list(url);
    if (!list)
      return list.error();
    if (auto connected = (*list)->connect(); !connected)
      return refusal{errc::unavailable,
                     "read model " + std::string{to_string(which)} + ": "
                       + connected.error().detail};
    if (which == persistence::read_list::notifications)
      notifications = *std::move(list);
  }
  return actors::settle_notifications(main, notifications.get(), actors::real_world().now());
}

result<unit> check_places(const read_model_places& places, const std::string& database) {
  std::set<std::string> taken{database};
  for (const auto& [which, url] : places)
    if (!taken.insert(url).second)
      return refusal{errc::value_invalid, "--read-model " + std::string{to_string(which)}
                                            + ": that database is in use for something else"};
  return unit{};
}

} // namespace baedal::node
