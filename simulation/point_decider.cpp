#include "simulation/point_decider.hpp"

namespace baedal::simulation {

namespace {

constexpr std::uint64_t for_failpoints = 103;

} // namespace

point_decider::point_decider(still_world& still, const plan& what) : still_(still) {
  for (const auto& [name, chance] : what.points) {
    const auto seed = seed_for(seed_for(what.seed, for_failpoints), hash_of(name));
    armed_.emplace(name, armed_point{chance, dice{seed}});
    failpoints::switch_on(name);
  }
  failpoints::decide_by(this);
}

point_decider::~point_decider() {
  failpoints::decide_by(nullptr);
  failpoints::switch_all_off();
}

bool point_decider::fires(std::string_view name) noexcept {
  const auto known = armed_.find(name);
  if (known == armed_.end())
    return false;
  auto& seen = seen_[known->first];
  ++seen.passed;
  if (on_pass)
    on_pass(name);
  auto& [chance, draw] = known->second;
  if (!on_ || draw.below(10'000) >= chance)
    return false;
  ++seen.fired;
  still_.note("fires " + known->first);
  return true;
}

} // namespace baedal::simulation
