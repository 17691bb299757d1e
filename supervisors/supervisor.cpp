#include "supervisors/supervisor.hpp"

#include "supervisors/supervisor_memory.hpp"

#include <caf/stateful_actor.hpp>

namespace baedal::supervisors {

namespace {

using supervisor_actor = caf::stateful_actor<supervisor_memory>;

caf::behavior supervise(supervisor_actor* self, const caf::actor& parent, const std::string& path,
                        const child_spec& spec, const tree_context& context) {
  self->set_down_handler([self](caf::down_msg& down) { self->state.on_down(down); });
  self->set_exit_handler([self](caf::exit_msg& exit) { self->state.on_exit_request(exit.reason); });
  self->state.begin(parent, path, spec, context);
  return {
    [self](children_started) { self->state.on_child_ready(); },
    [self](stop_deadline over) { self->state.on_stop_deadline(over); },
    [self](restart_due due) { self->state.on_restart_due(due); },
  };
}

} // namespace

caf::actor run_supervisor(caf::scheduled_actor* parent, std::string path, child_spec spec,
                          tree_context context) {
  return parent->home_system().spawn(supervise, caf::actor_cast<caf::actor>(parent),
                                     std::move(path), std::move(spec), std::move(context));
}

} // namespace baedal::supervisors
