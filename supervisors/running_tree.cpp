#include "supervisors/running_tree.hpp"

#include "supervisors/failure.hpp"
#include "supervisors/kill.hpp"
#include "supervisors/remains.hpp"
#include "supervisors/supervisor.hpp"

#include <caf/event_based_actor.hpp>
#include <caf/stateful_actor.hpp>

#include <condition_variable>

CAF_ALLOW_UNSAFE_MESSAGE_TYPE(baedal::supervisors::children_started)

namespace baedal::supervisors {

namespace {

/// To the keeper: do not wait for an orderly stop.
struct kill_tree {};

} // namespace

} // namespace baedal::supervisors

CAF_ALLOW_UNSAFE_MESSAGE_TYPE(baedal::supervisors::kill_tree)

namespace baedal::supervisors {

struct running_tree::progress {
  std::mutex guard;
  std::condition_variable changed;
  bool up = false;
  bool stop_asked = false;
  std::optional<tree_ending> ending;
};

namespace {

using progress = running_tree::progress;

/// Watches the top supervisor for those outside the actors. It ends when nothing of the tree is
/// left.
struct keeper_memory {
  explicit keeper_memory(caf::event_based_actor* me) : self(me) {
    // nop
  }
  keeper_memory(const keeper_memory&) = delete;
  keeper_memory& operator=(const keeper_memory&) = delete;
  ~keeper_memory() { kill(root); }

  void on_up();
  void on_down(const caf::down_msg& down);
  void end();

  const char* name = "tree_keeper";
  caf::event_based_actor* self;
  caf::actor root;
  std::string path;
  tree_context shared;
  remains left_behind;
  tree_ending ending;
  std::shared_ptr<progress> seen;
};
static_assert(!std::is_aggregate_v<keeper_memory>);

using keeper_actor = caf::stateful_actor<keeper_memory>;

void keeper_memory::on_up() {
  shared.board->changed(path, node_state::up);
  std::lock_guard lock{seen->guard};
  seen->up = true;
  seen->changed.notify_all();
}

void keeper_memory::on_down(const caf::down_msg& down) {
  if (down.source == root) {
    const auto gone = std::exchange(root, caf::actor{});
    {
      std::lock_guard lock{seen->guard};
      ending.orderly = seen->stop_asked && ending_of(down.reason) == supervisors::ending::normal;
    }
    ending.reason = describe(down.reason);
    shared.book->forget(gone);
    shared.board->ended(path, gone, ending.reason);
    left_behind = remains{shared, path};
    left_behind.gather(self);
  } else if (!left_behind.absorb(self, down)) {
    return;
  }
  if (left_behind.empty())
    end();
}

void keeper_memory::end() {
  {
    std::lock_guard lock{seen->guard};
    seen->ending = ending;
    seen->changed.notify_all();
  }
  self->quit();
}

caf::behavior keep(keeper_actor* self, const child_spec& spec, const tree_context& context,
                   const std::shared_ptr<progress>& seen) {
  auto& memory = self->state;
  memory.path = spec.id;
  memory.shared = context;
  memory.seen = seen;
  memory.root = run_supervisor(self, spec.id, spec, context);
  context.board->started(spec.id, memory.root);
  context.book->set(spec.id, memory.root);
  self->monitor(memory.root);
  self->set_down_handler([self](caf::down_msg& down) { self->state.on_down(down); });
  self->set_exit_handler([self](caf::exit_msg&) { ask_to_stop(self->state.root); });
  return {
    [self](children_started) { self->state.on_up(); },
    [self](kill_tree) { kill(self->state.root); },
  };
}

} // namespace

running_tree::running_tree(caf::actor keeper, std::shared_ptr<progress> seen)
  : keeper_(std::move(keeper)), seen_(std::move(seen)) {
  // nop
}

running_tree::~running_tree() {
  if (seen_ && !ended())
    kill();
}

bool running_tree::wait_until_up(std::chrono::milliseconds at_most) const {
  std::unique_lock lock{seen_->guard};
  seen_->changed.wait_for(lock, at_most, [&] { return seen_->up || seen_->ending; });
  return seen_->up && !seen_->ending;
}

std::optional<tree_ending> running_tree::wait(std::chrono::milliseconds at_most) const {
  std::unique_lock lock{seen_->guard};
  seen_->changed.wait_for(lock, at_most, [&] { return seen_->ending.has_value(); });
  return seen_->ending;
}

std::optional<tree_ending> running_tree::ended() const {
  std::lock_guard lock{seen_->guard};
  return seen_->ending;
}

void running_tree::begin_stop() const {
  {
    std::lock_guard lock{seen_->guard};
    seen_->stop_asked = true;
  }
  ask_to_stop(keeper_);
}

std::optional<tree_ending> running_tree::stop(std::chrono::milliseconds at_most) const {
  begin_stop();
  return wait(at_most);
}

void running_tree::kill() const {
  caf::anon_send<caf::message_priority::high>(keeper_, kill_tree{});
}

result<running_tree> start_tree(caf::actor_system& system, const child_spec& spec,
                                const tree_context& context) {
  if (spec.type != child_type::supervisor)
    return refusal{errc::value_invalid, "the root of a tree is a supervisor", spec.id};
  if (auto fine = validate(spec); !fine)
    return fine.error();
  context.board->declare({}, spec);
  auto seen = std::make_shared<running_tree::progress>();
  auto keeper = system.spawn(keep, spec, context, seen);
  return running_tree{std::move(keeper), std::move(seen)};
}

} // namespace baedal::supervisors
