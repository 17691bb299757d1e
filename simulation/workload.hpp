#pragma once

#include "simulation/client_history.hpp"
#include "simulation/plan.hpp"
#include "simulation/town.hpp"
#include "simulation/virtual_node.hpp"

namespace baedal::simulation {

/// The people of a simulated world: customers, stores, riders and those who administer them. They
/// act, err, repeat what was not answered, race each other and lose interest. All they know is what
/// they were told.
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

  /// Somebody reads this entity, now that all has come to rest.
  template <class State>
  void take_last_look(const std::string& id);
  [[nodiscard]] std::size_t open_last_looks() const { return open_last_looks_; }
  /// Where none is open.
  void forget_last_looks() { history_.forget_last_looks(); }

  [[nodiscard]] const client_history& history() const { return history_; }
  [[nodiscard]] const town& place() const { return town_; }
  /// Ids of all orders that anybody tried to place, in the order of trying.
  [[nodiscard]] const std::vector<std::string>& tried() const { return tried_; }
  /// Where the customer wants an order to go; empty where nothing was said.
  [[nodiscard]] std::string address_given(const std::string& order) const;

private:
  template <class State>
  struct question {
    std::string id;
    typename actors::aggregate<State>::command what;
    std::uint64_t draw = 0; ///< whom is asked, and what the client does with the answer
    std::optional<idempotency> key = {};
    std::optional<std::uint64_t> if_match = {};
    std::map<std::string, std::string> personal = {};
    std::optional<std::size_t> repeats = {};
    std::function<void(bool)> then = {}; ///< hears whether it was answered with 2xx
  };
  struct kept_placing {
    place_order what;
    std::map<std::string, std::string> personal;
  };

  // -- workload.cpp, next_steps.cpp ----
  void place(const act& what, unsigned attempts);
  void go_on(const std::string& id, dice& draw);
  void regret(const std::string& id, dice& draw);
  void meddle(const std::string& id, dice& draw);
  std::optional<kept_placing> draw_placing(dice& draw, const std::string& id,
                                           const virtual_node& node);
  void draw_lines(dice& draw, place_order& what);
  std::optional<order_command> next_step(dice& draw, const std::string& id);
  order_command any_step(dice& draw);
  asked_by some_rider(dice& draw);

  // -- tending.cpp ----
  void tend_store(dice& draw);
  void tend_rider(dice& draw);
  void manage(const std::string& order, dice& draw);
  void manage_customer(dice& draw);
  void manage_rider(dice& draw);
  void manage_brand(dice& draw);
  void manage_store(dice& draw);
  void take_numbers(dice& draw);

  // -- browsing.cpp ----
  void browse(const std::string& order, dice& draw);
  void list(const virtual_node& node, const process_ptr& run, dice& draw);
  void read_topic(const virtual_node& node, const process_ptr& run, dice& draw);
  void look(const std::string& id, std::uint64_t draw, std::optional<std::uint64_t> version = {});
  void follow(const std::string& id, std::uint64_t draw);

  // -- asking.cpp ----
  template <class State>
  void send(question<State> what);
  template <class State>
  void on_answer(std::size_t number, std::uint64_t draw,
                 result<actors::answer<typename actors::aggregate<State>::view>> told);
  template <class State>
  void on_end(std::size_t number, std::uint64_t draw, const std::function<void(bool)>& then);
  template <class State>
  void ask_again(std::size_t number, std::uint64_t draw, bool other_body);
  template <class State>
  void insist(std::string id, typename actors::aggregate<State>::command what);

  still_world& still_;
  std::uint64_t seed_;
  town town_;
  choice ask_whom_;
  client_history history_;
  std::vector<std::string> tried_;
  std::map<std::string, kept_placing> placings_;
  std::map<std::string, order_view> known_; ///< what clients were last told of each order
  std::size_t left_to_open_ = 0;
  std::size_t open_last_looks_ = 0;
  bool repeating_ = true;
};

} // namespace baedal::simulation
