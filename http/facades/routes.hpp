#pragma once

#include "http/api_parts.hpp"
#include "http/route_table.hpp"

namespace baedal::http {

/// What an installation decides about the brands' own APIs.
struct facade_settings {
  /// Whose orders those are that nothing else tells from others'.
  std::string default_brand = "mealkit";
};

/// The brands' own APIs, the contract of them all, `/openapi-facades.json`, and the profiles that
/// their lists point to. A brand without a facade as the default one is as good as none.
std::vector<route> facade_routes(const api_parts& parts, const facade_settings& how);

/// What GET / answers to clients that are no browsers: links to all collections.
response facade_root(const request& in);

} // namespace baedal::http
