#pragma once

#include "domain/time.hpp"
#include "supervisors/restart_window.hpp"

#include <map>
#include <mutex>
#include <optional>
#include <string_view>

namespace baedal::supervisors {

enum class node_state { starting, up, restarting, backing_off, stopping, down };

/// The stable word of a state, for example "backing_off".
std::string_view to_string(node_state state);

/// One node of the live view and all below it.
struct tree_node {
  std::string path;
  std::string id;
  child_type type = child_type::worker;
  node_state state = node_state::down;
  instant since{};                          ///< when it entered the state
  std::uint64_t restarts = 0;               ///< incarnations so far, but the first
  std::string last_reason = {};             ///< why the last incarnation ended, if one did
  std::optional<unsigned> allowance_left;   ///< supervisors: restarts still admitted now
  std::optional<std::size_t> depth;         ///< workers that count: work that waits
  std::vector<tree_node> children = {};
};

/// What a listener of a board hears of.
enum class tree_event {
  started, ///< an incarnation of the node
  allowed, ///< a supervisor begins with its whole allowance
  spent,   ///< a supervisor was asked for one more restart
};

/// A living incarnation and where it belongs.
struct living {
  std::string path;
  caf::actor incarnation;
};

/// The live view of a tree: supervisors write it, anybody reads it. Thread-safe. It also knows
/// every incarnation that is not seen to be down yet, which is how a supervisor learns what a
/// killed one left behind. It holds strong handles and must be empty (the tree ended), or gone,
/// before the actor system is.
class tree_board {
public:
  using clock = std::function<instant()>;
  /// Called under the board's lock: it must not come back to the board.
  using listener = std::function<void(tree_event what, const std::string& path)>;

  /// Without a clock it reads the system's.
  explicit tree_board(clock now = {}, listener hear = {});

  // -- told by supervisors -------------------------------------------------------------------
  /// Enters a node and all below it, down as yet. `parent` is empty for the root.
  void declare(const std::string& parent, const child_spec& spec);
  void started(const std::string& path, const caf::actor& incarnation);
  void changed(const std::string& path, node_state state);
  void noted(const std::string& path, node_state state, std::string reason);
  /// This incarnation was seen to be down.
  void ended(const std::string& path, const caf::actor& incarnation, std::string reason);
  /// A supervisor begins with its whole allowance.
  void allowed(const std::string& path, intensity all);
  /// A supervisor used one restart of it.
  void spent(const std::string& path);

  // -- asked by anybody -----------------------------------------------------------------------
  /// Incarnations below `path` that are not known to be down.
  [[nodiscard]] std::vector<living> living_under(const std::string& path) const;
  /// The whole tree; nothing before a tree was declared.
  [[nodiscard]] std::optional<tree_node> snapshot() const;
  [[nodiscard]] std::optional<tree_node> find(const std::string& path) const;
  [[nodiscard]] std::vector<std::string> paths() const;
  /// Kills the current incarnation, overtaking its queued work. False if nothing is alive there.
  bool kill(const std::string& path) const;

private:
  struct entry {
    tree_node view;
    caf::actor incarnation = {};
    std::uint64_t incarnations = 0;
    std::optional<restart_window> window;
    depth_fn depth = {};
    std::vector<std::string> children = {};
  };

  using entries = std::map<std::string, entry>;

  void enter(entry& where, node_state state);
  tree_node view_of(const entries& all, const entry& from) const;

  void tell(tree_event what, const std::string& path) const {
    if (hear_)
      hear_(what, path);
  }

  clock now_;
  listener hear_;
  mutable std::mutex guard_;
  entries entries_;
  std::string root_;
};

} // namespace baedal::supervisors
