#include "simulation/simulated_world.hpp"

#include "persistence/journal_session.hpp"

#include <caf/all.hpp>

#include <numeric>

namespace baedal::simulation {

namespace {

using namespace std::chrono_literals;

enum purpose : std::uint64_t {
  for_messages = 100,
  for_payments,
  for_people,
  for_database = 104,
  for_lives,
  for_receivers,
  for_nodes,
  for_events = 1000 // Behind those of all nodes.
};

std::string line_of(const persistence::event_row& row) {
  return "commit " + row.entity + " v" + std::to_string(row.version) + ' ' + row.type + ' '
         + row.hash;
}

} // namespace

simulated_world::simulated_world(const plan& what)
  : plan_(what), still_(std::make_unique<still_world>(seed_for(what.seed, for_messages))),
    store_(std::make_unique<database>(*still_, seed_for(what.seed, for_database))),
    watch_(*still_, found_),
    payments_(std::make_unique<payment_house>(*still_, seed_for(what.seed, for_payments), found_)),
    letters_(std::make_unique<notification_house>(seed_for(what.seed, for_receivers))),
    events_(std::make_unique<event_house>(seed_for(what.seed, for_events))) {
  payments_->two_owners = suffers(trouble_kind::second_owner);
  people_ = std::make_unique<workload>(*still_, seed_for(what.seed, for_people),
                                       [this](std::uint64_t draw) { return choose(draw); });
  plant_unreadable();
  store_->rows->watch([this](const persistence::write_batch& batch) {
    watch_.on_commit(batch);
    note_commit(batch);
  });
  decider_ = std::make_unique<point_decider>(*still_, plan_);
}

/// An event that no program can read, as damage would leave it, in a slice that others live in: it
/// must stop none of them.
void simulated_world::plant_unreadable() {
  const auto neighbour = order_placed_by(plan_.acts.empty() ? 1 : plan_.acts.front().seed);
  persistence::event_row row;
  row.slice = slice_of(entity_key{entity_kind::order, neighbour}.text());
  for (int number = 0; row.entity.empty() || slice_of(row.entity) != row.slice; ++number)
    row.entity = entity_key{entity_kind::order, "damaged-" + std::to_string(number)}.text();
  row.position = row.version = 1;
  row.event_id = "damaged";
  row.type = "order_placed";
  row.payload = "{}";
  row.at = still_->now();
  row.hash = persistence::chain_hash({}, row);
  watch_.pass_over(row);
  store_->rows->write({{row}, {}, {}});
}

/// A line for each event; one for all slices that are taken over together.
void simulated_world::note_commit(const persistence::write_batch& batch) {
  std::size_t slices = 0;
  std::uint64_t hashes = 0;
  for (const auto& row : batch.events) {
    if (row.type == "slice_owned") {
      ++slices;
      hashes ^= hash_of(row.hash);
    } else {
      still_->note(line_of(row));
      if (on_event_)
        on_event_(row);
    }
  }
  if (slices > 0)
    still_->note("commit " + std::to_string(slices) + " slices taken over, "
                 + std::to_string(hashes));
}

simulated_world::~simulated_world() {
  decider_.reset();
  for (auto& node : nodes_)
    node->die();
  for (auto& node : nodes_)
    graves_.push_back(std::move(node));
  nodes_.clear();
  still_->forget_agenda();
  still_->drain();
  graves_.clear();
  still_.reset(); // Before those who hear of its last messages.
}

void simulated_world::run(std::chrono::minutes patience) {
  live(patience);
  decider_->on_pass = nullptr; // Whoever checks the world comes by points, too.
}

void simulated_world::live(std::chrono::minutes patience) {
  const auto broken = [this] { return !found_.empty(); };
  const auto pass = [&](std::chrono::milliseconds time) {
    if (!broken())
      still_->run_until(still_->now() + time, broken);
  };
  look_after_nodes();
  people_->open_town();
  still_->run_until(still_->now() + 10s, [&] { return broken() || people_->town_is_open(); });
  const auto from = still_->now();
  for (const auto& each : plan_.acts)
    still_->at(from + each.at, [this, &each] { people_->perform(each); });
  for (const auto& each : plan_.troubles)
    still_->at(from + each.at, [this, &each] { strike(each); });
  if (plan_.live_orders > 0)
    keep_alive(0, still_->lived() + plan_.lasts);
  pass(plan_.lasts);
  heal();
  const auto latest = still_->lived() + patience;
  pass(30s);
  for (bool still_moves = true; still_moves && !broken();) {
    while (!broken() && still_->lived() < latest && !at_rest())
      pass(5s);
    if (broken())
      return;
    const auto before = watch_.commits();
    take_last_looks();
    still_->run_until(still_->now() + 1min,
                      [&] { return broken() || people_->open_last_looks() == 0; });
    const bool refused = people_->history().has_refused_looks() && holds_somebody();
    still_moves =
      still_->lived() < latest && (refused || watch_.commits() != before || !at_rest());
    if (still_moves && refused)
      pass(30s); // A quarantine ends after five minutes.
  }
}

/// Replaces the orders that have ended, so that as many live as the plan asks for. Nobody begins
/// anything once the plan's time, in which no machine stands still, is over.
void simulated_world::keep_alive(std::uint64_t round, std::chrono::milliseconds end) {
  constexpr auto every = 2s;
  constexpr std::chrono::milliseconds longest_pause{60'000};
  const auto live = watch_.live_orders();
  const auto wanted = static_cast<std::size_t>(plan_.live_orders);
  if (live >= wanted || live_samples_ > 0) {
    live_sum_ += live;
    ++live_samples_;
  }
  for (auto number = live; number < wanted; ++number) {
    const auto seed = seed_for(seed_for(plan_.seed, for_lives), round * wanted + number);
    for (const auto& each : draw_life(seed, 0ms, longest_pause))
      if (still_->lived() + each.at <= end)
        still_->at(still_->now() + each.at, [this, each] { people_->perform(each); });
  }
  if (still_->lived() + every <= end)
    still_->at(still_->now() + every, [this, round, end] { keep_alive(round + 1, end); });
}

double simulated_world::live_orders() const {
  return live_samples_ == 0 ? 0 : static_cast<double>(live_sum_) / double(live_samples_);
}

// -- nodes ----------------------------------------------------------------------------------------

void simulated_world::start_node() {
  const auto number = ++starts_;
  const auto seed = seed_for(plan_.seed, for_nodes + number);
  const auto name = "node-" + std::to_string(number);
  still_->note("starts " + name);
  nodes_.push_back(
    std::make_unique<virtual_node>(*still_, surroundings{*store_, *payments_, *letters_, *events_},
                                   name,
                                   node_settings{found_, clock_errors_[machine_], seed, plan_.calls,
                                                 plan_.idle, plan_.snapshot_every, plan_.breaker,
                                                 plan_.gateway_workers, plan_.region_crashes}));
}

/// The platform: buries processes that ended, and starts one when there is none. It looks five
/// times a second, as the real process does.
void simulated_world::look_after_nodes() {
  for (auto node = nodes_.begin(); node != nodes_.end();) {
    if ((*node)->has_ended()) {
      still_->note("buries " + (*node)->run()->name());
      graves_.push_back(std::move(*node));
      node = nodes_.erase(node);
      if (nodes_.empty())
        restart_at_ = std::max(restart_at_, still_->now() + 300ms);
    } else {
      ++node;
    }
  }
  if (nodes_.empty() && still_->now() >= restart_at_)
    start_node();
  still_->at(still_->now() + 200ms, [this] { look_after_nodes(); });
}

void simulated_world::kill_newest() {
  nodes_.back()->die();
  restart_at_ = still_->now() + 300ms;
}

/// While two nodes live, callers reach either. One that does not serve yet turns them away.
virtual_node* simulated_world::choose(std::uint64_t draw) const {
  auto* node = nodes_.empty() ? nullptr : nodes_[draw / 7 % nodes_.size()].get();
  return node && node->ready() ? node : nullptr;
}

std::uint64_t simulated_world::stale_twins() const {
  std::uint64_t all = 0;
  for (const auto* nodes : {&nodes_, &graves_})
    for (const auto& node : *nodes)
      all += node->parts().count->stale_twins.load();
  return all;
}

bool simulated_world::suffers(trouble_kind kind) const {
  return std::any_of(plan_.troubles.begin(), plan_.troubles.end(),
                     [=](const trouble& each) { return each.kind == kind; });
}

// -- what is told of it ---------------------------------------------------------------------------

std::pair<std::uint64_t, std::uint64_t> simulated_world::payments_put_off() const {
  std::pair<std::uint64_t, std::uint64_t> out;
  for (const auto& [entity, known] : watch_.all<order>()) {
    const bool put_off = known.now.deferrals > 0;
    out.first += put_off ? 1 : 0;
    out.second += put_off && known.now.seen.payment.captured > money{} ? 1 : 0;
  }
  return out;
}

std::vector<actors::breaker_report> simulated_world::breakers() const {
  std::vector<actors::breaker_report> all;
  for (const auto* nodes : {&nodes_, &graves_})
    for (const auto& node : *nodes)
      all.push_back(node->parts().breaker->report());
  return all;
}

std::uint64_t simulated_world::breakers_opened() const {
  const auto all = breakers();
  return std::accumulate(all.begin(), all.end(), std::uint64_t{0},
                         [](std::uint64_t sum, const auto& each) { return sum + each.opened; });
}

} // namespace baedal::simulation
