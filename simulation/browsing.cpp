#include "simulation/event_house.hpp"
#include "simulation/workload.hpp"

#include <caf/all.hpp>

// How people read: orders, lists, histories, topics, live streams.

namespace baedal::simulation {

void workload::look(const std::string& id, std::uint64_t draw,
                    std::optional<std::uint64_t> version) {
  auto* node = ask_whom_(draw);
  if (!node)
    return;
  auto& all = history_.sights<order>();
  const auto number = all.size();
  all.push_back({node->run()->name(), id, version, still_.lived(), {}});
  actors::reply<order_view> back{[this, run = node->run(), number](result<order_view> seen) {
    if (!run->alive())
      return;
    auto& what = history_.sights<order>()[number];
    if (seen && !what.version)
      known_[what.entity] = *seen;
    what.seen.emplace(std::move(seen));
  }};
  node->office().read<order>({id, version, std::move(back)});
}

void workload::browse(const std::string& order, dice& draw) {
  const auto whom = draw.number();
  auto* node = ask_whom_(whom);
  if (!node)
    return;
  const auto run = node->run();
  const auto luck = draw.below(100);
  if (luck < 40)
    return list(*node, run, draw);
  if (luck < 60)
    return read_topic(*node, run, draw);
  if (order.empty())
    return;
  const auto known = known_.find(order);
  const auto newest = known == known_.end() ? 1 : known->second.version;
  if (luck < 80)
    return look(order, whom, draw.below(newest + 2));
  const auto after = draw.below(newest + 1);
  actors::reply<actors::history_page> back{
    [this, run, order, after](const result<actors::history_page>& page) {
      if (run->alive() && page)
        history_.histories.push_back({order, after, *page});
    }};
  node->office().history({order, after, 1 + draw.below(20), std::move(back)});
}

void workload::list(const virtual_node& node, const process_ptr& run, dice& draw) {
  const auto keep = [this, run](std::optional<store_id> shop, std::optional<customer_id> who) {
    return actors::reply<actors::page<order_view>>{
      [this, run, shop, who](result<actors::page<order_view>> page) {
        if (run->alive() && page)
          history_.lists.push_back({shop, who, std::move(page->rows)});
      }};
  };
  const auto limit = 1 + draw.below(60);
  const auto luck = draw.below(100);
  if (luck < 40) {
    const auto& who = draw.any(town_.customers);
    return node.office().query(actors::list_customer_orders{who, {}, limit, keep({}, who)});
  }
  const auto& shop = draw.any(town_.shops).card.id;
  if (luck < 80)
    return node.office().query(actors::list_store_orders{shop, {}, {}, limit, keep(shop, {})});
  if (luck < 90)
    return node.office().query(actors::list_popularity{
      shop, {}, limit, actors::reply<actors::page<actors::dish_row>>{[](const auto&) {}}});
  rider_view who;
  who.area = "north";
  node.office().query(actors::list_jobs{who, {}, limit, keep({}, {})});
}

void workload::read_topic(const virtual_node& node, const process_ptr& run, dice& draw) {
  const auto topics = all_topics();
  const auto& brand = draw.any(topics);
  const auto after = draw.percent(50) ? 0 : draw.below(40);
  actors::reply<actors::page<actors::topic_row>> back{
    [this, run, brand, after](result<actors::page<actors::topic_row>> page) {
      if (run->alive() && page)
        history_.topics.push_back({brand, after, std::move(page->rows)});
    }};
  node.office().query(actors::list_topic{brand, after, 50, std::move(back)});
}

/// Watches the live stream of an order.
void workload::follow(const std::string& id, std::uint64_t draw) {
  auto* node = ask_whom_(draw);
  if (!node)
    return;
  const auto number = history_.streams.size();
  history_.streams.push_back({id, {}});
  node->office().subscribe(
    {order_id{id}, number, [this, number](const actors::public_event& event) {
       history_.streams[number].versions.push_back(event.version);
       return true;
     }});
}

template <class State>
void workload::take_last_look(const std::string& id) {
  auto* node = ask_whom_(0);
  auto& all = history_.last_looks<State>();
  const auto number = all.size();
  all.push_back({node ? node->run()->name() : "nobody", id, {}, still_.lived(), {}});
  if (!node)
    return;
  ++open_last_looks_;
  using view = typename actors::aggregate<State>::view;
  actors::reply<view> back{[this, number](result<view> seen) {
    --open_last_looks_;
    history_.last_looks<State>()[number].seen.emplace(std::move(seen));
  }};
  node->office().template read<State>({id, {}, std::move(back)});
}

template void workload::take_last_look<order>(const std::string&);
template void workload::take_last_look<store>(const std::string&);
template void workload::take_last_look<rider>(const std::string&);
template void workload::take_last_look<customer>(const std::string&);
template void workload::take_last_look<brand>(const std::string&);

} // namespace baedal::simulation
