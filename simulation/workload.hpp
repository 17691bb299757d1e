#pragma once

#include "simulation/client_history.hpp"
#include "simulation/plan.hpp"
#include "simulation/town.hpp"
#include "simulation/virtual_node.hpp"

namespace baedal::simulation {

/// The people of a simulated world: customers, stores and riders that act, err, repeat what was not
/// answered, race each other and lose interest. All they know is what they were told.
class workload {
public:
  /// `ask_whom` gives the node that serves the next request; none: it is turned away at the door.
  using choice = std::function<virtual_node*(std::uint64_t)>;

  workload(still_world& still, std::uint64_t seed, choice ask_whom);
  workload(const workload&) = delete;
  workload& operator=(const workload&) = delete;

  /// Defines stores, menus and riders, and repeats until all of it was answered.
  void open_town();
  [[nodiscard]] bool town_is_open() const { return left_to_open_ == 0; }

  void perform(const act& what);

  /// Nobody repeats anything any more.
  void stop_repeating() { repeating_ = false; }

  [[nodiscard]] const client_history& history() const { return history_; }
  [[nodiscard]] const town& place() const { return town_; }
  /// Ids of all orders that anybody tried to place, in the order of trying.
  [[nodiscard]] const std::vector<std::string>& tried() const { return tried_; }

private:
  void place(dice& draw);
  void go_on(dice& draw);
  void meddle(dice& draw);
  void look(const std::string& id, std::uint64_t draw);
  void follow(const std::string& id, std::uint64_t draw);
  void tend_store(dice& draw);
  void tend_rider(dice& draw);
  std::optional<place_order> draw_placing(dice& draw, const virtual_node& node);
  std::optional<order_command> next_step(dice& draw, const std::string& id);
  order_command any_step(dice& draw);
  asked_by some_rider(dice& draw);
  std::string recent(dice& draw);

  void send(const std::string& id, order_command what, std::optional<idempotency> key,
            std::uint64_t draw, std::optional<std::size_t> repeats = {});
  void on_answer(std::size_t number, std::uint64_t draw, result<actors::answer<order_view>> told);
  void on_end(std::size_t number, std::uint64_t draw);
  void tell_store(const std::string& id, store_command what, std::uint64_t draw);
  template <class State>
  void insist(std::string id, typename actors::aggregate<State>::command what);

  still_world& still_;
  std::uint64_t seed_;
  town town_;
  choice ask_whom_;
  client_history history_;
  std::vector<std::string> tried_;
  std::map<std::string, place_order> placings_;
  std::map<std::string, order_view> known_; ///< what clients were last told of each order
  std::size_t left_to_open_ = 0;
  bool repeating_ = true;
};

} // namespace baedal::simulation
