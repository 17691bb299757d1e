#include "node/drills.hpp"

#include <spdlog/spdlog.h>

namespace baedal::node {

namespace {

using http::hold_outcome;
using supervisors::address_book;

/// Holds a branch by its name in the book, or lets go of it. The path is that of the live tree,
/// with or without the root in front.
template <class Change>
hold_outcome change_hold(const node_parts& parts, const std::string& path, Change change) {
  const auto tree = parts.board->snapshot();
  if (!tree)
    return hold_outcome::unknown_path;
  if (path == tree->path)
    return hold_outcome::not_to_be_held;
  const auto root = tree->path + "/";
  const auto name = path.starts_with(root) ? path.substr(root.size()) : path;
  if (!parts.board->find(root + name))
    return hold_outcome::unknown_path;
  if (name == "edge" || name.starts_with("edge/"))
    return hold_outcome::not_to_be_held;
  change(*parts.book, name);
  const bool held = parts.book->suspended(name);
  spdlog::warn("drill: {} is {}", name, held ? "suspended" : "at work");
  return held ? hold_outcome::suspended : hold_outcome::at_work;
}

} // namespace

http::drill_door drills_of(const std::shared_ptr<drill_desk>& desk,
                           const std::shared_ptr<node_parts>& parts) {
  http::drill_door door;
  door.points = [desk] { return desk->points(); };
  door.arm = [desk](const std::string& name, const http::arming& how) {
    return desk->arm(name, how);
  };
  door.disarm = [desk](const std::string& name) { return desk->disarm(name); };
  door.suspend = [parts](const std::string& path) {
    return change_hold(*parts, path,
                       [](address_book& book, const auto& name) { book.suspend(name); });
  };
  door.resume = [parts](const std::string& path) {
    return change_hold(*parts, path,
                       [](address_book& book, const auto& name) { book.resume(name); });
  };
  return door;
}

} // namespace baedal::node
