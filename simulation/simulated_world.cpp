#include "simulation/simulated_world.hpp"

#include "failpoints/failpoint.hpp"
#include "persistence/journal_session.hpp"
#include "simulation/dice.hpp"
#include "simulation/notification_check.hpp"

#include <caf/all.hpp>

namespace baedal::simulation {

namespace {

using namespace std::chrono_literals;

enum purpose : std::uint64_t {
  for_messages = 100,
  for_payments,
  for_people,
  for_failpoints,
  for_receivers,
  for_nodes
};

} // namespace

/// Draws whether an armed failpoint fires.
class simulated_world::point_decider final : public failpoint_decider {
public:
  explicit point_decider(const plan& what)
    : chances_(what.points), draw_(seed_for(what.seed, for_failpoints)) {
    for (const auto& [name, chance] : chances_)
      failpoints::switch_on(name);
    failpoints::decide_by(this);
  }
  point_decider(const point_decider&) = delete;
  point_decider& operator=(const point_decider&) = delete;
  ~point_decider() override {
    failpoints::decide_by(nullptr);
    failpoints::switch_all_off();
  }

  bool fires(std::string_view name) noexcept override {
    const auto known = chances_.find(std::string{name});
    auto& seen = seen_[std::string{name}];
    ++seen.passed;
    const bool now = on_ && known != chances_.end() && draw_.below(10'000) < known->second;
    seen.fired += now ? 1 : 0;
    return now;
  }

  void stop() { on_ = false; }
  [[nodiscard]] const point_counts& seen() const { return seen_; }

private:
  std::map<std::string, unsigned> chances_;
  dice draw_;
  point_counts seen_;
  bool on_ = true;
};

simulated_world::simulated_world(const plan& what)
  : plan_(what), still_(std::make_unique<still_world>(seed_for(what.seed, for_messages))),
    payments_(std::make_unique<payment_house>(*still_, seed_for(what.seed, for_payments))),
    letters_(std::make_unique<notification_house>(seed_for(what.seed, for_receivers))) {
  people_ = std::make_unique<workload>(*still_, seed_for(what.seed, for_people),
                                       [this](std::uint64_t draw) { return choose(draw); });
  plant_unreadable();
  store_.rows->watch([this](const persistence::write_batch& batch) {
    watch_.on_commit(batch, still_->now());
    for (const auto& row : batch.events) {
      still_->mix_in(row.entity);
      still_->mix_in(row.type);
      still_->mix_in(row.hash);
    }
  });
  decider_ = std::make_unique<point_decider>(plan_);
}

/// An event that no program can read, as damage would leave it, in a slice that others live in: it
/// must stop none of them.
void simulated_world::plant_unreadable() {
  persistence::event_row row;
  row.slice = slice_of(entity_key{entity_kind::order, "o3"}.text());
  for (int number = 0; row.entity.empty() || slice_of(row.entity) != row.slice; ++number)
    row.entity = entity_key{entity_kind::order, "damaged-" + std::to_string(number)}.text();
  row.position = row.version = 1;
  row.event_id = "damaged";
  row.type = "order_placed";
  row.payload = "{}";
  row.at = still_->now();
  row.hash = persistence::chain_hash({}, row);
  watch_.pass_over(row);
  store_.rows->write({{row}, {}, {}});
}

simulated_world::~simulated_world() {
  decider_.reset();
  for (auto& node : nodes_)
    node->die();
  for (auto& node : nodes_)
    graves_.push_back(std::move(node));
  nodes_.clear();
  still_->forget_agenda();
  still_->settle();
  graves_.clear();
  still_.reset(); // Before those who hear of its last messages.
}

void simulated_world::run(std::chrono::minutes patience) {
  const auto begun = still_->now();
  look_after_nodes();
  people_->open_town();
  still_->run_until(begun + 10s, [this] { return people_->town_is_open(); });
  const auto from = still_->now();
  for (const auto& each : plan_.acts)
    still_->at(from + each.at, [this, &each] { people_->perform(each); });
  for (const auto& each : plan_.troubles)
    still_->at(from + each.at, [this, &each] { strike(each); });
  still_->run_until(from + plan_.lasts);
  heal();
  const auto latest = still_->now() + patience;
  still_->run_until(still_->now() + 30s);
  while (still_->now() < latest && !at_rest())
    still_->run_until(still_->now() + 5s);
}

// -- nodes ----------------------------------------------------------------------------------------

void simulated_world::start_node() {
  const auto number = ++starts_;
  const auto seed = seed_for(plan_.seed, for_nodes + number);
  nodes_.push_back(std::make_unique<virtual_node>(
    *still_, store_, *payments_, *letters_, "node-" + std::to_string(number),
    node_settings{clock_error_, seed, plan_.calls, plan_.idle, plan_.snapshot_every, plan_.breaker,
                  plan_.gateway_workers}));
}

/// The platform: buries processes that ended, and starts one when there is none. It looks five
/// times a second, as the real process does.
void simulated_world::look_after_nodes() {
  for (auto node = nodes_.begin(); node != nodes_.end();) {
    if ((*node)->has_ended()) {
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

/// While two nodes live, callers reach either. One that does not serve yet turns them away.
virtual_node* simulated_world::choose(std::uint64_t draw) const {
  auto* node = nodes_.empty() ? nullptr : nodes_[draw / 7 % nodes_.size()].get();
  return node && node->ready() ? node : nullptr;
}

// -- troubles -------------------------------------------------------------------------------------

void simulated_world::strike(const trouble& what) {
  dice draw{what.seed};
  still_->mix_in(to_string(what.kind));
  switch (what.kind) {
    case trouble_kind::kill_node:
      if (!nodes_.empty())
        nodes_[draw.below(nodes_.size())]->die();
      restart_at_ = still_->now() + what.lasts;
      return;
    case trouble_kind::kill_branch:
      return kill_branch(draw);
    case trouble_kind::stop_database:
      store_.away = true;
      still_->at(still_->now() + what.lasts, [this] { store_.away = false; });
      return;
    case trouble_kind::upset_gateway:
      return upset_gateway(what, draw);
    case trouble_kind::upset_receivers:
      return upset_receivers(what, draw);
    case trouble_kind::clock_jumps:
      clock_error_ = std::chrono::milliseconds{draw.between(-90'000, 90'000)};
      still_->at(still_->now() + what.lasts, [this] { clock_error_ = {}; });
      return;
    case trouble_kind::second_owner:
      if (nodes_.size() == 1)
        start_node();
      return;
  }
}

void simulated_world::kill_branch(dice& draw) {
  if (nodes_.empty())
    return;
  const auto& node = *nodes_[draw.below(nodes_.size())];
  auto paths = node.board().paths();
  if (!paths.empty())
    static_cast<void>(node.board().kill(draw.any(paths)));
}

void simulated_world::upset_gateway(const trouble& what, dice& draw) {
  payment_moods moods;
  for (auto* chance :
       {&moods.decline, &moods.lost_before, &moods.lost_after, &moods.late, &moods.away})
    if (draw.percent(50))
      *chance = static_cast<unsigned>(draw.below(300));
  if (draw.percent(15))
    moods.refund_refused = 300;
  payments_->moods = moods;
  still_->at(still_->now() + what.lasts, [this] { payments_->moods = {}; });
}

void simulated_world::upset_receivers(const trouble& what, dice& draw) {
  receiver_moods moods;
  for (auto* chance : {&moods.lost_before, &moods.lost_after, &moods.away, &moods.busy})
    *chance = draw.percent(50) ? static_cast<unsigned>(draw.below(300)) : 0;
  moods.refused = draw.percent(15) ? 100 : 0;
  letters_->moods = moods;
  still_->at(still_->now() + what.lasts, [this] { letters_->moods = {}; });
}

/// Everything that goes wrong stops.
void simulated_world::heal() {
  decider_->stop();
  people_->stop_repeating();
  store_.away = false;
  payments_->moods = {};
  letters_->moods = {};
  clock_error_ = {};
  restart_at_ = still_->now();
}

/// Nothing is owed that is due, nobody waits for an answer, and a node serves.
bool simulated_world::at_rest() const {
  if (nodes_.size() != 1 || !nodes_.back()->ready())
    return false;
  const auto& asked = people_->history().orders;
  if (std::any_of(asked.begin(), asked.end(), [](const auto& each) { return !each.ended; }))
    return false;
  const auto now = still_->now();
  if (!lists_are_level() || !notifications_are_out(*this))
    return false;
  for (const auto& [key, known] : watch_.orders()) {
    const auto& state = known.now;
    if (const auto due = next_timer(state); due && *due <= now)
      return false;
    for (const auto& each : owed(state)) {
      // Late money is there by the first late look, and has to be found by it.
      const bool first_look =
        state.late_looks == 0 && std::holds_alternative<owe_look_up>(each.body);
      if (first_look || each.not_before <= now)
        return false;
    }
  }
  return true;
}

bool simulated_world::lists_are_level() const {
  const auto offsets = persistence::make_memory_read_model(store_.reads)->offsets();
  for (std::uint32_t slice = 0; offsets && slice < slice_count; ++slice)
    if ((*offsets)[slice] != watch_.head_of(slice))
      return false;
  return static_cast<bool>(offsets);
}

findings simulated_world::of_trees() const {
  findings all;
  for (const auto* nodes : {&nodes_, &graves_})
    for (const auto& node : *nodes)
      all.insert(all.end(), node->found().begin(), node->found().end());
  return all;
}

std::pair<std::uint64_t, std::uint64_t> simulated_world::payments_put_off() const {
  std::pair<std::uint64_t, std::uint64_t> out;
  for (const auto& [entity, known] : watch_.orders()) {
    const bool put_off = known.now.deferrals > 0;
    out.first += put_off ? 1 : 0;
    out.second += put_off && known.now.seen.payment.captured > money{} ? 1 : 0;
  }
  return out;
}

std::uint64_t simulated_world::breakers_opened() const {
  std::uint64_t all = 0;
  for (const auto* nodes : {&nodes_, &graves_})
    for (const auto& node : *nodes)
      all += node->parts().breaker->report().opened;
  return all;
}

const point_counts& simulated_world::points() const {
  return decider_->seen();
}

} // namespace baedal::simulation
