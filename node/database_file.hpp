#pragma once

#include "domain/result.hpp"

#include <string>

namespace baedal::node {

/// Refuses a SQLite database that is not there: connecting would create the file of a mistyped
/// name.
result<unit> check_database_file(const std::string& url);

} // namespace baedal::node
