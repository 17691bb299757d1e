#pragma once

#include <chrono>
#include <string>

namespace baedal::node {

/// A point in time for people and tools: "2024-05-01T09:30:00.250Z".
std::string timestamp(std::chrono::system_clock::time_point at);

} // namespace baedal::node
