#include "persistence/memory_reads.hpp"
#include "simulation/simulated_world.hpp"

// When a world has come to rest, and the last look at everything in it.

namespace baedal::simulation {

bool simulated_world::holds_somebody() const {
  return !nodes_.empty() && nodes_.back()->parts().count->quarantined.load() > 0;
}

/// Instead of all earlier ones: what moved meanwhile is seen anew.
void simulated_world::take_last_looks() {
  people_->forget_last_looks();
  const auto look = [this]<class State>(const std::map<std::string, tracked<State>>& all) {
    for (const auto& [entity, known] : all)
      if (is_visible(known.now))
        people_->take_last_look<State>(parse_entity_key(entity)->id);
  };
  look(watch_.all<order>());
  look(watch_.all<baedal::store>());
  look(watch_.all<rider>());
  look(watch_.all<customer>());
  look(watch_.all<brand>());
}

/// Nothing is owed that is due, nobody waits for an answer, and a node serves.
bool simulated_world::at_rest() const {
  if (nodes_.size() != 1 || !nodes_.back()->ready() || !lists_are_level()
      || !store_->reads->notifications.waiting.empty() || !events_have_left()
      || !breaker_is_told())
    return false;
  if (people_->history().has_open_requests())
    return false;
  const auto& orders = watch_.all<order>();
  return std::all_of(orders.begin(), orders.end(),
                     [this](const auto& each) { return is_at_rest(each.first, each.second.now); });
}

/// Money that was taken late is found by the late looks, the second of which comes after ten
/// minutes.
bool simulated_world::is_at_rest(const std::string& entity, const order& state) const {
  const auto now = still_->now();
  if (const auto due = next_timer(state); due && *due <= now)
    return false;
  const auto open = owed(state);
  if (std::any_of(open.begin(), open.end(),
                  [now](const auto& each) { return each.not_before <= now; }))
    return false;
  const bool looks = std::any_of(open.begin(), open.end(), [](const auto& each) {
    return std::holds_alternative<owe_look_up>(each.body);
  });
  return !looks
         || payments_->will_have(order_id{parse_entity_key(entity)->id})
              == captured_by_gateway(state.seen.payment);
}

bool simulated_world::breaker_is_told() const {
  const auto lived = nodes_.back()->parts().breaker->report();
  const auto* known = watch_.find<breaker>(lived.name);
  if (lived.changes.empty())
    return !known || known->now.seen.state == breaker_state::closed
           || suffers(trouble_kind::second_owner);
  const noted_run wanted{lived.run, lived.changes.back().round};
  return known && std::count(known->now.runs.begin(), known->now.runs.end(), wanted) > 0;
}

bool simulated_world::lists_are_level() const {
  const auto offsets = persistence::make_memory_read_model(store_->reads)->offsets();
  for (std::uint32_t slice = 0; offsets && slice < slice_count; ++slice)
    if ((*offsets)[slice] != watch_.head_of(slice))
      return false;
  return static_cast<bool>(offsets);
}

bool simulated_world::events_have_left() const {
  const auto reads = persistence::make_memory_read_model(store_->reads);
  const actors::relay_setup usual;
  const auto topics = all_topics();
  return std::all_of(topics.begin(), topics.end(), [&](const brand_id& each) {
    const auto position = reads->consumer_position(usual.consumer, each.value);
    const auto next = position ? reads->topic(each, *position, 1) : position.error();
    return next && next->empty();
  });
}

} // namespace baedal::simulation
