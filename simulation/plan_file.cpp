#include "simulation/plan_file.hpp"

#include <nlohmann/json.hpp>

namespace baedal::simulation {

namespace {

using nlohmann::ordered_json;
using std::chrono::milliseconds;

milliseconds time_in(const ordered_json& from, const char* name) {
  return milliseconds{from.at(name).get<std::int64_t>()};
}

ordered_json json_of(const act& each) {
  return {{"at", each.at.count()}, {"kind", to_string(each.kind)}, {"seed", each.seed}};
}

ordered_json json_of(const trouble& each) {
  return {{"at", each.at.count()},
          {"kind", to_string(each.kind)},
          {"lasts", each.lasts.count()},
          {"seed", each.seed}};
}

ordered_json json_of(const actors::breaker_settings& each) {
  return {{"window", each.window.count()},
          {"least_calls", each.least_calls},
          {"error_percent", each.error_percent},
          {"slow_percent", each.slow_percent},
          {"slow", each.slow.count()},
          {"open", each.open.count()},
          {"probes", each.probes}};
}

actors::breaker_settings breaker_in(const ordered_json& from) {
  actors::breaker_settings how;
  how.window = time_in(from, "window");
  from.at("least_calls").get_to(how.least_calls);
  from.at("error_percent").get_to(how.error_percent);
  from.at("slow_percent").get_to(how.slow_percent);
  how.slow = time_in(from, "slow");
  how.open = time_in(from, "open");
  from.at("probes").get_to(how.probes);
  return how;
}

result<plan> plan_in(const ordered_json& from) {
  plan what;
  from.at("seed").get_to(what.seed);
  what.lasts = time_in(from, "lasts");
  what.calls.longest = time_in(from, "longest_call");
  what.idle = time_in(from, "idle");
  from.at("snapshot_every").get_to(what.snapshot_every);
  what.breaker = breaker_in(from.at("breaker"));
  from.at("gateway_workers").get_to(what.gateway_workers);
  from.at("points").get_to(what.points);
  for (const auto& each : from.at("troubles")) {
    const auto kind = trouble_named(each.at("kind").get<std::string>());
    if (!kind)
      return refusal{errc::value_invalid, "troubles: there is no " + each.at("kind").dump()};
    what.troubles.push_back(
      {time_in(each, "at"), *kind, time_in(each, "lasts"), each.at("seed").get<std::uint64_t>()});
  }
  for (const auto& each : from.at("acts")) {
    const auto kind = act_named(each.at("kind").get<std::string>());
    if (!kind)
      return refusal{errc::value_invalid, "acts: there is no " + each.at("kind").dump()};
    what.acts.push_back({time_in(each, "at"), *kind, each.at("seed").get<std::uint64_t>()});
  }
  return what;
}

} // namespace

std::string to_json(const plan& what) {
  ordered_json troubles = ordered_json::array();
  for (const auto& each : what.troubles)
    troubles.push_back(json_of(each));
  ordered_json acts = ordered_json::array();
  for (const auto& each : what.acts)
    acts.push_back(json_of(each));
  const ordered_json out{{"seed", what.seed},
                         {"lasts", what.lasts.count()},
                         {"longest_call", what.calls.longest.count()},
                         {"idle", what.idle.count()},
                         {"snapshot_every", what.snapshot_every},
                         {"breaker", json_of(what.breaker)},
                         {"gateway_workers", what.gateway_workers},
                         {"points", what.points},
                         {"troubles", std::move(troubles)},
                         {"acts", std::move(acts)}};
  return out.dump(1) + '\n';
}

result<plan> read_plan(const std::string& document) {
  try {
    return plan_in(ordered_json::parse(document));
  } catch (const ordered_json::exception& broken) {
    return refusal{errc::value_invalid, broken.what()};
  }
}

} // namespace baedal::simulation
