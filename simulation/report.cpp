#include "simulation/report.hpp"

#include "failpoints/failpoint.hpp"
#include "simulation/dice.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <iomanip>
#include <ostream>

namespace baedal::simulation {

namespace {

using nlohmann::ordered_json;

ordered_json json_of(const finding& each) {
  return {{"invariant", each.invariant},
          {"entity", each.entity},
          {"what", each.what},
          {"at", each.at.time_since_epoch().count()}};
}

ordered_json json_of(const point_counts& points) {
  ordered_json out = ordered_json::object();
  for (const auto& [name, count] : points)
    out[name] = {{"passed", count.passed}, {"fired", count.fired}};
  return out;
}

ordered_json json_of(const verdict& one) {
  ordered_json found = ordered_json::array();
  for (const auto& each : one.found)
    found.push_back(json_of(each));
  return {{"seed", one.seed},
          {"trace_hash", one.trace_hash},
          {"steps", one.steps},
          {"commits", one.commits},
          {"events", one.events},
          {"orders", one.orders},
          {"requests", one.requests},
          {"starts", one.starts},
          {"lived_ms", one.lived.count()},
          {"found", std::move(found)},
          {"points", json_of(one.points)},
          {"story", one.story},
          {"breakers_opened", one.breakers_opened},
          {"put_off", one.put_off},
          {"paid_later", one.paid_later}};
}

verdict verdict_of(const ordered_json& in) {
  verdict one;
  in.at("seed").get_to(one.seed);
  in.at("trace_hash").get_to(one.trace_hash);
  in.at("steps").get_to(one.steps);
  in.at("commits").get_to(one.commits);
  in.at("events").get_to(one.events);
  in.at("orders").get_to(one.orders);
  in.at("requests").get_to(one.requests);
  in.at("starts").get_to(one.starts);
  in.at("breakers_opened").get_to(one.breakers_opened);
  in.at("put_off").get_to(one.put_off);
  in.at("paid_later").get_to(one.paid_later);
  one.lived = std::chrono::milliseconds{in.at("lived_ms").get<std::int64_t>()};
  for (const auto& each : in.at("found"))
    one.found.push_back({each.at("invariant"), each.at("entity"), each.at("what"),
                         instant{std::chrono::milliseconds{each.at("at").get<std::int64_t>()}}});
  for (const auto& [name, count] : in.at("points").items())
    one.points[name] = {count.at("passed"), count.at("fired")};
  in.at("story").get_to(one.story);
  return one;
}

} // namespace

void summary::add(const verdict& one) {
  ++seeds;
  steps += one.steps;
  commits += one.commits;
  events += one.events;
  orders += one.orders;
  requests += one.requests;
  starts += one.starts;
  breakers_opened += one.breakers_opened;
  put_off += one.put_off;
  paid_later += one.paid_later;
  lived += one.lived;
  trace_hash ^= seed_for(one.trace_hash, one.seed);
  for (const auto& [name, count] : one.points) {
    points[name].passed += count.passed;
    points[name].fired += count.fired;
  }
  if (one.found.empty())
    return;
  const auto behind = [](std::uint64_t seed, const verdict& each) { return seed < each.seed; };
  failed.insert(std::upper_bound(failed.begin(), failed.end(), one.seed, behind), one);
}

std::vector<std::string> never_fired(const summary& all) {
  std::vector<std::string> names;
  for (const auto& point : failpoints::all()) {
    const auto known = all.points.find(point.name);
    if (known == all.points.end() || known->second.fired == 0)
      names.push_back(point.name);
  }
  return names;
}

std::string to_line(const verdict& one) {
  return json_of(one).dump(-1, ' ', false, ordered_json::error_handler_t::replace);
}

result<verdict> from_line(const std::string& line) {
  try {
    return verdict_of(ordered_json::parse(line));
  } catch (const ordered_json::exception& broken) {
    return refusal{errc::value_invalid, broken.what()};
  }
}

std::string to_json(const summary& all, const plan_rules& rules) {
  ordered_json failed = ordered_json::array();
  for (const auto& one : all.failed)
    failed.push_back(json_of(one));
  const ordered_json out{{"seeds", all.seeds},
                         {"minutes", rules.lasts.count()},
                         {"failed", std::move(failed)},
                         {"simulated_seconds", all.lived.count() / 1000},
                         {"messages", all.steps},
                         {"commits", all.commits},
                         {"events", all.events},
                         {"orders", all.orders},
                         {"requests", all.requests},
                         {"process_starts", all.starts},
                         {"breakers_opened", all.breakers_opened},
                         {"put_off", all.put_off},
                         {"paid_later", all.paid_later},
                         {"trace_hash", all.trace_hash},
                         {"points", json_of(all.points)}};
  return out.dump(2, ' ', false, ordered_json::error_handler_t::replace) + '\n';
}

void print_points(const summary& all, std::ostream& out) {
  out << std::left << std::setw(34) << "failpoint" << std::right << std::setw(14) << "passed"
      << std::setw(12) << "fired" << '\n';
  for (const auto& point : failpoints::all()) {
    const auto known = all.points.find(point.name);
    const auto count = known == all.points.end() ? point_count{} : known->second;
    out << std::left << std::setw(34) << point.name << std::right << std::setw(14) << count.passed
        << std::setw(12) << count.fired << '\n';
  }
}

void print_violation(const verdict& one, const plan_rules& rules, std::ostream& out) {
  for (const auto& each : one.found)
    out << "seed " << one.seed << ": " << each.invariant << " violated by " << each.entity << " at "
        << each.at.time_since_epoch().count() << " ms: " << each.what << '\n';
  for (const auto& line : one.story)
    out << "    " << line << '\n';
  out << "  replay: baedal simulate --seeds " << one.seed << " --minutes " << rules.lasts.count()
      << " --trace\n";
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
        value.get_to(rules.only_points);
        rules.points = !rules.only_points.empty();
        for (const auto& each : rules.only_points)
          if (!failpoints::knows(each))
            return refusal{errc::value_invalid, "points: there is no " + each};
      } else if (name == "most_troubles") {
        value.get_to(rules.most_troubles);
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
      || rules.most_orders > 10'000 || rules.most_troubles < 0)
    return refusal{errc::value_invalid, "orders, most_troubles: out of range"};
  return rules;
}

} // namespace baedal::simulation
