#pragma once

#include <string>

namespace baedal::http {

class json_reader;

/// The member `token`: 1 to 200 visible ASCII characters, or empty where it is absent. What looks
/// like a card number is refused, so that none is ever written anywhere.
std::string read_token(const json_reader& in);

} // namespace baedal::http
