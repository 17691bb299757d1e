#include "simulation/plan_file.hpp"

#include "failpoints/failpoint.hpp"

#include <nlohmann/json.hpp>

namespace baedal::simulation {

namespace {

using nlohmann::ordered_json;
using std::chrono::milliseconds;

milliseconds time_in(const ordered_json& from, const char* name) {
  return milliseconds{from.at(name).get<std::int64_t>()};
}

ordered_json json_of(const act& each) {
  return {{"at", each.at.count()},
          {"kind", to_string(each.kind)},
          {"seed", each.seed},
          {"order", each.order}};
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
  from.at("region_crashes").get_to(what.region_crashes);
  from.at("live_orders").get_to(what.live_orders);
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
    what.acts.push_back({time_in(each, "at"), *kind, each.at("seed").get<std::uint64_t>(),
                         each.at("order").get<std::uint64_t>()});
  }
  return what;
}

/// A list of the points that may be on, or an object of those that are, with their chances.
result<unit> read_points(const ordered_json& from, plan_rules& rules) {
  rules.only_points.clear();
  rules.set_points.clear();
  if (!from.is_object())
    from.get_to(rules.only_points);
  else
    for (const auto& [name, chance] : from.items()) {
      const auto number = chance.is_number_integer() ? chance.get<std::int64_t>() : 0;
      if (number < 1 || number > 10'000)
        return refusal{errc::value_invalid,
                       "points: the chance of " + name + " must be from 1 to 10000"};
      rules.only_points.push_back(name);
      rules.set_points[name] = static_cast<unsigned>(number);
    }
  rules.points = !rules.only_points.empty();
  for (const auto& each : rules.only_points)
    if (!failpoints::knows(each))
      return refusal{errc::value_invalid, "points: there is no " + each};
  return unit{};
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
                         {"region_crashes", what.region_crashes},
                         {"live_orders", what.live_orders},
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

result<plan_rules> read_rules(const std::string& document, plan_rules rules) {
  try {
    const auto in = ordered_json::parse(document);
    for (const auto& [name, value] : in.items()) {
      if (name == "kinds") {
        rules.kinds.clear();
        for (const auto& each : value) {
          const auto kind = trouble_named(each.get<std::string>());
          if (!kind)
            return refusal{errc::value_invalid, "kinds: there is no " + each.dump()};
          rules.kinds.push_back(*kind);
        }
      } else if (name == "points") {
        if (auto read = read_points(value, rules); !read)
          return read.error();
      } else if (name == "most_troubles") {
        value.get_to(rules.most_troubles);
      } else if (name == "calm") {
        value.get_to(rules.calm);
      } else if (name == "orders") {
        value.at(0).get_to(rules.fewest_orders);
        value.at(1).get_to(rules.most_orders);
      } else {
        return refusal{errc::value_invalid, "there is no rule " + name};
      }
    }
  } catch (const ordered_json::exception& broken) {
    return refusal{errc::value_invalid, broken.what()};
  }
  if (rules.fewest_orders < 0 || rules.most_orders < rules.fewest_orders
      || rules.most_orders > 10'000 || rules.most_troubles < 0 || rules.calm < 0
      || rules.calm > 100)
    return refusal{errc::value_invalid, "orders, most_troubles, calm: out of range"};
  return rules;
}

} // namespace baedal::simulation
