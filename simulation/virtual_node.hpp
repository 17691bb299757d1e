#pragma once

#include "actors/office.hpp"
#include "simulation/database.hpp"
#include "simulation/payment_house.hpp"
#include "simulation/tree_watch.hpp"
#include "simulation/virtual_time.hpp"
#include "supervisors/core_starters.hpp"
#include "supervisors/running_tree.hpp"

#include <optional>

namespace baedal::simulation {

class event_house;
class notification_house;

/// What a simulated node is started with.
struct node_settings {
  findings& found;                              ///< of its tree
  const std::chrono::milliseconds& clock_error; ///< of the machine, as it changes
  std::uint64_t seed = 1;                       ///< of its ids and jitter
  call_times calls = {};
  std::chrono::milliseconds idle{120'000};
  std::uint64_t snapshot_every = 200;
  actors::breaker_settings breaker = {};
  std::uint64_t gateway_workers = 16;
  std::size_t region_crashes = 200; ///< within ten seconds, until a region gives up
};

/// Who is outside of a node, and what it stores.
struct surroundings {
  database& store;
  payment_house& payments;
  notification_house& letters;
  event_house& events;
};

/// One process of the product in a still world: the whole supervision tree with real writer,
/// regions, entities, projector, notifier, relay, queries and gateway desk. Only the front door is
/// hollow: callers use the office.
class virtual_node {
public:
  virtual_node(still_world& still, const surroundings& around, std::string name,
               node_settings how);
  virtual_node(const virtual_node&) = delete;
  virtual_node& operator=(const virtual_node&) = delete;
  ~virtual_node();

  /// As kill -9: from here on nothing of it reaches the outside, and callers lose their connection.
  void die();

  /// What the platform looks at. True: the process is there no more and a new one is wanted. A tree
  /// that gave up, or a journal that another node took over, ends the process.
  bool has_ended();

  /// Whether commands can be served now: the start is complete and the journal can be written.
  [[nodiscard]] bool ready() const { return run_->alive() && open_ && parts_->journal->writable(); }

  [[nodiscard]] const process_ptr& run() const { return run_; }
  [[nodiscard]] const actors::office& office() const { return *office_; }
  [[nodiscard]] const supervisors::core_parts& parts() const { return *parts_; }
  [[nodiscard]] const supervisors::tree_board& board() const { return *board_; }

private:
  void open();
  void load_catalogue();
  void ship_brands();
  void again_soon();

  still_world& still_;
  process_ptr run_;
  std::unique_ptr<virtual_time> time_;
  std::shared_ptr<supervisors::core_parts> parts_ = std::make_shared<supervisors::core_parts>();
  std::unique_ptr<tree_watch> watch_;
  std::shared_ptr<supervisors::tree_board> board_;
  std::unique_ptr<actors::office> office_;
  std::optional<supervisors::running_tree> tree_;
  bool open_ = false;
};

} // namespace baedal::simulation
