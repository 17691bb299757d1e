#include "supervisors/restart_window.hpp"

#include <algorithm>

namespace baedal::supervisors {

bool restart_window::admit(moment now) {
  while (!noted_.empty() && now - noted_.front() > allowed_.period)
    noted_.pop_front();
  noted_.push_back(now);
  return noted_.size() <= allowed_.restarts;
}

unsigned restart_window::left(moment now) const {
  const auto recent = static_cast<unsigned>(
    std::count_if(noted_.begin(), noted_.end(),
                  [&](moment then) { return now - then <= allowed_.period; }));
  return recent >= allowed_.restarts ? 0 : allowed_.restarts - recent;
}

} // namespace baedal::supervisors
