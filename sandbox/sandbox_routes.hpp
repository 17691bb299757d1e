#pragma once

#include "http/route_table.hpp"

#include <memory>
#include <vector>

namespace baedal::sandbox {

class notification_desk;
class payment_desk;

/// What the sandbox serves: the part of the Toss Payments API that the adapter uses (any Basic
/// credentials will do), and beside it the books, the behaviour, `/livez` and a page of text.
std::vector<http::route> sandbox_routes(std::shared_ptr<payment_desk> desk);

/// The receiver of notifications in three shapes, and beside it what came and its behaviour.
std::vector<http::route> receiver_routes(std::shared_ptr<notification_desk> desk);

} // namespace baedal::sandbox
