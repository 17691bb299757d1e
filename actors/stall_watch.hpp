#pragma once

namespace baedal::actors {

/// Notices a call that does not come back, as one into a frozen database does not (pure). It counts
/// looks, not time, so no wrong clock confuses it.
class stall_watch {
public:
  /// Looks at one and the same call before it counts as stalled. With a look each second that is
  /// within four seconds; a transaction takes milliseconds.
  static constexpr int patience = 3;

  void began() {
    under_way_ = true;
    looks_ = 0;
  }
  void ended() { under_way_ = false; }

  /// True where the call has just become stalled.
  bool look() { return under_way_ && looks_ <= patience && ++looks_ == patience + 1; }

  [[nodiscard]] bool under_way() const { return under_way_; }
  [[nodiscard]] bool stalled() const { return under_way_ && looks_ > patience; }

private:
  bool under_way_ = false;
  int looks_ = 0;
};

} // namespace baedal::actors
