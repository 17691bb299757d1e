#include "supervisors/supervisor_memory.hpp"

#include "supervisors/failure.hpp"
#include "supervisors/kill.hpp"

namespace baedal::supervisors {

namespace {

/// The name of a path in the address book: what stands below the root.
std::string name_of(const std::string& path) {
  const auto slash = path.find('/');
  return slash == std::string::npos ? path : path.substr(slash + 1);
}

} // namespace

supervisor_memory::supervisor_memory(caf::event_based_actor* self) : self_(self) {
  // nop
}

supervisor_memory::~supervisor_memory() {
  for (auto child = children_.rbegin(); child != children_.rend(); ++child)
    kill(child->incarnation);
}

void supervisor_memory::begin(caf::actor parent, std::string path, child_spec spec,
                              tree_context context) {
  parent_ = std::move(parent);
  path_ = std::move(path);
  spec_ = std::move(spec);
  shared_ = std::move(context);
  window_.emplace(spec_.allowed);
  dice_.seed(shared_.seed ^ std::hash<std::string>{}(path_));
  shared_.board->allowed(path_, spec_.allowed);
  const auto limits = limits_for(spec_.allowed);
  for (const auto& child : spec_.children) {
    const auto below = path_ + "/" + child.id;
    to_start_.insert(children_.size());
    children_.push_back({.path = below, .name = name_of(below), .delay = back_off{limits}});
  }
  // Not at once: an actor that quits before it has its behavior lives on.
  self_->send(self_, restart_due{due_round_});
}

// -- stopping and starting ------------------------------------------------------------------------

void supervisor_memory::advance() {
  while (stop_next() || start_next()) {
    // Until something has to be waited for.
  }
  if (leaving_) {
    if (to_stop_.empty())
      self_->quit(*leaving_);
    return;
  }
  if (beginning_ && to_start_.empty()) {
    beginning_ = false;
    self_->send(parent_, children_started{});
  }
}

/// Takes one step of stopping the rightmost child that has to stop. False if there is nothing to do
/// now.
bool supervisor_memory::stop_next() {
  if (to_stop_.empty())
    return false;
  const auto index = *to_stop_.rbegin();
  switch (children_[index].phase) {
    case child_phase::starting:
    case child_phase::up:
      stop(index);
      return false;
    case child_phase::stopping:
    case child_phase::draining:
      return false;
    case child_phase::idle:
      to_stop_.erase(index);
      return true;
  }
  return false;
}

/// Starts the leftmost child that may start. Without an order among them, nobody waits for a
/// sibling.
bool supervisor_memory::start_next() {
  if (leaving_ || (ordered() && !to_stop_.empty()))
    return false;
  for (const auto index : to_start_) {
    const auto& child = children_[index];
    if (child.phase == child_phase::idle && to_stop_.count(index) == 0) {
      if (child.due <= now()) {
        start(index);
        return true;
      }
      wait_until(child.due);
    }
    if (ordered())
      return false;
  }
  return false;
}

void supervisor_memory::stop(std::size_t index) {
  auto& child = children_[index];
  child.phase = child_phase::stopping;
  shared_.board->changed(child.path, node_state::stopping);
  const auto& how = spec_.children[index].stop;
  if (std::holds_alternative<brutal_kill>(how)) {
    kill(child.incarnation);
    return;
  }
  self_->send(child.incarnation,
              caf::exit_msg{self_->address(), caf::exit_reason::user_shutdown});
  if (const auto* patience = std::get_if<std::chrono::milliseconds>(&how))
    self_->delayed_send(self_, *patience, stop_deadline{index, ++child.stop_round});
}

void supervisor_memory::on_stop_deadline(stop_deadline over) {
  const auto& child = children_[over.child];
  if (child.phase == child_phase::stopping && child.stop_round == over.round)
    kill(child.incarnation);
}

void supervisor_memory::start(std::size_t index) {
  auto& child = children_[index];
  const auto& spec = spec_.children[index];
  result<caf::actor> started = errc::unavailable;
  try {
    started = spec.type == child_type::supervisor
                ? result<caf::actor>{run_supervisor(self_, child.path, spec, shared_)}
                : spec.start(self_);
  } catch (const std::exception& broken) {
    started = refusal{errc::unavailable, broken.what()};
  }
  if (!started || !*started)
    return start_failed(index, started ? "no actor" : started.error().detail);
  child.incarnation = std::move(*started);
  child.phase = child_phase::starting;
  shared_.board->started(child.path, child.incarnation);
  shared_.book->set(child.name, child.incarnation);
  shared_.book->set(spec.id, child.incarnation);
  self_->monitor(child.incarnation);
  if (spec.type == child_type::worker)
    up(index);
}

void supervisor_memory::up(std::size_t index) {
  children_[index].phase = child_phase::up;
  to_start_.erase(index);
  shared_.board->changed(children_[index].path, node_state::up);
}

void supervisor_memory::on_child_ready() {
  const auto who = caf::actor_cast<caf::actor_addr>(self_->current_sender());
  for (std::size_t i = 0; i < children_.size(); ++i)
    if (children_[i].phase == child_phase::starting && who == children_[i].incarnation)
      up(i);
  advance();
}

void supervisor_memory::wait_until(moment due) {
  if (awaited_ && *awaited_ <= due)
    return;
  awaited_ = due;
  self_->delayed_send(self_, due - now(), restart_due{++due_round_});
}

void supervisor_memory::on_restart_due(restart_due due) {
  if (due.round != due_round_)
    return;
  awaited_.reset();
  advance();
}

// -- small questions ------------------------------------------------------------------------------

bool supervisor_memory::ordered() const {
  return beginning_ || spec_.reach != strategy::one_for_one;
}

/// True while it, or something that it left behind, may still act.
bool supervisor_memory::alive(std::size_t index) const {
  return children_[index].phase != child_phase::idle;
}

bool supervisor_memory::all_significant_gone() const {
  for (std::size_t i = 0; i < children_.size(); ++i)
    if (spec_.children[i].weight == significance::significant
        && (alive(i) || to_start_.count(i) != 0))
      return false;
  return true;
}

moment supervisor_memory::now() const {
  return self_->clock().now().time_since_epoch();
}

} // namespace baedal::supervisors
