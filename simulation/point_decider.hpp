#pragma once

#include "failpoints/failpoint.hpp"
#include "simulation/dice.hpp"
#include "simulation/plan.hpp"
#include "simulation/still_world.hpp"

namespace baedal::simulation {

/// How often each failpoint was come by, and fired.
struct point_count {
  std::uint64_t passed = 0;
  std::uint64_t fired = 0;
};
using point_counts = std::map<std::string, point_count, std::less<>>;

/// Draws whether an armed failpoint fires, for each point from a source of its own: leaving one out
/// changes nothing about the others. The failpoints of the program listen to it as long as it
/// lives; there is one at a time.
class point_decider final : public failpoint_decider {
public:
  point_decider(still_world& still, const plan& what);
  point_decider(const point_decider&) = delete;
  point_decider& operator=(const point_decider&) = delete;
  ~point_decider() override;

  bool fires(std::string_view name) noexcept override;

  /// From now on nothing fires.
  void stop() { on_ = false; }
  [[nodiscard]] const point_counts& seen() const { return seen_; }

private:
  struct armed_point {
    unsigned chance; ///< of 10,000
    dice draw;
  };

  still_world& still_;
  std::map<std::string, armed_point, std::less<>> armed_;
  point_counts seen_;
  bool on_ = true;
};

} // namespace baedal::simulation
