#pragma once

#include "domain/result.hpp"

#include <string>

namespace baedal::simulation {

/// The text of a file. Refused with `value_invalid` where there is none.
result<std::string> text_of_file(const std::string& name);

/// False where the file cannot be written.
bool write_file(const std::string& name, const std::string& text);

} // namespace baedal::simulation
