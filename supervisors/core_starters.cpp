#include "supervisors/core_starters.hpp"

#include "actors/gateway_desk.hpp"
#include "actors/hub.hpp"
#include "actors/journal_writer.hpp"
#include "actors/query_pool.hpp"
#include "actors/wakeups.hpp"
#include "supervisors/entity_region.hpp"

#include <caf/all.hpp>

#include <numeric>

namespace baedal::supervisors {

namespace {

using parts_ptr = std::shared_ptr<const core_parts>;

/// A start function around one that cannot fail.
template <class Spawn>
starter plain(Spawn spawn, depth_fn depth = {}) {
  return starter{[spawn](caf::scheduled_actor* parent) -> result<caf::actor> {
                   return spawn(parent->home_system());
                 },
                 std::move(depth)};
}

caf::actor start_journal(caf::actor_system& system, const parts_ptr& parts) {
  actors::journal_writer_setup setup;
  setup.open = [parts](std::function<bool(int)> pause) {
    return std::make_unique<persistence::journal_session>(parts->open_journal(), parts->incarnation,
                                                          std::move(pause));
  };
  setup.open_reads = parts->open_journal;
  setup.slices.resize(slice_count);
  std::iota(setup.slices.begin(), setup.slices.end(), 0u);
  setup.publish = [book = parts->book](const actors::committed_batch& batch) {
    for (const auto* name : {"projections", "hub"})
      if (auto reader = book->find(name))
        caf::anon_send(reader, batch);
  };
  setup.status = parts->journal;
  setup.count = parts->count;
  setup.time = parts->time;
  setup.pause = parts->pause;
  setup.own_thread = parts->own_threads;
  return actors::spawn_journal_writer(system, std::move(setup));
}

caf::actor start_payments(caf::actor_system& system, const parts_ptr& parts) {
  actors::gateway_desk_setup setup;
  setup.gateway = parts->gateway;
  setup.count = parts->count;
  setup.own_threads = parts->own_threads;
  setup.time = parts->time;
  return actors::spawn_gateway_desk(system, std::move(setup));
}

caf::actor start_projections(caf::actor_system& system, const parts_ptr& parts) {
  actors::projector_setup setup;
  setup.open_journal = parts->open_journal;
  setup.open_reads = parts->open_reads;
  setup.progress = parts->projection;
  setup.time = parts->time;
  setup.own_thread = parts->own_threads;
  return actors::spawn_projector(system, std::move(setup));
}

caf::actor start_queries(caf::actor_system& system, const parts_ptr& parts) {
  actors::query_pool_setup setup;
  setup.open_reads = parts->open_reads;
  setup.time = parts->time;
  setup.own_threads = parts->own_threads;
  return actors::spawn_query_pool(system, std::move(setup));
}

caf::actor start_notifier(caf::actor_system& system, const parts_ptr& parts) {
  actors::notifier_setup setup;
  setup.books = {parts->open_reads, parts->open_journal, parts->shelf, {}, parts->time};
  setup.channels = parts->channels;
  setup.limits = parts->notifier;
  setup.progress = parts->projection;
  setup.count = parts->notified;
  setup.may_run = [book = parts->book] { return static_cast<bool>(book->find("notifier")); };
  setup.time = parts->time;
  setup.own_threads = parts->own_threads;
  return actors::spawn_notifier(system, std::move(setup));
}

std::shared_ptr<const actors::entity_setup> entity_setup_of(const parts_ptr& parts) {
  auto setup = std::make_shared<actors::entity_setup>();
  setup->find = [book = parts->book](std::string_view name) { return book->find(name); };
  setup->shelf = parts->shelf;
  setup->count = parts->count;
  setup->time = parts->time;
  setup->idle = parts->idle;
  setup->snapshot_every = parts->snapshot_every;
  return setup;
}

template <class State>
starter region_of(const std::shared_ptr<const actors::entity_setup>& setup) {
  auto in_flight = std::make_shared<actors::gauge>(0);
  auto former = std::make_shared<former_residents>();
  return plain(
    [setup, in_flight, former](caf::actor_system& system) {
      return spawn_region<State>(system, setup, in_flight, {}, former);
    },
    [in_flight] { return static_cast<std::size_t>(std::max<std::int64_t>(in_flight->load(), 0)); });
}

} // namespace

starters core_starters(std::shared_ptr<const core_parts> parts) {
  const auto entities = entity_setup_of(parts);
  starters all;
  all.journal = plain([parts](auto& system) { return start_journal(system, parts); });
  all.payments = plain([parts](auto& system) { return start_payments(system, parts); });
  all.brands = region_of<brand>(entities);
  all.customers = region_of<customer>(entities);
  all.stores = region_of<store>(entities);
  all.riders = region_of<rider>(entities);
  all.sequences = region_of<sequence>(entities);
  all.orders = region_of<order>(entities);
  all.projections = plain([parts](auto& system) { return start_projections(system, parts); });
  all.queries = plain([parts](auto& system) { return start_queries(system, parts); });
  all.hub = plain([](auto& system) { return actors::spawn_hub(system); });
  all.notifier = plain([parts](auto& system) { return start_notifier(system, parts); });
  all.wakeups =
    plain([entities](auto& system) { return actors::spawn_wakeups(system, {entities}); });
  return all;
}

} // namespace baedal::supervisors
