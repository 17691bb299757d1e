#pragma once

#include "simulation/journal_watch.hpp"
#include "simulation/notification_house.hpp"
#include "simulation/workload.hpp"

namespace baedal::simulation {

/// How often each failpoint was come by, and fired.
struct point_count {
  std::uint64_t passed = 0;
  std::uint64_t fired = 0;
};
using point_counts = std::map<std::string, point_count, std::less<>>;

/// A whole world from one plan: database, payment gateway, nodes and people, with everything that
/// goes wrong between them. Runs once.
class simulated_world {
public:
  explicit simulated_world(const plan& what);
  simulated_world(const simulated_world&) = delete;
  simulated_world& operator=(const simulated_world&) = delete;
  ~simulated_world();

  /// Lives through the plan; then everything that goes wrong stops, and time passes until all has
  /// come to rest, but at most `patience`.
  void run(std::chrono::minutes patience = std::chrono::minutes{12});

  [[nodiscard]] still_world& still() { return *still_; }
  [[nodiscard]] const plan& what() const { return plan_; }
  [[nodiscard]] const database& store() const { return store_; }
  [[nodiscard]] const payment_house& payments() const { return *payments_; }
  [[nodiscard]] const notification_house& letters() const { return *letters_; }
  [[nodiscard]] const workload& people() const { return *people_; }
  [[nodiscard]] journal_watch& journal() { return watch_; }
  /// The node that serves now; never null after `run`.
  [[nodiscard]] virtual_node* newest() const {
    return nodes_.empty() ? nullptr : nodes_.back().get();
  }
  [[nodiscard]] std::size_t starts() const { return starts_; }
  [[nodiscard]] const point_counts& points() const;
  /// Orders whose payment was put off; and those of them that were paid later.
  [[nodiscard]] std::pair<std::uint64_t, std::uint64_t> payments_put_off() const;
  /// How often the circuit breakers of all processes opened.
  [[nodiscard]] std::uint64_t breakers_opened() const;
  /// Whether the read models have come as far as the journal.
  [[nodiscard]] bool lists_are_level() const;
  /// Violations of I14 by any process so far.
  [[nodiscard]] findings of_trees() const;

private:
  class point_decider;

  void plant_unreadable();
  void start_node();
  void look_after_nodes();
  virtual_node* choose(std::uint64_t draw) const;
  void strike(const trouble& what);
  void kill_branch(dice& draw);
  void upset_gateway(const trouble& what, dice& draw);
  void upset_receivers(const trouble& what, dice& draw);
  void heal();
  [[nodiscard]] bool at_rest() const;

  plan plan_;
  std::unique_ptr<still_world> still_;
  database store_;
  journal_watch watch_;
  std::unique_ptr<payment_house> payments_;
  std::unique_ptr<notification_house> letters_;
  std::unique_ptr<workload> people_;
  std::unique_ptr<point_decider> decider_;
  std::vector<std::unique_ptr<virtual_node>> nodes_;  ///< alive; the newest last
  std::vector<std::unique_ptr<virtual_node>> graves_; ///< their actors may still be ending
  std::chrono::milliseconds clock_error_{};           ///< of the machine that all nodes run on
  std::size_t starts_ = 0;
  instant restart_at_{};
  bool wanted_ = true; ///< the platform starts a node when there is none
};

} // namespace baedal::simulation
