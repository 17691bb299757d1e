#pragma once

#include "domain/time.hpp"

#include <string>
#include <vector>

namespace baedal::simulation {

/// A violation of an invariant of design section 8.
struct finding {
  std::string invariant; ///< "I1" … "I14", or what else must hold: "stream", "personal", "crash"
  std::string entity;    ///< text form of the key, or what else is concerned
  std::string what;      ///< for people
  instant at{};          ///< virtual time at which it was seen
  std::vector<std::string> story = {}; ///< the newest events of the entity
};

using findings = std::vector<finding>;

} // namespace baedal::simulation
