#pragma once

#include "http/facades/finding.hpp"

namespace baedal::http::facades {

/// POST of an order: 201 with its row and address. Its brand is the one that X-Brand names, else
/// the one whose members the body has, else the default brand.
handler ordering_handler(const desk& at, std::string path);

} // namespace baedal::http::facades
