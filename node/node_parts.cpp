#include "node/node_parts.hpp"

#include "actors/world.hpp"
#include "http/admission.hpp"
#include "http/event_form.hpp"

#include <unistd.h>

namespace baedal::node {

namespace {

std::string name_of_this_start() {
  std::array<char, 256> host{};
  if (gethostname(host.data(), host.size() - 1) != 0)
    host[0] = '?';
  return std::string{host.data()} + "-" + std::to_string(getpid()) + "-"
         + actors::real_world().new_id().substr(0, 8);
}

template <class Port>
std::unique_ptr<Port> opened(result<std::unique_ptr<Port>> port) {
  return port ? std::move(*port) : nullptr;
}

/// The list that a query reads, where it is one that may be moved.
std::optional<persistence::read_list> list_of(const actors::query_message& query,
                                              const std::vector<persistence::read_list>& moved) {
  using persistence::read_list;
  using found = std::optional<read_list>;
  using enum read_list;
  return std::visit(overloaded{
                      [](const actors::list_jobs&) { return found{delivery}; },
                      [](const actors::list_payments&) { return found{payments}; },
                      [](const actors::list_popularity&) { return found{popularity}; },
                      [](const actors::list_customer_orders&) { return found{customers}; },
                      [](const actors::list_store_orders&) { return found{queues}; },
                      [&](const actors::list_collection& asked) {
                        return found{persistence::list_with(asked.part, moved)};
                      },
                      [](const actors::list_order_notifications&) {
                        return found{notifications};
                      },
                      [](const actors::list_notifications&) { return found{notifications}; },
                      [](const actors::list_messages&) { return found{notifications}; },
                      [](const actors::list_topic&) { return found{}; },
                    },
                    query);
}

actors::office::readers_of readers_of_lists(const read_model_places& places) {
  std::map<persistence::read_list, std::string> pools;
  for (const auto& [which, url] : places)
    pools[which] = supervisors::queries_of(which);
  return [pools, moved = lists_in(places)](const actors::query_message& query) -> std::string_view {
    const auto list = list_of(query, moved);
    const auto own = list ? pools.find(*list) : pools.end();
    return own == pools.end() ? std::string_view{"queries"} : std::string_view{own->second};
  };
}

} // namespace

node_parts::node_parts(const serve_settings& how) : settings(how) {
  incarnation = name_of_this_start();
  idle = how.idle;
  gateway_workers = how.protection.payment_calls;
  breaker = std::make_shared<actors::shared_breaker>("payments", how.protection.breaker,
                                                     actors::real_world());
  intake = std::make_shared<http::admission>(intake_of(how.protection, how.threads));
  notifier = how.notifications.limits;
  most_awake = how.awake;
  open_journal = [url = how.database] { return opened(persistence::open_journal(url)); };
  open_reads = [url = how.database] { return opened(persistence::open_read_model(url)); };
  for (const auto& [which, place] : how.read_models)
    separate.push_back(
      {which, [url = place] { return opened(persistence::open_read_list(url)); }});
  lines = [](const std::string& brand, const actors::topic_row& row) {
    return http::event_lines(brand, http::event_form::flat, row);
  };
  office = std::make_shared<actors::office>(
    [names = book](std::string_view name) { return names->find(name); }, shelf,
    readers_of_lists(how.read_models));
}

} // namespace baedal::node
