#include "simulation/tree_watch.hpp"

namespace baedal::simulation {

using supervisors::tree_event;

tree_watch::tree_watch(const supervisors::child_spec& root, supervisors::intensity regions,
                       findings& found)
  : region_intensity_(regions), found_(found) {
  enter({}, root);
}

void tree_watch::enter(const std::string& parent, const supervisors::child_spec& spec) {
  if (spec.type != supervisors::child_type::supervisor)
    return;
  const auto path = parent.empty() ? spec.id : parent + "/" + spec.id;
  supervisors_[path].allowed = spec.allowed;
  for (const auto& child : spec.children)
    enter(path, child);
}

void tree_watch::hear(tree_event what, const std::string& path, instant now) {
  if (what == tree_event::started) {
    const auto slash = path.rfind('/');
    regions_.erase(path.substr(slash + 1)); // Its next incarnation begins with all its allowance.
    const auto above =
      slash == std::string::npos ? supervisors_.end() : supervisors_.find(path.substr(0, slash));
    if (above != supervisors_.end() && above->second.exhausted)
      found_.push_back(
        {"I14", path, "started by a supervisor whose intensity is exceeded", now, {}});
    return;
  }
  const auto known = supervisors_.find(path);
  if (known == supervisors_.end())
    return;
  if (what == tree_event::allowed)
    known->second = {known->second.allowed, {}, false};
  else
    count(known->second, path, now);
}

void tree_watch::hear_of_entity(std::string_view region, instant now) {
  auto& who = regions_[std::string{region}];
  who.allowed = region_intensity_;
  forget_old(who, now);
  who.spent.push_back(now);
  if (who.spent.size() > who.allowed.restarts)
    found_.push_back(
      {"I14", std::string{region}, "wakes crashed entities beyond its intensity", now, {}});
}

void tree_watch::forget_old(watched& who, instant now) {
  while (!who.spent.empty() && now - who.spent.front() > who.allowed.period)
    who.spent.pop_front();
}

void tree_watch::count(watched& who, const std::string& path, instant now) {
  if (who.exhausted)
    found_.push_back({"I14", path, "goes on restarting beyond its intensity", now, {}});
  forget_old(who, now);
  who.spent.push_back(now);
  who.exhausted = who.spent.size() > who.allowed.restarts;
}

} // namespace baedal::simulation
