#pragma once

#include "simulation/trial.hpp"

#include <functional>
#include <set>

namespace baedal::simulation {

/// A place at which a process may be killed in the middle of an order's life: a failpoint that was
/// come by after so much had become durable. Between two crossings of one point at the same
/// durable state nothing is different, so they are one step.
struct saga_step {
  std::string point;          ///< name of the failpoint
  std::uint64_t crossing = 0; ///< how many crossings of any points came before, from the placing on
  std::string after;          ///< type of the newest event then; empty: none of this order's life

  friend bool operator==(const saga_step&, const saga_step&) = default;
};

/// The life of one order, and everything that follows from it in stores, riders, customers, read
/// models, at the gateway and at those who are notified.
struct saga {
  plan what;
  std::set<std::string> brings; ///< what of `saga_outcomes` came of it, and more types of events
  std::vector<saga_step> steps; ///< in the order in which they are come by
  findings found;               ///< undisturbed; empty: all invariants held
};

/// A life as the seed draws it: one order in a quiet world, with a gateway in a bad mood, with a
/// machine that stands still for days, or with a branch of the tree that nobody finds before it
/// does. Every failpoint is watched, and none fires.
plan draw_saga_plan(std::uint64_t seed);

/// Lives the plan through and writes its steps down.
saga map_saga(const plan& what);

/// All that comes of orders, so that no saga is left out: the types of events that an order can
/// write, and those that others write on an order's behalf; "dishes_counted"; and a message by each
/// carrier, "message_by_sms".
std::set<std::string> saga_outcomes();

/// Lives that together bring all that is `wanted`, out of those of the seeds `first` to `last`; as
/// much as can be had there. No life among them can be spared. `tell` hears of
/// each seed that was tried.
std::vector<saga> choose_sagas(std::uint64_t first, std::uint64_t last,
                               std::set<std::string> wanted,
                               const std::function<void(std::uint64_t)>& tell = {});

/// What came of killing the process at a step, and its successor when it comes by the same point
/// again, or else, as soon as it goes on.
struct saga_verdict {
  unsigned kills = 0; ///< two; fewer where nothing was left to do for a second one
  findings found;     ///< empty: all invariants held
};
saga_verdict kill_twice(const saga& life, const saga_step& step);

} // namespace baedal::simulation
