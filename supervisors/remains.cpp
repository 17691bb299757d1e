#include "supervisors/remains.hpp"

#include "supervisors/failure.hpp"
#include "supervisors/kill.hpp"

#include <caf/scheduled_actor.hpp>

#include <algorithm>

namespace baedal::supervisors {

bool remains::gather(caf::scheduled_actor* self) {
  for (auto& found : shared_.board->living_under(path_)) {
    const auto known = std::any_of(waiting_.begin(), waiting_.end(), [&](const living& one) {
      return one.incarnation == found.incarnation;
    });
    if (known)
      continue;
    self->monitor(found.incarnation);
    kill(found.incarnation);
    waiting_.push_back(std::move(found));
  }
  return !waiting_.empty();
}

bool remains::absorb(caf::scheduled_actor* self, const caf::down_msg& down) {
  const auto found = std::find_if(waiting_.begin(), waiting_.end(), [&](const living& one) {
    return down.source == one.incarnation;
  });
  if (found == waiting_.end())
    return false;
  shared_.book->forget(found->incarnation);
  shared_.board->ended(found->path, found->incarnation, describe(down.reason));
  waiting_.erase(found);
  gather(self);
  return true;
}

} // namespace baedal::supervisors
