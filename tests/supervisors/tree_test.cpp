#include "tests/supervisors/still_tree.hpp"

#include <catch2/catch.hpp>

#include <algorithm>

using namespace baedal;
using namespace baedal::supervisors;
using namespace baedal::test;
using namespace std::chrono_literals;

namespace {

/// The product's tree, with children that do nothing.
struct hollow_node : still_tree {
  explicit hollow_node(std::uint64_t seed = 1) : still_tree(seed) {
    start(node_tree(hollow_starters(children)));
    children.happened();
  }

  tally restarts_after_killing(const std::string& path) {
    kill(path);
    world.advance(1s);
    return restarts();
  }

  bool fully_up() const {
    const auto all = board->paths();
    return std::all_of(all.begin(), all.end(), [&](const auto& path) {
      return state_of(path) == "up";
    });
  }
};

tally once(const std::vector<std::string>& names) {
  tally each;
  for (const auto& name : names)
    each[name] = 1;
  return each;
}

const std::vector<std::string> entities{"brands", "customers", "stores", "riders",
                                        "sequences", "breakers", "orders"};
const std::vector<std::string> readers{"projections", "queries", "hub", "notifier",
                                       "breaker_reporter"};

std::vector<std::string> operator+(std::vector<std::string> left,
                                   const std::vector<std::string>& right) {
  left.insert(left.end(), right.begin(), right.end());
  return left;
}

} // namespace

SCENARIO("the tree of a node starts from its journal to its front door") {
  still_tree at;
  at.start(node_tree(hollow_starters(at.children)));
  CHECK(at.children.happened()
        == events{"+journal", "+payments", "+brands", "+customers", "+stores", "+riders",
                  "+sequences", "+breakers", "+orders", "+projections", "+queries", "+hub",
                  "+notifier", "+breaker_reporter", "+wakeups", "+front_door"});
  CHECK(at.tree->wait_until_up(0s));
  for (const auto& path : at.board->paths())
    CHECK(at.state_of(path) == "up");
  CHECK(at.book->find("core/journal") == at.book->find("journal"));
  CHECK(at.book->find("core/entities/orders") == at.book->find("orders"));
}

SCENARIO("a failure reaches what depends on it, and nothing else") {
  struct row {
    std::string path;
    std::vector<std::string> reached;
  };
  const auto core = std::vector<std::string>{"journal", "payments"} + entities + readers
                    + std::vector<std::string>{"wakeups"};
  const auto seed = GENERATE(Catch::Generators::range<std::uint64_t>(1, 6));
  const std::vector<row> rows{
    {"node/core/journal", core},
    {"node/core/gateways", std::vector<std::string>{"payments"} + entities + readers
                             + std::vector<std::string>{"wakeups"}},
    {"node/core/gateways/payments", {"payments"}},
    {"node/core/entities", entities + readers + std::vector<std::string>{"wakeups"}},
    {"node/core/entities/brands", {"brands"}},
    {"node/core/entities/customers", {"customers"}},
    {"node/core/entities/stores", {"stores"}},
    {"node/core/entities/riders", {"riders"}},
    {"node/core/entities/sequences", {"sequences"}},
    {"node/core/entities/breakers", {"breakers"}},
    {"node/core/entities/orders", {"orders"}},
    {"node/core/readers", readers + std::vector<std::string>{"wakeups"}},
    {"node/core/readers/projections", {"projections"}},
    {"node/core/readers/queries", {"queries"}},
    {"node/core/readers/hub", {"hub"}},
    {"node/core/readers/notifier", {"notifier"}},
    {"node/core/readers/breaker_reporter", {"breaker_reporter"}},
    {"node/core/wakeups", {"wakeups"}},
    {"node/core", core},
    {"node/edge", {"front_door"}},
    {"node/edge/front_door", {"front_door"}},
  };
  for (const auto& [path, reached] : rows) {
    WHEN(path << " is killed, seed " << seed) {
      hollow_node node{seed};
      REQUIRE(rows.size() + 1 == node.board->paths().size()); // All but the root.
      CHECK(node.restarts_after_killing(path) == once(reached));
      CHECK(node.fully_up());
      CHECK(node.children.doubles().empty());
      CHECK(node.children.alive().size() == 16);
      CHECK(node.board->find(path)->restarts == 1);
      CHECK(node.board->find(path)->last_reason == "kill");
      CHECK(node.board->find("node")->restarts == 0);
    }
  }
}

SCENARIO("killing the top supervisor ends the tree and leaves no orphan") {
  const auto seed = GENERATE(Catch::Generators::range<std::uint64_t>(1, 11));
  hollow_node node{seed};
  node.kill("node");
  REQUIRE(node.tree->ended());
  CHECK_FALSE(node.tree->ended()->orderly);
  CHECK(node.tree->ended()->reason == "kill");
  CHECK(node.children.alive().empty());
  CHECK(node.board->living_under("node").empty());
  CHECK(node.book->names().empty());
}

SCENARIO("a branch starts again only when all that its killed supervisor left behind is down") {
  const auto seed = GENERATE(Catch::Generators::range<std::uint64_t>(1, 51));
  hollow_node node{seed};
  GIVEN("a killed core, whose children die one message at a time") {
    const auto before = node.children.births();
    REQUIRE(node.board->kill("node/core"));
    std::vector<std::string> all;
    while (node.world.step())
      for (auto& what : node.children.happened())
        all.push_back(std::move(what));
    THEN("every death comes before every birth, and no two incarnations met") {
      const auto first_birth = std::find_if(all.begin(), all.end(),
                                            [](const auto& what) { return what[0] == '+'; });
      CHECK(std::all_of(all.begin(), first_birth, [](const auto& what) { return what[0] == '-'; }));
      CHECK(first_birth - all.begin() == 15);
      CHECK(all.end() - first_birth == 15);
      CHECK(node.children.doubles().empty());
      CHECK(node.fully_up());
    }
  }
}

SCENARIO("a child in the middle of long work holds up the restart of its killed supervisor") {
  hollow_node node;
  GIVEN("a worker whose end takes long, below a supervisor that was killed") {
    const auto slow = node.book->find("orders");
    // Its mailbox stays unserved while all others run: as if one handler took that long.
    REQUIRE(node.board->kill("node/core/entities"));
    node.world.settle_without(slow);
    THEN("nothing starts before it is down; afterwards all do") {
      CHECK(node.restarts().empty());
      CHECK(node.state_of("node/core/readers") == "restarting");
      node.world.settle();
      CHECK(node.restarts() == once(entities + readers + std::vector<std::string>{"wakeups"}));
      CHECK(node.children.doubles().empty());
    }
  }
}

SCENARIO("the edge stays while the core fails again and again") {
  hollow_node node;
  node.children.make_stillborn("journal");
  node.let("journal", deed::fail);
  node.world.advance(3s);
  CHECK(node.children.births().at("journal") > 3);
  CHECK(node.children.births().at("front_door") == 1);
  CHECK(node.state_of("node/edge/front_door") == "up");
  AND_THEN("a core that cannot be helped ends the node, for the platform to start anew [I14]") {
    node.world.advance(120s);
    REQUIRE(node.tree->ended());
    CHECK_FALSE(node.tree->ended()->orderly);
    CHECK(node.board->find("node/core")->restarts == 3);
    CHECK(node.children.alive().empty());
  }
}

SCENARIO("a node stops in the reverse order of its start") {
  hollow_node node;
  node.tree->begin_stop();
  node.world.settle();
  CHECK(node.children.happened()
        == events{"-front_door", "-wakeups", "-breaker_reporter", "-notifier", "-hub", "-queries",
                  "-projections", "-orders", "-breakers", "-sequences", "-riders", "-stores",
                  "-customers", "-brands", "-payments", "-journal"});
  REQUIRE(node.tree->ended());
  CHECK(node.tree->ended()->orderly);
}

SCENARIO("the live view shows the tree as it is") {
  hollow_node node;
  node.world.advance(10s);
  const auto began = node.world.now() - 10s;
  WHEN("a store keeper died a while ago") {
    node.kill("node/core/entities/stores");
    node.world.advance(3s);
    const auto top = node.board->snapshot();
    REQUIRE(top);
    CHECK(top->path == "node");
    REQUIRE(top->children.size() == 2);
    const auto& core = top->children[0];
    CHECK(core.id == "core");
    CHECK(core.type == child_type::supervisor);
    CHECK(core.since == began);
    CHECK(core.allowance_left == 5);
    CHECK(top->children[1].children[0].path == "node/edge/front_door");
    const auto& group = core.children[2];
    CHECK(group.path == "node/core/entities");
    CHECK(group.allowance_left == 9);
    const auto& stores = group.children[2];
    CHECK(stores.path == "node/core/entities/stores");
    CHECK(stores.type == child_type::worker);
    CHECK(stores.state == node_state::up);
    CHECK(stores.restarts == 1);
    CHECK(stores.last_reason == "kill");
    CHECK(stores.since == began + 10s);
    CHECK_FALSE(stores.allowance_left);
    CHECK_FALSE(stores.depth);
    THEN("its allowance returns with time") {
      node.world.advance(10s);
      CHECK(node.board->find("node/core/entities")->allowance_left == 10);
    }
  }
}
