#pragma once

#include <chrono>

namespace baedal {

/// A point in UTC time, to the millisecond. The domain never reads a clock: time is passed in.
using instant = std::chrono::sys_time<std::chrono::milliseconds>;

} // namespace baedal
