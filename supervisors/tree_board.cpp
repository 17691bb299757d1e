#include "supervisors/tree_board.hpp"

#include "actors/world.hpp"
#include "supervisors/kill.hpp"

namespace baedal::supervisors {

std::string_view to_string(node_state state) {
  switch (state) {
    case node_state::starting:
      return "starting";
    case node_state::up:
      return "up";
    case node_state::restarting:
      return "restarting";
    case node_state::backing_off:
      return "backing_off";
    case node_state::stopping:
      return "stopping";
    case node_state::down:
      return "down";
  }
  return "down";
}

tree_board::tree_board(clock now, listener hear) : now_(std::move(now)), hear_(std::move(hear)) {
  if (!now_)
    now_ = [] { return actors::real_world().now(); };
}

void tree_board::declare(const std::string& parent, const child_spec& spec) {
  const auto path = parent.empty() ? spec.id : parent + "/" + spec.id;
  {
    std::lock_guard lock{guard_};
    if (parent.empty())
      root_ = path;
    auto& fresh = entries_[path];
    fresh.view.path = path;
    fresh.view.id = spec.id;
    fresh.view.type = spec.type;
    fresh.view.since = now_();
    fresh.depth = spec.depth;
    fresh.children.clear();
    for (const auto& child : spec.children)
      fresh.children.push_back(path + "/" + child.id);
  }
  for (const auto& child : spec.children)
    declare(path, child);
}

void tree_board::started(const std::string& path, const caf::actor& incarnation) {
  caf::actor former; // Dropped after the lock: the last handle of an actor runs its destructors.
  std::lock_guard lock{guard_};
  auto& node = entries_[path];
  former = std::exchange(node.incarnation, incarnation);
  node.view.restarts = node.incarnations++;
  enter(node, node_state::starting);
  tell(tree_event::started, path);
}

void tree_board::changed(const std::string& path, node_state state) {
  std::lock_guard lock{guard_};
  enter(entries_[path], state);
}

void tree_board::noted(const std::string& path, node_state state, std::string reason) {
  std::lock_guard lock{guard_};
  auto& node = entries_[path];
  node.view.last_reason = std::move(reason);
  enter(node, state);
}

void tree_board::ended(const std::string& path, const caf::actor& incarnation, std::string reason) {
  caf::actor former;
  std::lock_guard lock{guard_};
  auto& node = entries_[path];
  if (node.incarnation != incarnation)
    return;
  former = std::exchange(node.incarnation, caf::actor{});
  node.view.last_reason = std::move(reason);
  enter(node, node_state::down);
}

void tree_board::allowed(const std::string& path, intensity all) {
  std::lock_guard lock{guard_};
  entries_[path].window.emplace(all);
  tell(tree_event::allowed, path);
}

void tree_board::spent(const std::string& path) {
  std::lock_guard lock{guard_};
  if (auto& window = entries_[path].window)
    window->admit(now_().time_since_epoch());
  tell(tree_event::spent, path);
}

std::vector<living> tree_board::living_under(const std::string& path) const {
  const auto prefix = path + "/";
  std::vector<living> found;
  std::lock_guard lock{guard_};
  for (auto i = entries_.lower_bound(prefix); i != entries_.end(); ++i) {
    if (i->first.compare(0, prefix.size(), prefix) != 0)
      break;
    if (i->second.incarnation)
      found.push_back({i->first, i->second.incarnation});
  }
  return found;
}

std::optional<tree_node> tree_board::snapshot() const {
  std::string root;
  {
    std::lock_guard lock{guard_};
    root = root_;
  }
  return find(root);
}

std::optional<tree_node> tree_board::find(const std::string& path) const {
  entries copy; // Depths are counted by others' code, so never under the lock.
  {
    std::lock_guard lock{guard_};
    if (entries_.count(path) == 0)
      return std::nullopt;
    copy = entries_;
  }
  return view_of(copy, copy.at(path));
}

std::vector<std::string> tree_board::paths() const {
  std::lock_guard lock{guard_};
  std::vector<std::string> all;
  for (const auto& [path, node] : entries_)
    all.push_back(path);
  return all;
}

bool tree_board::kill(const std::string& path) const {
  caf::actor victim;
  {
    std::lock_guard lock{guard_};
    if (const auto found = entries_.find(path); found != entries_.end())
      victim = found->second.incarnation;
  }
  return supervisors::kill(victim);
}

void tree_board::enter(entry& where, node_state state) {
  if (where.view.state != state)
    where.view.since = now_();
  where.view.state = state;
}

tree_node tree_board::view_of(const entries& all, const entry& from) const {
  auto view = from.view;
  if (from.window)
    view.allowance_left = from.window->left(now_().time_since_epoch());
  if (from.depth)
    view.depth = from.depth();
  for (const auto& path : from.children)
    view.children.push_back(view_of(all, all.at(path)));
  return view;
}

} // namespace baedal::supervisors
