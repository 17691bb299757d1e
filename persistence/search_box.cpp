#include "persistence/search_box.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace baedal::persistence {

std::tuple<double, double, double, double> box_around(const std::optional<geo_point>& centre) {
  constexpr double metres = 6'000;
  constexpr double metres_per_degree = 111'000;
  if (!centre)
    return {1, -1, 1, -1};
  const auto high = metres / metres_per_degree;
  const auto wide = high / std::max(0.001, std::cos(centre->lat * std::numbers::pi / 180));
  const auto south = centre->lat - high;
  const auto north = centre->lat + high;
  if (centre->lon - wide < -180 || centre->lon + wide > 180)
    return {south, north, -180, 180}; // Across the date line: only the latitude narrows.
  return {south, north, centre->lon - wide, centre->lon + wide};
}

} // namespace baedal::persistence
