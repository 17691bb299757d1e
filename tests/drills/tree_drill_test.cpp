#include "actors/world.hpp"
#include "http/front_door.hpp"
#include "node/first_start.hpp"
#include "node/starters.hpp"
#include "supervisors/running_tree.hpp"
#include "tests/drills/order_load.hpp"
#include "tests/drills/shop.hpp"

#include <caf/all.hpp>
#include <catch2/catch.hpp>

#include <condition_variable>
#include <thread>

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
    const auto door = std::make_shared<node::present_door>();
    const node::edge_watch watch{std::make_shared<node::metrics_page>(parts_, door), door};
    auto started =
      supervisors::start_tree(system_, supervisors::node_tree(node::make_starters(parts_, watch)),
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

/// A client that comes anew every few milliseconds, from before a failure until after it. What
/// counts is whether it is let in and answered, not how long that takes: an outage begins when
/// somebody comes who gets no answer, and ends when somebody comes who gets one.
class outage_watch {
public:
  explicit outage_watch(std::uint16_t port) : port_(port), thread_([this] { watch(); }) {
    // nop
  }
  ~outage_watch() { end(); }
  outage_watch(const outage_watch&) = delete;
  outage_watch& operator=(const outage_watch&) = delete;

  /// The longest outage; none: 0.
  std::chrono::milliseconds end() {
    over_ = true;
    changed_.notify_all();
    if (thread_.joinable())
      thread_.join();
    return std::chrono::duration_cast<std::chrono::milliseconds>(longest_);
  }
  [[nodiscard]] int turned_away() const { return turned_away_; }
  /// Whether it has been let in, and so stands watch.
  [[nodiscard]] bool stands() const { return let_in_ > 0; }

private:
  void watch() {
    constexpr auto never = clock_type::time_point::max();
    auto began = never;
    while (!over_ || began != never) {
      const auto came = clock_type::now();
      if (caller{port_, 5s}.get("/livez").status != 0) {
        ++let_in_;
        longest_ = std::max(longest_, came - std::min(began, came));
        began = never;
      } else {
        ++turned_away_;
        began = std::min(began, came);
        if (came - began > 30s)
          return void(longest_ = came - began);
      }
      std::unique_lock lock{guard_};
      changed_.wait_for(lock, 2ms, [this] { return over_.load(); });
    }
  }

  std::uint16_t port_;
  std::mutex guard_;
  std::condition_variable changed_;
  std::atomic<bool> over_{false};
  std::atomic<int> let_in_{0};
  std::atomic<int> turned_away_{0};
  clock_type::duration longest_{0};
  std::thread thread_;
};

bool serves_again(const inner_node& node) {
  return support::eventually(30s, [&] {
    const auto tree = node.board().snapshot();
    return tree && is_whole(*tree) && caller{node.port()}.get("/readyz").status == 200;
  });
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
      const auto now =
        to.get("/api/v1/orders/" + record.id + "?version=" + std::to_string(told.version));
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
         "[I6][I14][A101][000-C12]") {
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
      outage_watch watch{node.port()};
      REQUIRE(support::eventually(10s, [&] { return watch.stands(); }));
      const auto before = node.board().find(path);
      REQUIRE(before);
      REQUIRE(node.board().kill(path));
      REQUIRE(support::eventually(10s, [&] {
        const auto now = node.board().find(path);
        return now && now->restarts > before->restarts;
      }));
      CHECK(serves_again(node));
      const auto outage = watch.end();
      INFO("nobody was let in for " << outage.count() << " ms");
      if (path.starts_with("node/edge"))
        CHECK(outage <= 1'000ms);
      else
        CHECK(watch.turned_away() == 0);
      check_answered(node, load.finish());
      CHECK_FALSE(node.ended());
    }
  }
}
