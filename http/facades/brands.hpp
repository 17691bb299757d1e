#pragma once

#include "http/facades/shape.hpp"

namespace baedal::http::facades {

// The five brands, each in a file of its own.

brand_facade pizza_facade();

} // namespace baedal::http::facades
