#pragma once

#include "tests/supervisors/hollow.hpp"
#include "tests/support/still_world.hpp"

namespace baedal::test {

using events = std::vector<std::string>;

/// A tree of hollow children in a still world.
class still_tree {
public:
  explicit still_tree(std::uint64_t seed = 1) : world(seed) {
    // nop
  }
  ~still_tree() {
    if (tree && !tree->ended()) {
      tree->kill();
      world.advance(std::chrono::seconds{1});
    }
  }

  /// Starts the tree and lets it come up.
  void start(const supervisors::child_spec& spec) {
    auto started = supervisors::start_tree(world.system(), spec, context);
    if (!started)
      throw std::runtime_error{started.error().detail};
    tree.emplace(std::move(*started));
    world.settle();
  }

  supervisors::child_spec child(const std::string& name,
                                supervisors::restart when = supervisors::restart::permanent) {
    return supervisors::worker(name, when, children.make(name));
  }

  void kill(const std::string& path) {
    if (!board->kill(path))
      throw std::runtime_error{"nothing alive at " + path};
    world.settle();
  }

  void let(const std::string& name, deed what) {
    perform(book->find(name), what);
    world.settle();
  }

  std::string state_of(const std::string& path) const {
    const auto node = board->find(path);
    return node ? std::string{to_string(node->state)} : "unknown";
  }

  /// Births so far beyond the first, of those that were born again.
  tally restarts() const {
    tally again;
    for (const auto& [name, births] : children.births())
      if (births > 1)
        again[name] = births - 1;
    return again;
  }

  hollow_children children; // First, because actors tell it of their end.
  still_world world;
  std::shared_ptr<supervisors::address_book> book = std::make_shared<supervisors::address_book>();
  std::shared_ptr<supervisors::tree_board> board
    = std::make_shared<supervisors::tree_board>([this] { return world.now(); });
  supervisors::tree_context context{book, board, 7};
  std::optional<supervisors::running_tree> tree;
};

} // namespace baedal::test
