#include "supervisors/entity_region.hpp"

#include "actors/crash_log.hpp"
#include "actors/region_names.hpp"
#include "failpoints/failpoint.hpp"
#include "supervisors/crash_reasons.hpp"
#include "supervisors/crowding.hpp"
#include "supervisors/failure.hpp"
#include "supervisors/kill.hpp"
#include "supervisors/restart_window.hpp"

#include <caf/all.hpp>
#include <spdlog/spdlog.h>

#include <algorithm>
#include <unordered_map>

namespace baedal::supervisors {

namespace {

failpoint region_dies{"region.dies", "a region dies with the command that it was given"};

using sweep_atom = caf::atom_constant<caf::atom("sweep")>;
using rise_atom = caf::atom_constant<caf::atom("rise")>;

/// Whether a command is the first about a new entity: for an order without a key an id is drawn.
template <class Command>
actors::ancestry ancestry_of(const Command& command) {
  if constexpr (std::is_same_v<Command, order_command>) {
    const auto* placing = std::get_if<place_order>(&command);
    if (placing && !placing->keyed)
      return actors::ancestry::newborn;
  }
  return actors::ancestry::read_history;
}

template <class State>
class entity_region final : public caf::event_based_actor {
public:
  using command = actors::command_message<State>;
  using read = actors::read_message<State>;

  entity_region(caf::actor_config& config, std::shared_ptr<const actors::entity_setup> setup,
                std::shared_ptr<actors::gauge> in_flight, std::shared_ptr<region_past> past)
    : caf::event_based_actor(config), setup_(std::move(setup)), in_flight_(std::move(in_flight)),
      past_(std::move(past)),
      window_({static_cast<unsigned>(past_->limits.crashes), past_->limits.period}) {
    // nop
  }

  const char* name() const override {
    return actors::region_of(actors::aggregate<State>::kind).data(); // A literal.
  }

  caf::behavior make_behavior() override {
    actors::log_crashes(this, "region");
    set_down_handler([this](const caf::down_msg& down) { on_down(down); });
    delayed_send(this, sweep_pause(), sweep_atom::value);
    for (auto& [id, address] : past_->residents.take())
      wait_for_end(id, address);
    for (auto& [id, until] : past_->crashes.all_held())
      rise_at(until, id);
    return {
      [this](command& what) { on_command(what); },
      [this](read& what) { route(what.id, what); },
      [this](actors::history_message& what) { route(what.id, what); },
      [this](actors::wake_message& what) { route(what.id, what); },
      [this](const actors::stays_awake& what) { on_stays(what.id); },
      [this](const actors::has_nothing& what) { on_nothing(what.id); },
      [this](rise_atom, const std::string& id, std::int64_t until) {
        if (past_->crashes.held_until(id) == instant{std::chrono::milliseconds{until}})
          rise(id); // Whatever the clock says by now. A later quarantine goes on.
      },
      [this](sweep_atom) { on_sweep(); },
    };
  }

  void on_exit() override {
    std::vector<former_residents::resident> dying;
    for (const auto& id : chosen([](const entry&) { return true; })) {
      const auto& incarnation = awake_.at(id).incarnation;
      kill(incarnation);
      dying.emplace_back(id, incarnation.address());
    }
    past_->residents.leave(std::move(dying));
    awake_.clear();
    names_.clear();
  }

private:
  struct entry {
    caf::actor incarnation;
    instant last_used{};
    bool leaving = false;   ///< asked to sleep, or seen going: messages wait in `kept`
    bool is_former = false; ///< of an earlier region, which killed it
    std::vector<caf::message> kept;
  };

  void on_command(command& what) {
    region_dies.crash_if_fired();
    if (in_flight_->load() >= static_cast<std::int64_t>(setup_->most_in_region)) {
      setup_->count->overloaded.fetch_add(1, std::memory_order_relaxed);
      return what.back.refuse(errc::overloaded);
    }
    what.back.count_in(in_flight_);
    route(what.id, what, ancestry_of(what.command));
  }

  template <class Message>
  void route(const std::string& id, Message& what,
             actors::ancestry past = actors::ancestry::read_history) {
    auto known = awake_.find(id);
    if (known == awake_.end()) {
      if (past_->crashes.is_quarantined(id, setup_->time->now()))
        return; // The reply dies here and answers `unavailable`.
      known = awake_.emplace(id, wake(id, past)).first;
      make_room();
    }
    auto& found = known->second;
    found.last_used = setup_->time->now();
    if (!found.leaving)
      return send(found.incarnation, std::move(what));
    if (found.kept.size() < setup_->most_waiting)
      found.kept.push_back(caf::make_message(std::move(what)));
  }

  entry wake(const std::string& id, actors::ancestry past = actors::ancestry::read_history) {
    auto incarnation = actors::spawn_entity<State>(system(), id, caf::actor{this}, setup_, past);
    monitor(incarnation);
    names_.emplace(incarnation.address(), id);
    return {std::move(incarnation), setup_->time->now(), false, false, {}};
  }

  /// An entity of an earlier region, killed with it: its messages wait until it is down.
  void wait_for_end(const std::string& id, const caf::actor_addr& address) {
    auto incarnation = caf::actor_cast<caf::actor>(address);
    if (!incarnation)
      return;
    monitor(incarnation);
    names_.emplace(address, id);
    awake_.emplace(id, entry{std::move(incarnation), setup_->time->now(), true, true, {}});
  }

  /// Nothing was ever written about it: whoever asked for an unknown id costs no memory.
  void on_nothing(const std::string& id) {
    const auto known = awake_.find(id);
    if (known == awake_.end() || known->second.leaving)
      return;
    known->second.leaving = true;
    send(known->second.incarnation, actors::ask_to_sleep{});
  }

  void on_stays(const std::string& id) {
    const auto known = awake_.find(id);
    if (known == awake_.end() || !known->second.leaving)
      return;
    known->second.leaving = false;
    for (auto& kept : std::exchange(known->second.kept, {}))
      send(known->second.incarnation, std::move(kept));
  }

  void on_down(const caf::down_msg& down) {
    const auto name = names_.find(down.source);
    if (name == names_.end())
      return;
    const auto id = name->second;
    names_.erase(name);
    auto known = awake_.find(id);
    if (known == awake_.end())
      return;
    auto kept = std::move(known->second.kept);
    const bool is_former = known->second.is_former;
    awake_.erase(known);
    crowd_.relax(awake_.size(), setup_->most_awake);
    if (!is_former && down.reason && !is_blameless(down.reason))
      return on_crash(id, down.reason);
    if (kept.empty())
      return; // Asleep; should it owe something, its wakeup row brings it back.
    auto& risen = awake_.emplace(id, wake(id)).first->second;
    for (auto& what : kept)
      send(risen.incarnation, std::move(what));
  }

  void on_crash(const std::string& id, const caf::error& reason) {
    setup_->count->entity_crashes.fetch_add(1, std::memory_order_relaxed);
    const auto now = setup_->time->now();
    spdlog::warn("{} {} crashed: {}", to_string(actors::aggregate<State>::kind), id,
                 describe(reason));
    if (const auto until = past_->crashes.note(id, now, prospect_after(reason))) {
      spdlog::error("{} {} is quarantined for {} ms", to_string(actors::aggregate<State>::kind), id,
                    (*until - now).count());
      show_quarantined();
      return rise_at(*until, id);
    }
    if (!window_.admit(now.time_since_epoch()))
      return quit(make_error(failure::intensity_exceeded, "entities crash too often"));
    if (past_->limits.restarted)
      past_->limits.restarted(name(), now);
    rise(id);
  }

  void rise_at(instant until, const std::string& id) {
    const auto left = std::max(until - setup_->time->now(), std::chrono::milliseconds{0});
    delayed_send(this, left, rise_atom::value, id, std::int64_t{until.time_since_epoch().count()});
  }

  void rise(const std::string& id) {
    past_->crashes.release(id);
    show_quarantined();
    if (!awake_.contains(id))
      awake_.emplace(id, wake(id));
  }

  /// The gauge is the node's: each region adds what changed of its own.
  void show_quarantined() {
    const auto held = static_cast<std::int64_t>(past_->crashes.held());
    setup_->count->quarantined.fetch_add(held - std::exchange(past_->quarantined, held));
  }

  void on_sweep() {
    const auto now = setup_->time->now();
    past_->crashes.sweep(now);
    for (const auto& id : chosen([&](const entry& known) {
           return !known.leaving && now - known.last_used >= setup_->idle;
         }))
      ask_to_sleep(awake_.at(id), now);
    delayed_send(this, sweep_pause(), sweep_atom::value);
  }

  void ask_to_sleep(entry& known, instant now) {
    known.leaving = true;
    known.last_used = now; // One that stays is asked again after another idle time.
    send(known.incarnation, actors::ask_to_sleep{});
  }

  /// Where too many are awake, those unused for longest sleep before their time.
  void make_room() {
    const auto many = crowd_.too_many(awake_.size(), setup_->most_awake);
    if (many == 0)
      return;
    std::vector<std::pair<const std::string, entry>*> all;
    for (auto& known : awake_)
      if (!known.second.leaving)
        all.push_back(&known);
    const auto end = all.begin() + static_cast<std::ptrdiff_t>(std::min(many, all.size()));
    std::partial_sort(all.begin(), end, all.end(), [](auto* a, auto* b) {
      return std::tie(a->second.last_used, a->first) < std::tie(b->second.last_used, b->first);
    });
    for (auto known = all.begin(); known != end; ++known)
      ask_to_sleep((*known)->second, setup_->time->now());
  }

  /// Ids by name: the order in which a hash table holds them is another one in every build.
  template <class Choose>
  [[nodiscard]] std::vector<std::string> chosen(Choose wanted) const {
    std::vector<std::string> ids;
    for (const auto& [id, known] : awake_)
      if (wanted(known))
        ids.push_back(id);
    std::sort(ids.begin(), ids.end());
    return ids;
  }

  [[nodiscard]] std::chrono::milliseconds sweep_pause() const {
    return std::max<std::chrono::milliseconds>(setup_->idle / 4, std::chrono::milliseconds{100});
  }

  std::shared_ptr<const actors::entity_setup> setup_;
  std::shared_ptr<actors::gauge> in_flight_;
  std::shared_ptr<region_past> past_;
  restart_window window_;
  crowding crowd_;
  std::unordered_map<std::string, entry> awake_;
  std::unordered_map<caf::actor_addr, std::string> names_;
};

} // namespace

template <class State>
caf::actor
spawn_region(caf::actor_system& system, std::shared_ptr<const actors::entity_setup> setup,
             std::shared_ptr<actors::gauge> in_flight, std::shared_ptr<region_past> past) {
  return system.spawn<entity_region<State>>(std::move(setup), std::move(in_flight), past);
}

#define BAEDAL_REGION(state)                                                                       \
  template caf::actor spawn_region<state>(                                                         \
    caf::actor_system&, std::shared_ptr<const actors::entity_setup>,                               \
    std::shared_ptr<actors::gauge>, std::shared_ptr<region_past>);
BAEDAL_REGION(order)
BAEDAL_REGION(store)
BAEDAL_REGION(rider)
BAEDAL_REGION(customer)
BAEDAL_REGION(brand)
BAEDAL_REGION(sequence)
BAEDAL_REGION(breaker)
#undef BAEDAL_REGION

} // namespace baedal::supervisors
