#pragma once

#include <cstddef>

namespace baedal::supervisors {

/// Decides when so many entities are awake that some must sleep before their time (pure). Those
/// asked need not agree, and a look at all of them has its price, so a share of the most is asked
/// at a time, and the next ones only after as many more have come.
class crowding {
public:
  /// How many of the longest unused to ask now; 0: none.
  std::size_t too_many(std::size_t awake, std::size_t most) {
    if (awake <= most || awake < due_at_)
      return 0;
    due_at_ = awake + share(most);
    return awake - most + share(most);
  }

  /// To be told when there are fewer, so that the next crowd is seen at once.
  void relax(std::size_t awake, std::size_t most) {
    if (awake <= most)
      due_at_ = 0;
  }

private:
  static std::size_t share(std::size_t most) { return most / 16 + 1; }

  std::size_t due_at_ = 0;
};

} // namespace baedal::supervisors
