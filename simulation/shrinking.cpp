#include "simulation/shrinking.hpp"

#include <algorithm>

namespace baedal::simulation {

namespace {

/// One shrinking: the smallest plan so far, and how many trials are left.
class shrinking {
public:
  shrinking(plan failing, std::string invariant, std::size_t most_trials,
            const shrink_progress& tell)
    : best_(std::move(failing)), invariant_(std::move(invariant)), left_(most_trials), tell_(tell) {
    // nop
  }

  /// Leaves out ever smaller pieces of one list of the plan. True if any could be spared.
  template <class Item>
  bool spare(std::vector<Item> plan::*list) {
    bool any = false;
    for (auto piece = std::max<std::size_t>((best_.*list).size() / 2, 1);; piece /= 2) {
      for (std::size_t from = 0; from < (best_.*list).size() && left_ > 0;) {
        auto fewer = best_;
        auto& items = fewer.*list;
        const auto first = items.begin() + static_cast<std::ptrdiff_t>(from);
        items.erase(first,
                    first + static_cast<std::ptrdiff_t>(std::min(piece, items.size() - from)));
        if (keep_if_failing(std::move(fewer)))
          any = true;
        else
          from += piece;
      }
      if (piece <= 1)
        return any;
    }
  }

  bool spare_points() {
    bool any = false;
    for (const auto& [name, chance] : std::map{best_.points}) {
      if (left_ == 0)
        break;
      auto fewer = best_;
      fewer.points.erase(name);
      any = keep_if_failing(std::move(fewer)) || any;
    }
    return any;
  }

  [[nodiscard]] bool exhausted() const { return left_ == 0; }
  plan result() && { return std::move(best_); }

private:
  bool keep_if_failing(plan fewer) {
    --left_;
    ++trials_;
    const auto seen = try_plan(fewer);
    const bool fails = std::any_of(seen.found.begin(), seen.found.end(), [&](const finding& each) {
      return each.invariant == invariant_;
    });
    if (fails)
      best_ = std::move(fewer);
    if (tell_)
      tell_(trials_, best_);
    return fails;
  }

  plan best_;
  std::string invariant_;
  std::size_t left_;
  std::size_t trials_ = 0;
  const shrink_progress& tell_;
};

std::string at(std::chrono::milliseconds when) {
  return std::to_string(when.count()) + " ms: ";
}

} // namespace

plan shrink(plan failing, const std::string& invariant, std::size_t most_trials,
            const shrink_progress& tell) {
  shrinking work{std::move(failing), invariant, most_trials, tell};
  for (bool again = true; again && !work.exhausted();) {
    again = work.spare(&plan::troubles);
    again = work.spare_points() || again;
    again = work.spare(&plan::acts) || again;
  }
  return std::move(work).result();
}

std::vector<std::string> describe(const plan& what) {
  std::vector<std::string> lines;
  lines.push_back("calls take up to " + std::to_string(what.calls.longest.count())
                  + " ms twice, idle after " + std::to_string(what.idle.count()) + " ms");
  for (const auto& [name, chance] : what.points)
    lines.push_back("failpoint " + name + ", " + std::to_string(chance) + " of 10,000");
  for (const auto& each : what.troubles)
    lines.push_back(at(each.at) + std::string{to_string(each.kind)} + " for "
                    + std::to_string(each.lasts.count()) + " ms (seed " + std::to_string(each.seed)
                    + ")");
  for (const auto& each : what.acts)
    lines.push_back(at(each.at) + std::string{to_string(each.kind)} + " (seed "
                    + std::to_string(each.seed) + ")");
  return lines;
}

} // namespace baedal::simulation
