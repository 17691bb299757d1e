#pragma once

#include "domain/place.hpp"

#include <optional>
#include <tuple>

namespace baedal::persistence {

/// South, north, west and east of a box that holds every place within 6 km of the centre: the
/// radius of a second offer. Without a centre nothing lies in it.
std::tuple<double, double, double, double> box_around(const std::optional<geo_point>& centre);

} // namespace baedal::persistence
