#include "simulation/report.hpp"

#include "failpoints/failpoint.hpp"
#include "simulation/dice.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <iomanip>
#include <ostream>
#include <set>
#include <sstream>

namespace baedal::simulation {

namespace {

using nlohmann::ordered_json;

ordered_json json_of(const finding& each) {
  return {{"invariant", each.invariant},
          {"entity", each.entity},
          {"what", each.what},
          {"at", each.at.time_since_epoch().count()},
          {"story", each.story}};
}

/// In hex: JSON readers are exact with numbers only up to 2^53.
std::string hex(std::uint64_t number) {
  std::ostringstream text;
  text << std::hex << std::setw(16) << std::setfill('0') << number;
  return text.str();
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
          {"breakers_opened", one.breakers_opened},
          {"put_off", one.put_off},
          {"paid_later", one.paid_later},
          {"lived_ms", one.lived.count()},
          {"found", std::move(found)},
          {"live_orders", one.live_orders},
          {"points", json_of(one.points)}};
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
                         instant{std::chrono::milliseconds{each.at("at").get<std::int64_t>()}},
                         each.at("story").get<std::vector<std::string>>()});
  for (const auto& [name, count] : in.at("points").items())
    one.points[name] = {count.at("passed"), count.at("fired")};
  in.at("live_orders").get_to(one.live_orders);
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
  live_orders += (one.live_orders - live_orders) / static_cast<double>(seeds);
  traces[one.seed] = one.trace_hash;
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

std::vector<std::string> never_fired(const summary& all, const plan_rules& rules) {
  const auto& only = rules.only_points;
  std::vector<std::string> names;
  for (const auto& point : failpoints::all()) {
    if (!only.empty() && std::find(only.begin(), only.end(), point.name) == only.end())
      continue;
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

std::string to_json(const summary& all, const plan_rules& rules, const run_facts& facts) {
  ordered_json failed = ordered_json::array();
  for (const auto& one : all.failed)
    failed.push_back(json_of(one));
  ordered_json out{{"revision", facts.revision},
                   {"seeds", all.seeds},
                   {"first_seed", all.traces.empty() ? 0 : all.traces.begin()->first},
                   {"minutes", rules.lasts.count()},
                   {"failed", std::move(failed)},
                   {"seconds", facts.seconds},
                   {"simulated_seconds", all.lived.count() / 1000},
                   {"simulated_seconds_per_second",
                    static_cast<double>(all.lived.count()) / 1000 / std::max(facts.seconds, 0.001)},
                   {"messages", all.steps},
                   {"commits", all.commits},
                   {"events", all.events},
                   {"orders", all.orders},
                   {"requests", all.requests},
                   {"process_starts", all.starts},
                   {"breakers_opened", all.breakers_opened},
                   {"put_off", all.put_off},
                   {"paid_later", all.paid_later},
                   {"trace_hash", hex(all.trace_hash)},
                   {"points", json_of(all.points)}};
  if (rules.live_orders > 0)
    out["live_orders"] = all.live_orders;
  if (all.traces.size() <= most_traces)
    for (const auto& [seed, hash] : all.traces)
      out["traces"][std::to_string(seed)] = hex(hash);
  return out.dump(2, ' ', false, ordered_json::error_handler_t::replace) + '\n';
}

result<std::map<std::uint64_t, std::uint64_t>> read_traces(const std::string& document) {
  std::map<std::uint64_t, std::uint64_t> traces;
  try {
    const auto results = ordered_json::parse(document);
    for (const auto& [seed, hash] : results.at("traces").items())
      traces[std::stoull(seed)] = std::stoull(hash.get<std::string>(), nullptr, 16);
  } catch (const std::exception& broken) { // Of the JSON library, or no numbers.
    return refusal{errc::value_invalid, broken.what()};
  }
  return traces;
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

void print_violation(const verdict& one, const std::string& replay, std::ostream& out) {
  std::set<std::string> told; // Each entity's story once.
  for (const auto& each : one.found) {
    out << "seed " << one.seed << ": " << each.invariant << " violated by " << each.entity << " at "
        << each.at.time_since_epoch().count() << " ms: " << each.what << '\n';
    if (told.insert(each.entity).second)
      for (const auto& line : each.story)
        out << "    " << line << '\n';
  }
  out << "  replay: " << replay << '\n';
}

} // namespace baedal::simulation
