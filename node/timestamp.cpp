#include "node/timestamp.hpp"

#include <date/date.h>

namespace baedal::node {

std::string timestamp(std::chrono::system_clock::time_point at) {
  return date::format("%FT%TZ", std::chrono::floor<std::chrono::milliseconds>(at));
}

} // namespace baedal::node
