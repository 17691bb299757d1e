#include "supervisors/child_spec.hpp"

#include <set>

namespace baedal::supervisors {

child_spec child_spec::with(supervisors::shutdown how) && {
  stop = how;
  return std::move(*this);
}

child_spec child_spec::with(significance how_much) && {
  weight = how_much;
  return std::move(*this);
}

child_spec child_spec::with(auto_shutdown rule) && {
  ends_with = rule;
  return std::move(*this);
}

child_spec child_spec::with(restart rule) && {
  when = rule;
  return std::move(*this);
}

child_spec worker(std::string id, restart when, starter how) {
  child_spec spec;
  spec.id = std::move(id);
  spec.when = when;
  spec.start = std::move(how.start);
  spec.depth = std::move(how.depth);
  return spec;
}

child_spec supervisor(std::string id, strategy reach, intensity allowed,
                      std::vector<child_spec> children) {
  child_spec spec;
  spec.id = std::move(id);
  spec.type = child_type::supervisor;
  spec.stop = infinity{};
  spec.reach = reach;
  spec.allowed = allowed;
  spec.children = std::move(children);
  return spec;
}

namespace {

result<unit> validate_at(const child_spec& spec, const std::string& path) {
  if (spec.id.empty() || spec.id.find('/') != std::string::npos)
    return refusal{errc::value_invalid, "a child needs an id without slashes", path};
  if (spec.type == child_type::worker) {
    if (!spec.start)
      return refusal{errc::value_invalid, "a worker needs a start function", path};
    return unit{};
  }
  std::set<std::string> seen;
  for (const auto& child : spec.children) {
    const auto below = path + "/" + child.id;
    if (!seen.insert(child.id).second)
      return refusal{errc::value_invalid, "siblings need different ids", below};
    if (child.weight == significance::significant) {
      if (child.when == restart::permanent)
        return refusal{errc::value_invalid, "a permanent child cannot be significant", below};
      if (spec.ends_with == auto_shutdown::never)
        return refusal{errc::value_invalid, "its supervisor never shuts down by itself", below};
    }
    if (auto fine = validate_at(child, below); !fine)
      return fine;
  }
  return unit{};
}

} // namespace

result<unit> validate(const child_spec& spec) {
  return validate_at(spec, spec.id);
}

range reached_by(strategy reach, std::size_t failed, std::size_t count) {
  switch (reach) {
    case strategy::one_for_one:
      return {failed, failed + 1};
    case strategy::rest_for_one:
      return {failed, count};
    case strategy::one_for_all:
      return {0, count};
  }
  return {failed, failed + 1};
}

bool wants_restart(restart when, ending how) {
  switch (when) {
    case restart::permanent:
      return true;
    case restart::transient:
      return how == ending::abnormal;
    case restart::temporary:
      return false;
  }
  return true;
}

} // namespace baedal::supervisors
