#pragma once

#include "http/facades/document.hpp"
#include "http/facades/finding.hpp"

namespace baedal::http::facades {

/// GET /{segment}/{id} of a customer (001-X2): grade and completed orders.
handler customer_handler(const desk& at, std::string segment);

/// Products and members of mealkit, the menu board of hansik, and popular dishes: what is no order.
std::vector<documented_route> product_routes(const desk& at);
std::vector<documented_route> member_routes(const desk& at);
std::vector<documented_route> other_routes(const desk& at);

} // namespace baedal::http::facades
