#include "simulation/virtual_node.hpp"

#include "domain/shipping.hpp"
#include "simulation/event_house.hpp"
#include "simulation/notification_house.hpp"

#include <caf/all.hpp>

namespace baedal::simulation {

namespace {

using namespace std::chrono_literals;

/// The front door of a world without sockets.
caf::behavior run_hollow_door(caf::event_based_actor*) {
  return {[](int) {
    // Nobody knocks.
  }};
}

/// Impatient, so that messages are out when a world comes to rest; and soon overloaded.
actors::notifier_limits limits_of_notifier() {
  actors::notifier_limits limits;
  limits.delivery = {1'000, 500ms, 20s};
  limits.shedding = {15, 25, 5s};
  limits.poll = 1s;
  limits.senders = 2;
  return limits;
}

} // namespace

virtual_node::virtual_node(still_world& still, const surroundings& around, std::string name,
                           node_settings how)
  : still_(still), run_(std::make_shared<process>(std::move(name))),
    time_(std::make_unique<virtual_time>(still, how.seed, how.calls, how.clock_error)) {
  parts_->incarnation = run_->name();
  parts_->open_journal = [&store = around.store, client = run_] {
    return store.open_journal(client);
  };
  parts_->open_reads = [&store = around.store, client = run_] { return store.open_reads(client); };
  parts_->gateway =
    around.payments.seen_by(run_, [this](std::chrono::milliseconds by) { time_->take_longer(by); });
  parts_->channels = around.letters.seen_by(run_);
  parts_->sink = around.events.seen_by(run_);
  parts_->lines = [](const std::string&, const actors::topic_row& row) { return lines_of(row); };
  parts_->relay_every = 2s; // Every look is a message of the world.
  parts_->notifier = limits_of_notifier();
  parts_->time = time_.get();
  parts_->own_threads = false;
  parts_->idle = how.idle;
  parts_->snapshot_every = how.snapshot_every;
  parts_->breaker_every = 1s; // As above.
  parts_->breaker = std::make_shared<actors::shared_breaker>("payments", how.breaker, *time_);
  parts_->gateway_workers = how.gateway_workers;
  parts_->regions.crashes = how.region_crashes;
  parts_->regions.restarted = [this](std::string_view region, instant now) {
    watch_->hear_of_entity(region, now);
  };
  // A worker cannot wait here: it gives a lost connection a few attempts, then says "unknown".
  parts_->pause = [client = run_](int attempt) { return client->alive() && attempt < 3; };
  office_ = std::make_unique<actors::office>(
    [names = parts_->book](std::string_view known) { return names->find(known); }, parts_->shelf);
  auto starters = supervisors::core_starters(parts_);
  starters.front_door = [](caf::scheduled_actor* parent) -> result<caf::actor> {
    return parent->home_system().spawn(run_hollow_door);
  };
  const auto spec = supervisors::node_tree(starters);
  const supervisors::intensity regions{static_cast<unsigned>(how.region_crashes),
                                       parts_->regions.period};
  watch_ = std::make_unique<tree_watch>(spec, regions, how.found);
  board_ = std::make_shared<supervisors::tree_board>(
    [this] { return still_.now(); },
    [this](supervisors::tree_event what, const std::string& path) {
      watch_->hear(what, path, still_.now());
    });
  auto tree = supervisors::start_tree(still_.system(), spec, {parts_->book, board_, how.seed});
  tree_.emplace(std::move(*tree)); // The product's own tree is valid.
  again_soon();
}

virtual_node::~virtual_node() {
  die();
  still_.try_run_until(still_.now() + 1min, [this] { return tree_->ended().has_value(); });
}

void virtual_node::die() {
  if (!run_->alive())
    return;
  run_->die();
  tree_->kill();
}

bool virtual_node::has_ended() {
  if (run_->alive() && (tree_->ended() || parts_->journal->fenced.load()))
    die();
  return !run_->alive();
}

// -- the start: as node/first_start, in steps that come back -----------------------------------

void virtual_node::again_soon() {
  still_.at(still_.now() + 100ms, [this, me = std::weak_ptr<process>{run_}] {
    const auto run = me.lock();
    if (run && run->alive())
      open();
  });
}

/// Waits for the read models, for they are what the catalogue is read from.
void virtual_node::open() {
  actors::reply<unit> back{[this, run = run_](const result<unit>& current) {
    if (!run->alive())
      return;
    if (current)
      load_catalogue();
    else
      again_soon();
  }};
  if (auto projector = parts_->book->find("projections"))
    caf::anon_send(projector, actors::await_catch_up{std::move(back)});
}

void virtual_node::load_catalogue() {
  auto reads = parts_->open_reads();
  if (!reads->connect())
    return again_soon();
  auto brands = reads->brands();
  auto stores = reads->stores();
  if (!brands || !stores)
    return again_soon();
  parts_->shelf->load(*std::move(brands), *std::move(stores));
  ship_brands();
}

/// One missing piece at a time, until none is.
void virtual_node::ship_brands() {
  const auto next = [this, run = run_](const auto& told) {
    if (!run->alive())
      return;
    if (told)
      ship_brands();
    else
      again_soon();
  };
  for (const auto& shipped : shipped_brands()) {
    if (!parts_->shelf->brand(shipped.id)) {
      actors::reply<actors::answer<brand_view>> back{next};
      return office_->ask<brand>(
        {shipped.id.value, definition_of(shipped), {}, {}, {}, std::move(back)});
    }
    const auto tell = [&](store_command what) {
      actors::reply<actors::answer<store_view>> back{next};
      office_->ask<store>(
        {shipped.default_store.value, std::move(what), {}, {}, {}, std::move(back)});
    };
    const auto card = parts_->shelf->store(shipped.default_store);
    if (!card)
      return tell(default_store_of(shipped));
    if (const auto missing = missing_items_of(shipped, *card); !missing.empty())
      return tell(missing.front());
  }
  open_ = true;
}

} // namespace baedal::simulation
