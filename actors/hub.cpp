#include "actors/hub.hpp"

#include "actors/crash_log.hpp"
#include "failpoints/failpoint.hpp"
#include "persistence/event_codec.hpp"

#include <caf/all.hpp>

#include <unordered_map>

namespace baedal::actors {

/// Time to nudge those who watch every order.
struct nudge_due {};

} // namespace baedal::actors

CAF_ALLOW_UNSAFE_MESSAGE_TYPE(baedal::actors::nudge_due)

namespace baedal::actors {

namespace {

constexpr std::chrono::milliseconds nudge_every{250};

failpoint hub_dies{"hub.dies", "the hub of live streams dies"};

struct hub_memory {
  hub_memory() = default;

  const char* name = "hub";

  struct watcher {
    std::uint64_t token = 0;
    std::function<bool(const public_event&)> tell;
  };
  std::unordered_map<std::string, std::vector<watcher>> watchers;

  bool stirred = false; ///< something was committed since the last nudge
  bool nudging = false; ///< a nudge is on its way

  void on_append(const committed_append& append) {
    hub_dies.crash_if_fired();
    stirred = stirred || std::holds_alternative<change<store>>(append.what)
              || std::holds_alternative<change<customer>>(append.what)
              || std::holds_alternative<change<breaker>>(append.what); // Topics tell of them.
    const auto* orders = std::get_if<change<order>>(&append.what);
    if (!orders || !is_visible(*orders->after))
      return;
    stirred = true;
    const auto watching = watchers.find(append.entity.id);
    if (watching == watchers.end())
      return;
    auto version = append.first_public_version;
    for (const auto& event : orders->events)
      if (event && is_public(*event))
        tell_all(watching->second, {version++, std::string{persistence::type_of(*event)}, append.at,
                                    persistence::public_data(*event, *orders->after)});
    if (watching->second.empty())
      watchers.erase(watching);
  }

  /// True where somebody still wants to be nudged.
  bool nudge() {
    const auto watching = watchers.find(std::string{every_order});
    nudging = watching != watchers.end();
    if (!nudging)
      return false;
    const public_event news{std::exchange(stirred, false) ? 1U : 0U, {}, {}, {}};
    tell_all(watching->second, news);
    if (watching->second.empty())
      watchers.erase(watching);
    return true;
  }

  static void tell_all(std::vector<watcher>& all, const public_event& event) {
    std::erase_if(all, [&](const watcher& one) { return !one.tell(event); });
  }
};
static_assert(!std::is_aggregate_v<hub_memory>);

caf::behavior run_hub(caf::stateful_actor<hub_memory>* self) {
  log_crashes(self, "hub");
  return {
    [self](const committed_batch& batch) {
      if (self->state.watchers.empty())
        return;
      for (const auto& append : *batch)
        self->state.on_append(append);
    },
    [self](subscribe_message& what) {
      self->state.watchers[what.order.value].push_back({what.token, std::move(what.tell)});
      if (what.order.value == every_order && !std::exchange(self->state.nudging, true))
        self->delayed_send(self, nudge_every, nudge_due{});
    },
    [self](nudge_due) {
      if (self->state.nudge())
        self->delayed_send(self, nudge_every, nudge_due{});
    },
    [self](const unsubscribe_message& what) {
      const auto watching = self->state.watchers.find(what.order.value);
      if (watching == self->state.watchers.end())
        return;
      std::erase_if(watching->second, [&](const auto& one) { return one.token == what.token; });
      if (watching->second.empty())
        self->state.watchers.erase(watching);
    },
  };
}

} // namespace

caf::actor spawn_hub(caf::actor_system& system) {
  return system.spawn(run_hub);
}

} // namespace baedal::actors
