#pragma once

#include "http/facades/book.hpp"
#include "http/route_table.hpp"

namespace baedal::http::facades {

/// What a route takes and gives, as far as the contract says it.
enum class kind : std::uint8_t {
  list,
  row,
  finders,
  finder,
  ordering,
  posting,
  change,
  removal,
  action,
  paged, ///< a list of rows that are about no order
  other
};

/// A route with what the contract says of it.
struct documented_route {
  route row;
  kind what = kind::other;
  std::string about; ///< the collection whose rows it shows, or takes; else empty
  std::string summary;
  std::vector<int> statuses = {}; ///< of its answers; none: those of its kind
  names members = {};             ///< of the rows it shows, where these are about no order
};

/// The contract of the facades, OpenAPI 3.1 as JSON.
std::string facade_document(const book& brands, const std::vector<documented_route>& routes);

/// The members that rows of this collection have, in whichever brand.
names members_of(const book& brands, std::string_view segment);

/// What a collection's rows hold, as an ALPS document: names only.
std::string profile_of(std::string_view segment, const names& members);

} // namespace baedal::http::facades
