#pragma once

#include "supervisors/tree_context.hpp"

#include <caf/fwd.hpp>

namespace baedal::supervisors {

/// Sent by a supervisor to `parent` once all its children are started.
struct children_started {};

/// Starts a supervisor with OTP's semantics under `path` ("node/core"), which the board knows:
/// - it starts its children left to right and waits for nested supervisors; if one cannot be
///   started now, it stops those that were and ends with `failure::start_failed`;
/// - a failed child is restarted with the siblings that the strategy names, after those are down,
///   right to left;
/// - over its intensity it stops its children and ends with `failure::intensity_exceeded`;
/// - on an exit message it stops its children, then itself. Killed, it kills its children.
/// Beyond OTP, restarts but the first wait (`back_off`), and no child starts while something that
/// its former incarnation started is still alive. CAF cannot end an actor in the middle of a
/// handler: one that never returns stays `stopping` on the board, and its successor waits.
caf::actor run_supervisor(caf::scheduled_actor* parent, std::string path, child_spec spec,
                          tree_context context);

} // namespace baedal::supervisors
