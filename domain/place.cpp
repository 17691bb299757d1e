#include "domain/place.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace baedal {

double metres_between(geo_point a, geo_point b) {
  constexpr double mean_earth_radius_metres = 6'371'008.8;
  constexpr double radians = std::numbers::pi / 180;
  const auto lat_sine = std::sin((b.lat - a.lat) * radians / 2);
  const auto lon_sine = std::sin((b.lon - a.lon) * radians / 2);
  const auto h = lat_sine * lat_sine
                 + std::cos(a.lat * radians) * std::cos(b.lat * radians) * lon_sine * lon_sine;
  return 2 * mean_earth_radius_metres * std::asin(std::sqrt(std::clamp(h, 0.0, 1.0)));
}

} // namespace baedal
