#include "supervisors/core_starters.hpp"

#include "actors/breaker_reporter.hpp"
#include "actors/gateway_desk.hpp"
#include "actors/hub.hpp"
#include "actors/journal_writer.hpp"
#include "actors/query_pool.hpp"
#include "actors/wakeups.hpp"
#include "supervisors/entity_region.hpp"

#include <caf/all.hpp>

#include <algorithm>
#include <numeric>

namespace baedal::supervisors {

namespace {

using parts_ptr = std::shared_ptr<const core_parts>;
using gauge_ptr = std::shared_ptr<actors::gauge>;

/// How much work waits, as a gauge says it.
depth_fn depth_of(const gauge_ptr& in_flight) {
  return
    [in_flight] { return static_cast<std::size_t>(std::max<std::int64_t>(in_flight->load(), 0)); };
}

/// Appends that are not yet in a read model.
depth_fn waiting_in(const std::shared_ptr<actors::projection_progress>& progress) {
  return [progress] {
    return static_cast<std::size_t>(std::max<std::int64_t>(progress->waiting.load(), 0));
  };
}

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
  std::vector<std::string> followers{"projections", "hub"};
  for (const auto& each : parts->separate)
    followers.push_back(projections_of(each.which));
  setup.publish = [book = parts->book, followers](const actors::committed_batch& batch) {
    for (const auto& name : followers)
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

caf::actor start_payments(caf::actor_system& system, const parts_ptr& parts,
                          const gauge_ptr& in_flight) {
  actors::gateway_desk_setup setup;
  setup.in_flight = in_flight;
  setup.gateway = parts->gateway;
  setup.count = parts->count;
  setup.breaker = parts->breaker;
  setup.workers = parts->gateway_workers;
  setup.own_threads = parts->own_threads;
  setup.time = parts->time;
  return actors::spawn_gateway_desk(system, std::move(setup));
}

caf::actor start_projections(caf::actor_system& system, const parts_ptr& parts,
                             actors::projector_setup setup) {
  setup.open_journal = parts->open_journal;
  setup.time = parts->time;
  setup.own_thread = parts->own_threads;
  return actors::spawn_projector(system, std::move(setup));
}

caf::actor start_queries(caf::actor_system& system, const parts_ptr& parts,
                         std::function<std::unique_ptr<persistence::read_model>()> open_reads,
                         const gauge_ptr& in_flight) {
  actors::query_pool_setup setup;
  setup.count = parts->count;
  setup.in_flight = in_flight;
  setup.open_reads = std::move(open_reads);
  setup.time = parts->time;
  setup.own_threads = parts->own_threads;
  return actors::spawn_query_pool(system, std::move(setup));
}

std::vector<persistence::read_list> moved_in(const core_parts& parts) {
  std::vector<persistence::read_list> moved;
  for (const auto& each : parts.separate)
    moved.push_back(each.which);
  return moved;
}

/// All lists but those that stand in databases of their own.
actors::projector_setup main_reads(const core_parts& parts) {
  actors::projector_setup setup;
  setup.open_reads = parts.open_reads;
  setup.progress = parts.projection;
  setup.share.moved = moved_in(parts);
  return setup;
}

void add_separate(starters& all, const parts_ptr& parts) {
  for (const auto& each : parts->separate) {
    const auto asking = std::make_shared<actors::gauge>(0);
    const auto project = [parts, each](caf::actor_system& system) {
      actors::projector_setup setup;
      setup.open_reads = each.open;
      setup.progress = each.progress;
      setup.share = {.alone = each.which, .moved = moved_in(*parts)};
      return start_projections(system, parts, std::move(setup));
    };
    const auto query = [parts, each, asking](caf::actor_system& system) {
      return start_queries(system, parts, each.open, asking);
    };
    all.separate.push_back({projections_of(each.which), plain(project, waiting_in(each.progress))});
    all.separate.push_back({queries_of(each.which), plain(query, depth_of(asking))});
  }
}

caf::actor start_relay(caf::actor_system& system, const parts_ptr& parts) {
  actors::relay_setup setup;
  setup.open_reads = parts->open_reads;
  setup.sink = parts->sink;
  setup.topics = [shelf = parts->shelf] {
    std::vector<std::string> names;
    for (const auto& brand : shelf->brands())
      if (brand->id.value != ops_topic) // Older journals may have one.
        names.push_back(brand->id.value);
    names.emplace_back(ops_topic);
    return names;
  };
  setup.lines = parts->lines;
  setup.progress = parts->relay;
  setup.look_every = parts->relay_every;
  setup.time = parts->time;
  setup.own_thread = parts->own_threads;
  return actors::spawn_relay(system, std::move(setup));
}

/// Null where notifications stand with the other lists.
const separate_reads* separate_notifications(const reading_parts& parts) {
  const auto found =
    std::find_if(parts.separate.begin(), parts.separate.end(), [](const separate_reads& each) {
      return each.which == persistence::read_list::notifications;
    });
  return found == parts.separate.end() ? nullptr : &*found;
}

caf::actor start_notifier(caf::actor_system& system, const parts_ptr& parts) {
  actors::notifier_setup setup;
  setup.books = {parts->open_reads, parts->open_journal, parts->shelf, {}, parts->time};
  if (const auto* apart = separate_notifications(*parts))
    setup.books.open_reads = apart->open;
  setup.progress = progress_of_telling(*parts);
  setup.channels = parts->channels;
  setup.limits = parts->notifier;
  setup.count = parts->notified;
  setup.may_run = [book = parts->book, shelf = parts->shelf] { // Which has the words and names.
    return shelf->is_loaded() && book->find("notifier");
  };
  setup.time = parts->time;
  setup.own_threads = parts->own_threads;
  return actors::spawn_notifier(system, std::move(setup));
}

caf::actor start_breaker_reporter(caf::actor_system& system, const parts_ptr& parts) {
  actors::breaker_reporter_setup setup;
  setup.breaker = parts->breaker;
  setup.find = [book = parts->book](std::string_view name) { return book->find(name); };
  setup.may_run = [book = parts->book] { return bool{book->find("breaker_reporter")}; };
  setup.poll = parts->breaker_every;
  return actors::spawn_breaker_reporter(system, std::move(setup));
}

std::shared_ptr<const actors::entity_setup> entity_setup_of(const parts_ptr& parts) {
  auto setup = std::make_shared<actors::entity_setup>();
  setup->find = [book = parts->book](std::string_view name) { return book->find(name); };
  setup->shelf = parts->shelf;
  setup->count = parts->count;
  setup->time = parts->time;
  setup->idle = parts->idle;
  setup->snapshot_every = parts->snapshot_every;
  setup->most_awake = parts->most_awake;
  return setup;
}

template <class State>
starter region_of(const std::shared_ptr<const actors::entity_setup>& setup,
                  const region_limits& limits) {
  auto in_flight = std::make_shared<actors::gauge>(0);
  auto past = std::make_shared<region_past>(limits);
  return plain(
    [setup, in_flight, past](caf::actor_system& system) {
      return spawn_region<State>(system, setup, in_flight, past);
    },
    depth_of(in_flight));
}

} // namespace

std::shared_ptr<actors::projection_progress> progress_of_telling(const reading_parts& parts) {
  const auto* apart = separate_notifications(parts);
  return apart ? apart->progress : parts.projection;
}

std::string projections_of(persistence::read_list which) {
  return "projections_" + std::string{to_string(which)};
}

std::string queries_of(persistence::read_list which) {
  return "queries_" + std::string{to_string(which)};
}

starters core_starters(std::shared_ptr<const core_parts> parts) {
  const auto entities = entity_setup_of(parts);
  const auto paying = std::make_shared<actors::gauge>(0);
  const auto asking = std::make_shared<actors::gauge>(0);
  starters all;
  all.journal = plain([parts](auto& system) { return start_journal(system, parts); },
                      [status = parts->journal] { return status->waiting.load(); });
  all.payments =
    plain([parts, paying](auto& system) { return start_payments(system, parts, paying); },
          depth_of(paying));
  all.brands = region_of<brand>(entities, parts->regions);
  all.customers = region_of<customer>(entities, parts->regions);
  all.stores = region_of<store>(entities, parts->regions);
  all.riders = region_of<rider>(entities, parts->regions);
  all.sequences = region_of<sequence>(entities, parts->regions);
  all.breakers = region_of<breaker>(entities, parts->regions);
  all.orders = region_of<order>(entities, parts->regions);
  all.projections =
    plain([parts](auto& system) { return start_projections(system, parts, main_reads(*parts)); },
          waiting_in(parts->projection));
  all.queries =
    plain([parts, asking](
            auto& system) { return start_queries(system, parts, parts->open_reads, asking); },
          depth_of(asking));
  add_separate(all, parts);
  if (parts->sink)
    all.relay = plain([parts](auto& system) { return start_relay(system, parts); });
  all.hub = plain([](auto& system) { return actors::spawn_hub(system); });
  all.notifier = plain([parts](auto& system) { return start_notifier(system, parts); });
  all.breaker_reporter =
    plain([parts](auto& system) { return start_breaker_reporter(system, parts); });
  all.wakeups =
    plain([entities](auto& system) { return actors::spawn_wakeups(system, {entities}); });
  return all;
}

} // namespace baedal::supervisors
