#pragma once

#include "domain/result.hpp"

#include <caf/actor.hpp>
#include <caf/fwd.hpp>

#include <chrono>
#include <functional>
#include <string>
#include <variant>
#include <vector>

namespace baedal::supervisors {

// The words and rules are those of Erlang/OTP's `supervisor` behaviour.

/// When a child that ended is started again: always; only if it ended abnormally; never.
enum class restart { permanent, transient, temporary };

/// Which siblings a failure takes along: none; those started after it; all.
enum class strategy { one_for_one, rest_for_one, one_for_all };

/// Whether the end of significant children ends their supervisor too.
enum class auto_shutdown { never, any_significant, all_significant };

enum class significance { ordinary, significant };
enum class child_type { worker, supervisor };

/// More than `restarts` restarts within `period` and the supervisor gives up.
struct intensity {
  unsigned restarts = 1;
  std::chrono::milliseconds period = std::chrono::seconds{5};
};

struct brutal_kill {};
struct infinity {};

/// How a child is stopped: at once by a kill; by a request and, after so long, a kill; by a
/// request.
using shutdown = std::variant<brutal_kill, std::chrono::milliseconds, infinity>;

/// Starts one new incarnation of a child and returns it. It runs inside the supervisor (`parent`),
/// so it is short; what may take long belongs into the child. It refuses, or throws, when the child
/// cannot start, and then leaves no actor behind.
using start_fn = std::function<result<caf::actor>(caf::scheduled_actor* parent)>;

/// Work that waits for a child: commands handed over minus finished. Called from any thread.
using depth_fn = std::function<std::size_t()>;

/// A start function with what is known about the children it starts.
struct starter {
  start_fn start = {};
  depth_fn depth = {};

  starter() = default;
  template <class F>
    requires std::is_invocable_v<F&, caf::scheduled_actor*>
  starter(F how, depth_fn waiting = {}) // NOLINT: a plain function is a starter
    : start(std::move(how)), depth(std::move(waiting)) {
    // nop
  }
};

/// One node of a supervision tree, and with its children the whole tree, as data.
struct child_spec {
  std::string id;
  child_type type = child_type::worker;
  restart when = restart::permanent;
  significance weight = significance::ordinary;
  supervisors::shutdown stop = std::chrono::milliseconds{5000};
  start_fn start = {};                ///< workers
  depth_fn depth = {};                ///< workers, optional
  strategy reach = strategy::one_for_one;                      ///< supervisors, from here on
  intensity allowed = {};
  auto_shutdown ends_with = auto_shutdown::never;
  std::vector<child_spec> children = {};

  child_spec with(supervisors::shutdown how) &&;
  child_spec with(significance how_much) &&;
  child_spec with(auto_shutdown rule) &&;
  child_spec with(restart rule) &&;
};

/// A worker: 5 s to stop.
child_spec worker(std::string id, restart when, starter how);

/// A permanent supervisor with all the time it needs to stop its children.
child_spec supervisor(std::string id, strategy reach, intensity allowed,
                      std::vector<child_spec> children);

/// Refuses what cannot work: empty or repeated ids, workers without a start function, significant
/// children that are permanent or whose supervisor never shuts down by itself. Checks the whole
/// tree; `field` names the path.
result<unit> validate(const child_spec& spec);

/// Half-open range of sibling indexes.
struct range {
  std::size_t first = 0;
  std::size_t last = 0;
  friend bool operator==(range, range) = default;
};

/// A strategy is nothing but the range of siblings that a failure takes along.
range reached_by(strategy reach, std::size_t failed, std::size_t count);

enum class ending { normal, abnormal };

/// Whether a child that ended by itself is started again.
bool wants_restart(restart when, ending how);

} // namespace baedal::supervisors
