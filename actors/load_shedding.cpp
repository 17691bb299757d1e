#include "actors/load_shedding.hpp"

namespace baedal::actors {

bool load_shedding::look(instant now, std::uint64_t waiting, std::uint64_t told) {
  measure(now, told);
  if (waiting > bounds_.waiting || rate_ > bounds_.per_second) {
    sheds_ = true;
    calm_since_.reset();
    return true;
  }
  if (!sheds_)
    return false;
  if (waiting > bounds_.waiting / 2 || rate_ > bounds_.per_second / 2) {
    calm_since_.reset();
    return true;
  }
  if (!calm_since_ || *calm_since_ > now) // A clock may be set back.
    calm_since_ = now;
  sheds_ = now - *calm_since_ < bounds_.calm;
  return sheds_;
}

void load_shedding::measure(instant now, std::uint64_t told) {
  using namespace std::chrono_literals;
  if (!since_ || *since_ > now || told < told_then_) {
    since_ = now;
    told_then_ = told;
    return;
  }
  const auto took = now - *since_;
  if (took < 1s)
    return;
  rate_ = (told - told_then_) * 1'000 / static_cast<std::uint64_t>(took.count());
  since_ = now;
  told_then_ = told;
}

} // namespace baedal::actors
