#include "actors/projection_session.hpp"
#include "persistence/order_view_codec.hpp"
#include "simulation/checking.hpp"
#include "simulation/shown.hpp"

#include <algorithm>

// What lists, histories and topics showed, and what the read models hold in the end.

namespace baedal::simulation {

namespace {

using lines = std::multiset<std::string>;

void check_list(const checking& all, const list_seen& each) {
  for (const auto& row : each.rows) {
    const auto entity = key_text<order>(row.id.value);
    const auto* known = all.journal().find<order>(row.id.value);
    const auto views = known ? known->views.find(row.version) : decltype(known->views.end()){};
    const bool stands = known && views != known->views.end() && views->second.back() == row;
    if (!stands)
      all.report("I8", entity,
                 "listed as version " + std::to_string(row.version) + ", which is not there");
    if (row.hidden || (each.store && *each.store != row.store)
        || (each.customer && *each.customer != row.customer))
      all.report("I8", entity, "listed where it does not belong");
  }
}

void check_history(const checking& all, const history_seen& each) {
  const auto* known = all.journal().find<order>(each.order);
  auto version = each.after;
  for (const auto& event : each.page.events) {
    ++version;
    const auto wanted = std::make_pair(version, event.type);
    if (event.version != version || !known
        || std::find(known->shown.begin(), known->shown.end(), wanted) == known->shown.end())
      return all.report("I6", key_text<order>(each.order),
                        "its history shows " + event.type + " as version "
                          + std::to_string(event.version) + " after version "
                          + std::to_string(version - 1));
  }
}

/// What belongs in a topic: public events of orders, and what is told of stores and customers.
bool is_told(const checking& all, const actors::topic_row& row) {
  const auto& id = row.owner.id;
  const auto tells = [&](const auto* known) {
    const auto entry = known ? known->told.find(row.version) : decltype(known->told.end()){};
    return known && entry != known->told.end() && entry->second.type == row.type;
  };
  if (row.owner.kind == entity_kind::store)
    return tells(all.journal().find<store>(id));
  if (row.owner.kind == entity_kind::customer)
    return tells(all.journal().find<customer>(id));
  const auto* known = all.journal().find<order>(id);
  return row.owner.kind == entity_kind::order && known
         && std::find(known->shown.begin(), known->shown.end(),
                      std::make_pair(row.version, row.type))
              != known->shown.end();
}

void check_topic(const checking& all, const topic_seen& each) {
  auto position = each.after;
  for (const auto& row : each.rows) {
    ++position;
    if (row.position != position || !is_told(all, row))
      return all.report("I8", row.event_id,
                        "stands at " + std::to_string(row.position) + " of the topic "
                          + each.brand.value + " as " + row.type + " "
                          + std::to_string(row.version));
  }
}

// -- the read models, beside the product's own projector ------------------------------------------

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

lines lists_wanted(const checking& all) {
  lines wanted;
  const auto add_told = [&](const auto& entities) {
    for (const auto& [entity, known] : entities)
      for (const auto& [version, entry] : known.told)
        wanted.insert(topic_line(entry.brand, entity, version, entry.type));
  };
  add_told(all.journal().all<store>());
  add_told(all.journal().all<customer>());
  for (const auto& [entity, known] : all.journal().all<order>()) {
    const auto& state = known.now;
    if (!is_visible(state))
      continue;
    for (const auto& [version, type] : known.shown)
      wanted.insert(topic_line(state.seen.brand, entity, version, type));
    if (state.seen.hidden)
      continue;
    wanted.insert(line_of("customer", state.seen.customer.value, state.seen));
    if (reaches_store(known))
      wanted.insert(line_of("store", state.seen.store.value, state.seen));
  }
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
  }
  for (const auto& brand : shipped_brands()) {
    const auto rows = reads.topic(brand.id, 0, plenty);
    if (!rows)
      return rows.error();
    for (const auto& [position, row] : *rows)
      found.insert(topic_line(brand.id, row.owner.empty() ? "order/" + row.order : row.owner,
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

void check_pages(const checking& all) {
  for (const auto& each : all.history().lists)
    check_list(all, each);
  for (const auto& each : all.history().histories)
    check_history(all, each);
  for (const auto& each : all.history().topics)
    check_topic(all, each);
}

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
