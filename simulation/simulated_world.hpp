#pragma once

#include "simulation/event_house.hpp"
#include "simulation/journal_watch.hpp"
#include "simulation/notification_house.hpp"
#include "simulation/point_decider.hpp"
#include "simulation/workload.hpp"

namespace baedal::simulation {

/// A whole world from one plan: database, payment gateway, nodes and people, with everything that
/// goes wrong between them. Runs once.
class simulated_world {
public:
  explicit simulated_world(const plan& what);
  simulated_world(const simulated_world&) = delete;
  simulated_world& operator=(const simulated_world&) = delete;
  ~simulated_world();

  /// Lives through the plan; then everything that goes wrong stops, and time passes until all has
  /// come to rest, but at most `patience`; then everything is read once more. Ends early at the
  /// first violation.
  void run(std::chrono::minutes patience = std::chrono::minutes{15});

  /// `hear` learns of every armed failpoint that anything comes by while the world lives.
  void watch_points(std::function<void(std::string_view)> hear) {
    decider_->on_pass = std::move(hear);
  }
  /// `hear` learns of every event that is committed, but those of who owns the slices.
  void watch_events(std::function<void(const persistence::event_row&)> hear) {
    on_event_ = std::move(hear);
  }
  /// As kill -9, also from inside what the process is doing; the platform starts another one.
  void kill_newest();

  /// What was violated on the way.
  [[nodiscard]] const findings& found() const { return found_; }

  [[nodiscard]] still_world& still() { return *still_; }
  [[nodiscard]] const plan& what() const { return plan_; }
  [[nodiscard]] database& store() { return *store_; }
  [[nodiscard]] const payment_house& payments() const { return *payments_; }
  [[nodiscard]] const notification_house& letters() const { return *letters_; }
  [[nodiscard]] const event_house& events() const { return *events_; }
  [[nodiscard]] const workload& people() const { return *people_; }
  [[nodiscard]] const journal_watch& journal() const { return watch_; }
  /// The node that serves now; never null after `run`.
  [[nodiscard]] virtual_node* newest() const {
    return nodes_.empty() ? nullptr : nodes_.back().get();
  }
  [[nodiscard]] std::size_t starts() const { return starts_; }
  [[nodiscard]] const point_counts& points() const { return decider_->seen(); }
  /// Orders whose payment was put off; and those of them that were paid later.
  [[nodiscard]] std::pair<std::uint64_t, std::uint64_t> payments_put_off() const;
  /// The circuit breakers of all processes.
  [[nodiscard]] std::vector<actors::breaker_report> breakers() const;
  /// Whether the journal has what the one of the newest process did last.
  [[nodiscard]] bool breaker_is_told() const;
  /// How often they opened.
  [[nodiscard]] std::uint64_t breakers_opened() const;
  /// Whether the read models have come as far as the journal.
  [[nodiscard]] bool lists_are_level() const;
  /// Entities of all processes so far that wrote at a version which was taken (design D3).
  [[nodiscard]] std::uint64_t stale_twins() const;
  /// How many orders lived on average, where the plan asks for a number.
  [[nodiscard]] double live_orders() const;
  [[nodiscard]] bool suffers(trouble_kind kind) const;

private:
  // -- simulated_world.cpp ----
  void live(std::chrono::minutes patience);
  void plant_unreadable();
  void note_commit(const persistence::write_batch& batch);
  void start_node();
  void look_after_nodes();
  void keep_alive(std::uint64_t round, std::chrono::milliseconds end);
  virtual_node* choose(std::uint64_t draw) const;

  // -- coming_to_rest.cpp ----
  [[nodiscard]] bool at_rest() const;
  /// Whether the topics have been carried outside to their ends.
  [[nodiscard]] bool events_have_left() const;
  /// Whether an entity is in quarantine: its readers are told "unavailable".
  [[nodiscard]] bool holds_somebody() const;
  [[nodiscard]] bool is_at_rest(const std::string& entity, const order& state) const;
  void take_last_looks();

  // -- troubles.cpp ----
  void strike(const trouble& what);
  /// What ends a trouble, unless another one of its kind has begun meanwhile.
  void end_later(const trouble& what, std::function<void()> end);
  void kill_node(const trouble& what, dice& draw);
  void kill_branch(dice& draw);
  void suspend_branch(const trouble& what, dice& draw);
  void upset_gateway(const trouble& what, dice& draw);
  void upset_receivers(const trouble& what, dice& draw);
  void set_clock_wrong(const trouble& what, dice& draw);
  void suspend_machine(const trouble& what, dice& draw);
  void heal();

  plan plan_;
  findings found_;
  std::unique_ptr<still_world> still_;
  std::unique_ptr<database> store_;
  journal_watch watch_;
  std::unique_ptr<payment_house> payments_;
  std::unique_ptr<notification_house> letters_;
  std::unique_ptr<event_house> events_;
  std::unique_ptr<workload> people_;
  std::unique_ptr<point_decider> decider_;
  std::vector<std::unique_ptr<virtual_node>> nodes_;        ///< alive; the newest last
  std::vector<std::unique_ptr<virtual_node>> graves_;       ///< their actors may still be ending
  std::array<std::chrono::milliseconds, 2> clock_errors_{}; ///< of the machines that nodes run on
  std::size_t machine_ = 0;                                 ///< on which the platform starts nodes
  std::map<trouble_kind, std::uint64_t> begun_;             ///< troubles so far, by kind
  std::function<void(const persistence::event_row&)> on_event_;
  std::size_t starts_ = 0;
  instant restart_at_{};
  std::uint64_t live_sum_ = 0; ///< of orders alive, over the samples
  std::uint64_t live_samples_ = 0;
};

} // namespace baedal::simulation
