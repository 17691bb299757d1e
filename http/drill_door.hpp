#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace baedal::http {

enum class drill_action : std::uint8_t {
  fail, ///< what stands at the place
  exit  ///< the process ends at once, as by kill -9
};

/// How a failpoint goes off.
struct arming {
  double probability = 1;
  std::optional<std::uint64_t> times = {}; ///< none: without end
  drill_action action = drill_action::fail;
  std::optional<std::uint64_t> seed = {}; ///< of its chance; none: any
};

struct point_state {
  std::string name;
  std::string meaning;
  std::optional<arming> armed = {}; ///< with the times that are left and the seed in use
  std::uint64_t passed = 0;         ///< since it was armed last
  std::uint64_t fired = 0;
};

enum class hold_outcome : std::uint8_t { suspended, at_work, unknown_path, not_to_be_held };

/// What the drills' routes ask of the node. Callable from any thread.
struct drill_door {
  using name = const std::string&;

  std::function<std::vector<point_state>()> points;
  /// Nothing where there is no point of that name.
  std::function<std::optional<point_state>(name, const arming&)> arm;
  std::function<std::optional<point_state>(name)> disarm;
  std::function<hold_outcome(name path)> suspend;
  std::function<hold_outcome(name path)> resume;
};

} // namespace baedal::http
