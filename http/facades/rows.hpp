#pragma once

#include "http/facades/finding.hpp"

namespace baedal::http::facades {

/// GET /{segment}: a page of the rows, by number, each in the words of its brand.
handler list_handler(const desk& at, std::string segment);

/// GET /{segment}/{id}. Where no order has a row there, `otherwise` is asked, if there is one.
handler row_handler(const desk& at, std::string segment, handler otherwise = {});

/// GET /{segment}/search: which searches there are.
handler finders_handler(const desk& at, std::string segment);

/// GET /{segment}/search/{finder}?orderId=, ?userid= or ?area=.
handler finder_handler(const desk& at, std::string segment, std::string finder);

/// The name of the query parameter that a search needs.
std::string_view finder_parameter(std::string_view finder);

} // namespace baedal::http::facades
