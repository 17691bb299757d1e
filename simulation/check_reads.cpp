#include "simulation/checking.hpp"
#include "simulation/shown.hpp"

#include <algorithm>

// What lists, histories and topics showed.

namespace baedal::simulation {

namespace {

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

/// What belongs in a topic: public events of orders, and what is told of stores, customers and
/// breakers.
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
  if (row.owner.kind == entity_kind::breaker)
    return tells(all.journal().find<breaker>(id));
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

} // namespace

void check_pages(const checking& all) {
  for (const auto& each : all.history().lists)
    check_list(all, each);
  for (const auto& each : all.history().histories)
    check_history(all, each);
  for (const auto& each : all.history().topics)
    check_topic(all, each);
}

} // namespace baedal::simulation
