#pragma once

#include <string_view>

namespace baedal::http {

/// The page at `/`: what runs here, with links to it. It needs nothing from elsewhere.
std::string_view front_page();

} // namespace baedal::http
