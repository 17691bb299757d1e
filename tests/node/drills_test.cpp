#include "node/drills.hpp"
#include "node/tree_json.hpp"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

using namespace baedal;
using namespace baedal::node;
using http::hold_outcome;

namespace {

supervisors::child_spec branch(const std::string& id, std::vector<supervisors::child_spec> below) {
  constexpr supervisors::intensity allowed{1, std::chrono::seconds{1}};
  return supervisors::supervisor(id, supervisors::strategy::one_for_one, allowed,
                                 std::move(below));
}

std::shared_ptr<node_parts> declared_parts() {
  serve_settings how;
  auto parts = std::make_shared<node_parts>(how);
  parts->board->declare({}, branch("node", {branch("core", {branch("entities", {})}),
                                            branch("edge", {branch("front_door", {})})}));
  return parts;
}

nlohmann::json tree_of(const node_parts& parts) {
  return nlohmann::json::parse(tree_json(parts.board->snapshot(), *parts.book)).at("tree");
}

} // namespace

SCENARIO("an operator holds a branch by the path that the live tree shows") {
  const auto parts = declared_parts();
  const auto door = drills_of(std::make_shared<drill_desk>(), parts);
  WHEN("a branch is suspended, with the root in front or without") {
    const auto* path = GENERATE("core/entities", "node/core/entities");
    CHECK(door.suspend(path) == hold_outcome::suspended);
    THEN("the tree shows it there, and not above") {
      const auto tree = tree_of(*parts);
      CHECK(tree["children"][0]["children"][0]["suspended"] == true);
      CHECK_FALSE(tree["children"][0].contains("suspended"));
      CHECK_FALSE(tree.contains("suspended"));
      CHECK(door.resume(path) == hold_outcome::at_work);
      CHECK_FALSE(tree_of(*parts)["children"][0]["children"][0].contains("suspended"));
    }
  }
  WHEN("a branch above is suspended") {
    CHECK(door.suspend("core") == hold_outcome::suspended);
    CHECK(tree_of(*parts)["children"][0]["children"][0]["suspended"] == true);
    THEN("letting go of a part of it does not free that") {
      CHECK(door.resume("core/entities") == hold_outcome::suspended);
    }
  }
  THEN("the way in for operators stays open") {
    for (const auto* path : {"node", "edge", "node/edge", "edge/front_door"}) {
      CHECK(door.suspend(path) == hold_outcome::not_to_be_held);
      CHECK(door.resume(path) == hold_outcome::not_to_be_held);
    }
    CHECK_FALSE(tree_of(*parts)["children"][1].contains("suspended"));
  }
  THEN("a path that the tree does not have is told apart") {
    for (const auto* path : {"core/nothing", "nothing", "", "core/"})
      CHECK(door.suspend(path) == hold_outcome::unknown_path);
  }
}
