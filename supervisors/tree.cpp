#include "supervisors/tree.hpp"

namespace baedal::supervisors {

namespace {

/// The readers that only some nodes have stand behind those that every node has.
std::vector<child_spec> with_optional(std::vector<child_spec> readers, const starters& start) {
  if (start.relay.start)
    readers.push_back(worker("relay", restart::permanent, start.relay));
  for (const auto& each : start.separate)
    readers.push_back(worker(each.id, restart::permanent, each.start));
  return readers;
}

} // namespace

// What stands further right depends on what stands further left: the core is rest_for_one. The edge
// is a branch of its own and answers 503 while the core is away. `wakeups` comes last, because it
// gives work to all the others.
child_spec node_tree(const starters& start) {
  using namespace std::chrono_literals;
  using enum strategy;
  using enum restart;
  return
    supervisor("node", one_for_one, {.restarts = 3, .period = 60s}, {
      supervisor("core", rest_for_one, {.restarts = 5, .period = 30s}, {
        worker("journal",       permanent, start.journal),
        supervisor("gateways", one_for_one, {.restarts = 10, .period = 10s}, {
          worker("payments",    permanent, start.payments),
        }),
        supervisor("entities", one_for_one, {.restarts = 10, .period = 10s}, {
          worker("brands",      permanent, start.brands),
          worker("customers",   permanent, start.customers),
          worker("stores",      permanent, start.stores),
          worker("riders",      permanent, start.riders),
          worker("sequences",   permanent, start.sequences),
          worker("breakers",    permanent, start.breakers),
          worker("orders",      permanent, start.orders),
        }),
        supervisor("readers", one_for_one, {.restarts = 10, .period = 10s}, with_optional({
          worker("projections", permanent, start.projections),
          worker("queries",     permanent, start.queries),
          worker("hub",         permanent, start.hub),
          worker("notifier",    permanent, start.notifier),
          worker("breaker_reporter", permanent, start.breaker_reporter),
        }, start)),
        worker("wakeups",       permanent, start.wakeups),
      }),
      supervisor("edge", one_for_one, {.restarts = 10, .period = 10s}, {
        worker("front_door",    permanent, start.front_door),
      }),
    });
}

} // namespace baedal::supervisors
