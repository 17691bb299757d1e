#include "actors/entity_core.hpp"

namespace baedal::actors {

template <>
caf::actor spawn_entity<breaker>(caf::actor_system& system, std::string id, caf::actor region,
                                 std::shared_ptr<const entity_setup> setup, ancestry past) {
  return system.spawn<entity<breaker>>(std::move(id), std::move(region), std::move(setup), past);
}

} // namespace baedal::actors
