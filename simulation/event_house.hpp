#pragma once

#include "actors/queries.hpp"
#include "gateways/event_sink.hpp"
#include "simulation/process.hpp"

#include <map>
#include <random>

namespace baedal::simulation {

/// What becomes of the records that a process hands on, drawn for each call: chances of 1,000.
struct carrier_moods {
  unsigned away = 0;       ///< nothing is taken
  unsigned torn = 0;       ///< the first of them are taken, the others are not
  unsigned lost_after = 0; ///< all are taken, but nobody hears of it
};

/// Where a simulated world's topics are carried to, as Kafka would keep them. No crash of ours
/// touches what it has.
class event_house {
public:
  explicit event_house(std::uint64_t seed) : dice_(seed) {
    // nop
  }
  event_house(const event_house&) = delete;
  event_house& operator=(const event_house&) = delete;

  carrier_moods moods;
  /// What arrived, by topic, in the order in which it did, repeats included.
  [[nodiscard]] const std::map<std::string, std::vector<gateways::sink_record>>& topics() const {
    return topics_;
  }

  /// The sink as one process reaches it.
  std::shared_ptr<gateways::event_sink> seen_by(const process_ptr& caller);

private:
  class line;
  result<unit> take(const std::string& topic, std::span<const gateways::sink_record> records);

  std::mt19937_64 dice_;
  std::map<std::string, std::vector<gateways::sink_record>> topics_;
};

/// Those of the shipped brands, and the operators' one.
std::vector<brand_id> all_topics();

/// An event as the house gets it: one record, but two of an approved payment and none of an
/// accepted order, as brands have it.
std::vector<std::string> lines_of(const actors::topic_row& row);

} // namespace baedal::simulation
