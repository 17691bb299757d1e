#pragma once

#include "actors/committed.hpp"
#include "persistence/journal.hpp"

#include <random>

namespace baedal::test {

/// Stores and orders of all five brands that live random lives: every command and every answer to
/// an obligation is drawn from the seed, illegal ones are refused by the domain. What they decide
/// is written to a journal, several commands to an append, and given back as the writer would
/// publish it.
class town {
public:
  /// Takes all slices over, as a writer does at its start.
  town(persistence::journal& journal, std::uint64_t seed);

  /// One transaction of up to `most` appends.
  actors::committed_batch live(std::size_t most);

  [[nodiscard]] const std::map<std::string, order>& orders() const { return orders_; }
  /// Events of each order, with the state after each.
  struct moment {
    order_event event;
    order after;
    instant at;
  };
  [[nodiscard]] const std::vector<moment>& past_of(const std::string& id) const {
    return past_.at(id);
  }
  [[nodiscard]] const std::map<std::string, store>& stores() const { return stores_; }

private:
  std::size_t below(std::size_t limit) { return static_cast<std::size_t>(dice_() % limit); }
  bool one_in(std::size_t chances) { return below(chances) == 0; }
  void own_all_slices();
  void open_shops();
  store_command random_store_command();
  void disturb_store(std::vector<actors::committed_append>& batch);
  void live_order(std::vector<actors::committed_append>& batch, const std::string& id);
  order_command random_command(const std::string& id, const order& state);
  place_order placing(const std::string& id);
  std::optional<order_command> random_answer(const order& state);
  template <class State>
  void append(std::vector<actors::committed_append>& batch, const entity_key& entity,
              const std::vector<std::vector<typename actors::aggregate<State>::event>>& rounds,
              State& state, bool note);
  void write(std::vector<actors::committed_append>& batch);

  persistence::journal& journal_;
  std::mt19937_64 dice_;
  instant now_{std::chrono::milliseconds{1'750'000'000'000}};
  std::map<std::string, brand> brands_;
  std::map<std::string, store> stores_;
  std::map<std::string, order> orders_;
  std::map<std::string, std::vector<moment>> past_;
  std::map<std::string, std::uint64_t> versions_;
  std::map<std::string, std::string> hashes_;
  std::vector<std::uint64_t> heads_;
  std::vector<persistence::event_row> rows_;
};

} // namespace baedal::test
