#pragma once

#include "failpoints/failpoint.hpp"
#include "http/drill_door.hpp"

#include <map>
#include <mutex>
#include <random>

namespace baedal::node {

/// Arms and disarms failpoints of a real process, and decides when an armed one goes off.
/// Thread-safe; one at a time. While nothing is armed every point is off and nobody decides.
class drill_desk : public failpoint_decider {
public:
  drill_desk() = default;
  drill_desk(const drill_desk&) = delete;
  drill_desk& operator=(const drill_desk&) = delete;
  ~drill_desk() override;

  /// All points of the program, by name.
  [[nodiscard]] std::vector<http::point_state> points();

  /// What it was armed with before is forgotten. Nothing where there is no point of that name.
  std::optional<http::point_state> arm(const std::string& name, http::arming how);
  std::optional<http::point_state> disarm(const std::string& name);

  bool fires(std::string_view name) noexcept override;

private:
  /// A point that was armed once.
  struct rule {
    http::arming how;
    bool armed = true;
    std::mt19937_64 dice{};
    std::uint64_t passed = 0;
    std::uint64_t fired = 0;
  };

  /// Switches off what has used up its times; a point cannot do that itself while it is passed.
  /// Stops deciding when nothing is armed any more.
  void settle();
  [[nodiscard]] http::point_state state_of(failpoints::description point) const;
  [[nodiscard]] std::optional<http::point_state> state_of(const std::string& name) const;
  static bool decide(rule& which);

  std::mutex changing_; ///< of who arms; never taken by who fires
  mutable std::mutex guard_;
  std::map<std::string, rule, std::less<>> rules_;
};

} // namespace baedal::node
