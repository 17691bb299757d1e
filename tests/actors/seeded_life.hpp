#pragma once

#include "tests/actors/entity_world.hpp"

namespace baedal::test {

/// One random life of a node, from one seed: customers, stores and riders with mistakes and
/// repeats, a moody gateway, a journal that refuses and loses acknowledgements, kill -9 in between.
/// Afterwards everything that went wrong stops, time passes, and the books are checked.
class seeded_life {
public:
  explicit seeded_life(std::uint64_t seed);

  /// Runs `steps` random acts, then heals the world and lets time pass.
  void run(int steps);

  /// What was violated, one line each; empty is good.
  std::vector<std::string> faults();

private:
  struct told {
    std::string id;
    order_command command;
    entity_world::answer_ptr<baedal::order> outcome;
  };

  struct profile {
    std::string id;
    std::string name;
    entity_world::answer_ptr<baedal::customer> outcome;
  };

  void act();
  void place();
  static place_order with_other_body(place_order what);
  entity_world::answer_ptr<baedal::order> send_placing(const std::string& id,
                                                       const place_order& what);
  void run_store();
  void change_profile();
  void command();
  void misfortune();
  void heal();
  void check_answers(std::vector<std::string>& found);
  void check_money(std::vector<std::string>& found);
  void check_stock(std::vector<std::string>& found);
  void check_customers(std::vector<std::string>& found);
  void check_rest(std::vector<std::string>& found);
  void check_repeats(std::vector<std::string>& found);
  std::uint64_t dice(std::uint64_t sides) { return dice_() % sides; }

  std::mt19937_64 dice_;
  entity_world world_;
  std::vector<std::string> orders_;
  std::vector<told> told_;
  std::map<std::string, place_order> placings_;
  std::vector<profile> profiles_;
};

} // namespace baedal::test
