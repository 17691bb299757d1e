#include "supervisors/failure.hpp"
#include "supervisors/supervisor_memory.hpp"

// What a supervisor does when a child ends, and when it ends itself.

namespace baedal::supervisors {

// -- failures -------------------------------------------------------------------------------------

void supervisor_memory::on_down(const caf::down_msg& down) {
  for (std::size_t i = 0; i < children_.size(); ++i) {
    auto& child = children_[i];
    if (down.source == child.incarnation)
      return child_down(i, down.reason);
    if (child.left_behind.absorb(self_, down)) {
      if (child.left_behind.empty()) {
        child.phase = child_phase::idle;
        to_stop_.erase(i);
      }
      return advance();
    }
  }
  // Else it was about a child that was replaced already.
}

void supervisor_memory::child_down(std::size_t index, const caf::error& reason) {
  auto& child = children_[index];
  const auto& spec = spec_.children[index];
  const auto gone = std::exchange(child.incarnation, caf::actor{});
  const auto was = std::exchange(child.phase, child_phase::idle);
  shared_.book->forget(gone);
  shared_.board->ended(child.path, gone, describe(reason));
  const auto asked_to_stop = to_stop_.count(index) != 0;
  if (spec.type == child_type::supervisor) {
    child.left_behind = remains{shared_, child.path};
    if (child.left_behind.gather(self_)) {
      child.phase = child_phase::draining;
      to_stop_.insert(index);
    }
  }
  if (asked_to_stop) {
    if (spec.when == restart::temporary)
      to_start_.erase(index);
    if (to_start_.count(index) != 0)
      shared_.board->changed(child.path, node_state::restarting);
    advance();
  } else if (was == child_phase::starting) {
    start_failed(index, describe(reason));
  } else if (wants_restart(spec.when, ending_of(reason))) {
    restart_with_siblings(index, describe(reason));
  } else {
    ended_for_good(index);
  }
}

/// Nothing to restart; but the end of a significant child may end the supervisor.
void supervisor_memory::ended_for_good(std::size_t index) {
  const auto rule = spec_.ends_with;
  const auto counts = spec_.children[index].weight == significance::significant;
  if (counts
      && (rule == auto_shutdown::any_significant
          || (rule == auto_shutdown::all_significant && all_significant_gone())))
    return leave(caf::exit_reason::user_shutdown);
  advance();
}

/// A failed first start is the supervisor's own failure; a failed restart is one more failure of
/// the child.
void supervisor_memory::start_failed(std::size_t index, const std::string& reason) {
  auto& child = children_[index];
  if (beginning_) {
    shared_.board->noted(child.path, node_state::down, reason);
    return leave(make_error(failure::start_failed, spec_.children[index].id + ": " + reason));
  }
  restart_with_siblings(index, reason);
}

void supervisor_memory::restart_with_siblings(std::size_t index, const std::string& reason) {
  shared_.board->spent(path_);
  if (!window_->admit(now())) {
    shared_.board->noted(children_[index].path, node_state::down, reason);
    return leave(make_error(failure::intensity_exceeded, spec_.children[index].id + ": " + reason));
  }
  auto& failed = children_[index];
  const auto wait = failed.delay.next(now(), [this] {
    return std::uniform_real_distribution<double>{}(dice_);
  });
  failed.due = now() + wait;
  const auto [first, last] = reached_by(spec_.reach, index, children_.size());
  for (auto i = first; i < last; ++i) {
    if (alive(i))
      to_stop_.insert(i);
    if (spec_.children[i].when != restart::temporary)
      to_start_.insert(i);
    if (i == index || (!alive(i) && to_start_.count(i) != 0))
      shared_.board->changed(children_[i].path, node_state::restarting);
  }
  if (wait.count() > 0)
    shared_.board->noted(failed.path, node_state::backing_off, reason);
  advance();
}

// -- leaving --------------------------------------------------------------------------------------

void supervisor_memory::on_exit_request(const caf::error& reason) {
  leave(reason);
}

/// Stops all children, right to left, and then ends with the reason. The first reason stands.
void supervisor_memory::leave(caf::error reason) {
  if (!leaving_)
    leaving_ = std::move(reason);
  to_start_.clear();
  for (std::size_t i = 0; i < children_.size(); ++i)
    if (alive(i))
      to_stop_.insert(i);
  advance();
}

} // namespace baedal::supervisors
