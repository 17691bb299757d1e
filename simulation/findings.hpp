#pragma once

#include "domain/time.hpp"

#include <string>
#include <vector>

namespace baedal::simulation {

/// A violation of an invariant of design section 8.
struct finding {
  std::string invariant; ///< "I1" … "I14", or "rest"
  std::string entity;    ///< text form of the key, or what else is concerned
  std::string what;      ///< for people
  instant at{};          ///< virtual time at which it was seen
};

using findings = std::vector<finding>;

} // namespace baedal::simulation
