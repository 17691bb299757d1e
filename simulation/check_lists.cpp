#include "actors/projection_session.hpp"
#include "domain/job.hpp"
#include "persistence/order_view_codec.hpp"
#include "simulation/checking.hpp"

#include <algorithm>

// What the read models hold in the end, beside a fold of the checkers' own.

namespace baedal::simulation {

namespace {

using lines = std::multiset<std::string>;

/// What reaches a store's queue, and when (requirements M1 `store_sees_order`, K2). Money that came
/// after the end of an order opens no ticket.
bool reaches_store(const tracked<order>& known) {
  const auto when = known.now.placed->policy.store_sees_order;
  const bool was_paid =
    std::any_of(known.shown.begin(), known.shown.end(),
                [](const auto& each) { return each.second == "payment_approved"; });
  return when == store_visibility::when_ordered
         || (when == store_visibility::when_paid && was_paid);
}

std::string line_of(std::string_view list, std::string_view whose, const order_view& row) {
  return std::string{list} + ' ' + std::string{whose} + ' ' + persistence::encode_order_view(row);
}

std::string topic_line(const brand_id& brand, const std::string& whose, std::uint64_t version,
                       const std::string& type) {
  return "topic " + brand.value + ' ' + whose + ' ' + std::to_string(version) + ' ' + type;
}

/// Money that moved is compared, too; what was only asked for is not.
std::string payment_line(const std::string& id, std::uint64_t version, std::string_view step,
                         money amount) {
  const bool moved = step == "approved" || step == "refunded";
  return "payment " + id + ' ' + std::to_string(version) + ' ' + std::string{step} + ' '
         + (moved ? std::to_string(amount.won) : std::string{});
}

/// What a step moved: captured and refunded sums only grow.
money moved_at(const tracked<order>& known, std::uint64_t version) {
  const auto& then = known.views.at(version).back().payment;
  const auto before = known.views.find(version - 1);
  const auto was = before == known.views.end() ? payment_view{} : before->second.back().payment;
  return then.captured - was.captured + then.refunded - was.refunded;
}

/// The step of its payment that a public event of an order is; empty for any other event. That a
/// call's outcome is not known is no step.
std::string_view payment_step(std::string_view type) {
  constexpr std::string_view beginning = "payment_";
  if (type.starts_with(beginning) && type != "payment_timed_out")
    return type.substr(beginning.size());
  return type == "refund_refused" ? type : std::string_view{};
}

struct counted_dish {
  std::int64_t orders = 0;
  std::int64_t quantity = 0;
};

/// By store and item.
using dish_counts = std::map<std::pair<std::string, std::string>, counted_dish>;

/// What an order adds as its cooking starts, where its policy has dishes counted (K20, 002-X2).
void count_dishes(dish_counts& all, const tracked<order>& known) {
  if (!known.now.placed->policy.count_dishes_at_cooking_start)
    return;
  for (const auto& [version, type] : known.shown) {
    if (type != "cooking_started")
      continue;
    const auto& then = known.views.at(version).back();
    std::set<std::string> dishes;
    for (const auto& line : then.items) {
      all[{then.store.value, line.item.value}].quantity += line.quantity;
      dishes.insert(line.item.value);
    }
    for (const auto& dish : dishes)
      ++all[{then.store.value, dish}].orders;
  }
}

std::string dish_line(const std::string& shop, const std::string& item, std::int64_t orders,
                      std::int64_t quantity) {
  return "dish " + shop + ' ' + item + ' ' + std::to_string(orders) + ' '
         + std::to_string(quantity);
}

std::string job_line(const std::string& who, const std::string& order) {
  return "job of " + who + ' ' + order;
}

lines lists_wanted(const checking& all) {
  lines wanted;
  dish_counts dishes;
  const auto add_told = [&](const auto& entities) {
    for (const auto& [entity, known] : entities)
      for (const auto& [version, entry] : known.told)
        wanted.insert(topic_line(entry.brand, entity, version, entry.type));
  };
  add_told(all.journal().all<store>());
  add_told(all.journal().all<customer>());
  add_told(all.journal().all<breaker>());
  for (const auto& [entity, known] : all.journal().all<order>()) {
    const auto& state = known.now;
    if (!is_visible(state))
      continue;
    for (const auto& [version, type] : known.shown) {
      wanted.insert(topic_line(state.seen.brand, entity, version, type));
      if (const auto step = payment_step(type); !step.empty())
        wanted.insert(
          payment_line(state.seen.id.value, version, step, moved_at(known, version)));
    }
    count_dishes(dishes, known);
    if (state.seen.delivery.status == delivery_status::available && !state.claim)
      for (const auto& [who, rider] : all.journal().all<baedal::rider>())
        if (is_shown_to(rider.now.seen, state.seen))
          wanted.insert(job_line(who, state.seen.id.value));
    if (state.seen.hidden)
      continue;
    wanted.insert(line_of("customer", state.seen.customer.value, state.seen));
    if (reaches_store(known))
      wanted.insert(line_of("store", state.seen.store.value, state.seen));
  }
  for (const auto& [dish, sum] : dishes)
    wanted.insert(dish_line(dish.first, dish.second, sum.orders, sum.quantity));
  return wanted;
}

result<lines> lists_found(const checking& all, persistence::read_model& reads) {
  constexpr std::size_t plenty = 100'000;
  lines found;
  for (const auto& who : all.world().people().place().customers) {
    const auto rows = reads.customer_orders(who, {}, plenty);
    if (!rows)
      return rows.error();
    for (const auto& row : *rows)
      found.insert(line_of("customer", who.value, row));
  }
  for (const auto& shop : all.world().people().place().shops) {
    const auto rows = reads.store_orders(shop.card.id, {}, {}, plenty);
    if (!rows)
      return rows.error();
    for (const auto& row : *rows)
      found.insert(line_of("store", shop.card.id.value, row));
    const auto dishes = reads.dishes(shop.card.id, {}, plenty);
    if (!dishes)
      return dishes.error();
    for (const auto& row : *dishes)
      found.insert(dish_line(row.store, row.item, row.orders, row.quantity));
  }
  for (const auto& [entity, known] : all.journal().all<order>()) {
    const auto steps = reads.payments(order_id{parse_entity_key(entity)->id});
    if (!steps)
      return steps.error();
    for (const auto& row : *steps)
      found.insert(payment_line(row.order, row.version, row.what, money{row.amount}));
  }
  for (const auto& [who, rider] : all.journal().all<baedal::rider>()) {
    const auto jobs = reads.jobs(rider.now.seen, {}, plenty);
    if (!jobs)
      return jobs.error();
    for (const auto& job : *jobs)
      found.insert(job_line(who, job.id.value));
  }
  for (const auto& topic : all_topics()) {
    const auto rows = reads.topic(topic, 0, plenty);
    if (!rows)
      return rows.error();
    for (const auto& [position, row] : *rows)
      found.insert(topic_line(topic, row.owner.empty() ? "order/" + row.order : row.owner,
                              row.version, row.type));
  }
  return found;
}

void report_difference(const checking& all, const lines& left, const lines& right,
                       const std::string& what) {
  std::vector<std::string> differing;
  std::set_symmetric_difference(left.begin(), left.end(), right.begin(), right.end(),
                                std::back_inserter(differing));
  if (!differing.empty())
    all.report("I8", "read models",
               std::to_string(differing.size()) + " rows " + what + ": " + differing.front());
}

} // namespace

/// I8: the read models are the fold of the journal: the one that runs beside the product's own
/// projector, and that projector's, from the beginning.
void check_read_models(const checking& all) {
  if (!all.world().lists_are_level())
    return all.report("I8", "read models", "some slices stay behind the journal");
  const auto client = std::make_shared<process>("checker");
  auto kept = all.world().store().open_reads(client);
  if (!kept->connect())
    return all.report("I8", "read models", "cannot be reached");
  const auto found = lists_found(all, *kept);
  if (!found)
    return all.report("I8", "read models", "cannot be read");
  report_difference(all, lists_wanted(all), *found, "are not as the journal has them");
  const auto before = kept->dump();
  const auto rebuilt = actors::rebuild(all.world().store().open_journal(client),
                                       all.world().store().open_reads(client), all.right_time(),
                                       [](auto, auto) {});
  const auto after = kept->dump();
  if (!before || !after || !rebuilt)
    return all.report("I8", "read models", "cannot be rebuilt");
  report_difference(all, {before->begin(), before->end()}, {after->begin(), after->end()},
                    "differ after a rebuild");
}

} // namespace baedal::simulation
