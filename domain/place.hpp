#pragma once

#include <compare>

namespace baedal {

/// WGS 84 degrees. Latitude in [-90, 90], longitude in [-180, 180].
struct geo_point {
  double lat = 0;
  double lon = 0;

  friend auto operator<=>(const geo_point&, const geo_point&) = default;
};

/// Great-circle distance in metres (haversine, mean earth radius 6,371,008.8 m).
double metres_between(geo_point a, geo_point b);

} // namespace baedal
