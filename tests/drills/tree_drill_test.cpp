#include "actors/world.hpp"
#include "http/front_door.hpp"
#include "node/first_start.hpp"
#include "node/starters.hpp"
#include "supervisors/running_tree.hpp"
#include "tests/drills/order_load.hpp"
#include "tests/drills/shop.hpp"

#include <caf/all.hpp>
#include <catch2/catch.hpp>

using namespace baedal;
using namespace baedal::drills;
using namespace std::chrono_literals;
using supervisors::node_state;
using clock_type = std::chrono::steady_clock;

namespace {

node::serve_settings settings_in(const support::temp_folder& folder) {
  node::serve_settings how;
  how.http = {"127.0.0.1", free_port()};
  how.database = "sqlite://" + (folder.path() / "node.db").string();
  how.payment_url = "embedded";
  how.workers = 4;
  return how;
}

/// A whole node inside the test, whose parts can be killed one by one.
class inner_node {
public:
  inner_node()
    : parts_(std::make_shared<node::node_parts>(settings_in(folder_))), system_(config()) {
    parts_->gateway = *gateways::make_payment_gateway("embedded", "");
    const node::edge_watch watch{std::make_shared<node::metrics_page>(parts_)};
    auto started = supervisors::start_tree(
      system_, supervisors::node_tree(node::make_starters(parts_, watch)),
      {parts_->book, parts_->board, actors::real_world().random()});
    REQUIRE(started);
    tree_.emplace(std::move(*started));
    REQUIRE(node::open_catalogue(*parts_, [this] { return !tree_->ended(); }));
    parts_->open->store(true);
  }
  ~inner_node() {
    parts_->open->store(false);
    if (!tree_->stop(20s))
      tree_->kill();
    static_cast<void>(tree_->wait(5s));
    tree_.reset();
    http::front_door::join_retired();
  }
  inner_node(const inner_node&) = delete;
  inner_node& operator=(const inner_node&) = delete;

  [[nodiscard]] std::uint16_t port() const { return parts_->settings.http.port; }
  [[nodiscard]] const supervisors::tree_board& board() const { return *parts_->board; }
  [[nodiscard]] bool ended() const { return tree_->ended().has_value(); }

private:
  caf::actor_system_config& config() {
    config_.set("scheduler.policy", caf::atom("sharing"));
    config_.set("scheduler.max-threads", std::size_t{4});
    return config_;
  }

  support::temp_folder folder_;
  std::shared_ptr<node::node_parts> parts_;
  caf::actor_system_config config_;
  caf::actor_system system_;
  std::optional<supervisors::running_tree> tree_;
};

/// All at work, none between two lives.
bool is_whole(const supervisors::tree_node& node) {
  return node.state == node_state::up
         && std::all_of(node.children.begin(), node.children.end(), &is_whole);
}

/// How long the edge let nobody in, from now until the node serves again.
std::chrono::milliseconds refused_until_whole(const inner_node& node) {
  auto longest = 0ms;
  auto heard = clock_type::now();
  const bool back = support::eventually(30s, [&] {
    if (caller{node.port()}.get("/livez").status != 0)
      heard = clock_type::now();
    const auto silent = clock_type::now() - heard;
    longest = std::max(longest, std::chrono::duration_cast<std::chrono::milliseconds>(silent));
    const auto tree = node.board().snapshot();
    return tree && is_whole(*tree) && caller{node.port()}.get("/readyz").status == 200;
  });
  CHECK(back);
  return longest;
}

/// Cancelling removes an order of this brand from the collection.
bool is_removed(const order_record& record) {
  return record.brand == "dongne" && !record.told.empty() && record.told.back().command == "cancel";
}

void check_answered(const inner_node& node, const std::vector<order_record>& records) {
  caller to{node.port()};
  for (const auto& record : records) {
    INFO(record.key << ' ' << record.code);
    CHECK_FALSE(record.unbearable);
    if (is_removed(record))
      continue;
    for (const auto& told : record.told) {
      const auto now = to.get("/api/v1/orders/" + record.id
                              + "?version=" + std::to_string(told.version));
      INFO(told.command << " said " << told.body << " but now " << now.body);
      CHECK((now.body == told.body));
    }
  }
  for (const auto* path : {"/api/v1/brands/pizza", "/api/v1/stores/drill-mealkit",
                           "/api/v1/stores/drill-pizza/orders"})
    CHECK(to.get(path).status == 200);
}

} // namespace

SCENARIO("each node of the supervision tree may be killed under load, and it comes back",
         "[I6][I14]") {
  std::vector<std::string> paths;
  {
    const inner_node one;
    paths = one.board().paths();
  }
  std::erase(paths, "node");
  REQUIRE(paths.size() >= 17);
  for (const auto& path : paths) {
    DYNAMIC_SECTION("killed: " << path) {
      const inner_node node;
      open_stores(node.port());
      order_load load{{.port = node.port(), .orders = 80, .clients = 4, .patience = 40s}};
      REQUIRE(load.await(10));
      const auto before = node.board().find(path);
      REQUIRE(before);
      REQUIRE(node.board().kill(path));
      REQUIRE(support::eventually(10s, [&] {
        const auto now = node.board().find(path);
        return now && now->restarts > before->restarts;
      }));
      const auto silent = refused_until_whole(node);
      UNSCOPED_INFO("nobody was let in for " << silent.count() << " ms");
      CHECK(silent < (path.starts_with("node/edge") ? 3'000ms : 1'500ms));
      check_answered(node, load.finish());
      CHECK_FALSE(node.ended());
    }
  }
}
