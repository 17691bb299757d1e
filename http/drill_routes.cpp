#include "http/drill_routes.hpp"

#include "http/input.hpp"
#include "http/json_writer.hpp"

namespace baedal::http {

namespace {

using door_ptr = std::shared_ptr<const drill_door>;

constexpr std::int64_t most_times = 1'000'000'000;
constexpr std::int64_t largest_seed = (std::int64_t{1} << 53) - 1; ///< exact in every JSON reader

void write(json_writer& out, const point_state& point) {
  out.begin_object()
    .member("name", point.name)
    .member("meaning", point.meaning)
    .member("armed", point.armed.has_value());
  if (point.armed) {
    out.member("probability", point.armed->probability);
    out.optional_member("times_left", point.armed->times);
    out.member("action", point.armed->action == drill_action::exit ? "exit" : "fail");
    out.optional_member("seed", point.armed->seed);
  }
  out.member("passed", point.passed).member("fired", point.fired).end_object();
}

response all_points(const drill_door& door) {
  json_writer out;
  out.begin_object().key("failpoints").begin_array();
  for (const auto& point : door.points())
    write(out, point);
  return json(200, out.end_array().end_object().take());
}

response shown(const std::optional<point_state>& point) {
  if (!point)
    return problem(404, "failpoint_unknown", "GET /api/v1/ops/failpoints lists them");
  json_writer out;
  write(out, *point);
  return json(200, out.take());
}

drill_action read_action(const json_reader& in) {
  const auto word = in.optional_text("action", {.min = 0, .max = 64}).value_or("fail");
  if (word != "fail" && word != "exit")
    in.reject("action", "is neither fail nor exit");
  return word == "exit" ? drill_action::exit : drill_action::fail;
}

checked<arming> read_arming(const request& in) {
  const auto body = read_body_or_nothing(in);
  arming how;
  how.probability = body.optional_number("probability", 0, 1).value_or(1);
  how.times = body.optional_integer("times", 1, most_times);
  how.action = read_action(body);
  how.seed = body.optional_integer("seed", 0, largest_seed);
  return finish(body, how);
}

void arm(const drill_door& door, const exchange_ptr& to) {
  const auto how = read_arming(to->in());
  if (!how)
    to->refuse(how.fault());
  else
    to->complete(shown(door.arm(std::string{to->in().parameter("name")}, *how)));
}

response held(const std::string& path, hold_outcome outcome) {
  if (outcome == hold_outcome::unknown_path)
    return problem(404, "path_unknown", "GET /api/v1/ops/tree shows the paths");
  if (outcome == hold_outcome::not_to_be_held)
    return problem(409, "not_suspendable",
                   "the root and the edge stay: they are how an operator gets in");
  json_writer out;
  out.begin_object().member("path", path);
  out.member("suspended", outcome == hold_outcome::suspended);
  return json(200, out.end_object().take());
}

template <class Act>
handler if_allowed(const door_ptr& door, Act act) {
  return [door, act](const exchange_ptr& to) {
    if (door)
      act(*door, to);
    else
      to->complete(problem(403, "drills_not_allowed", "start the node with --allow-drills"));
  };
}

route hold_route(const door_ptr& door, std::string pattern,
                 std::function<hold_outcome(const std::string&)> drill_door::* hold) {
  const auto act = [hold](const drill_door& of, const exchange_ptr& to) {
    const std::string path{to->in().parameter("path")};
    to->complete(held(path, (of.*hold)(path)));
  };
  return {verb::post, std::move(pattern), if_allowed(door, act), trailing_slash::refused,
          parameter_span::any_segments};
}

} // namespace

std::vector<route> drill_routes(std::optional<drill_door> drills) {
  const auto door = drills ? std::make_shared<const drill_door>(*std::move(drills)) : nullptr;
  const auto list = [](const drill_door& of, const exchange_ptr& to) {
    to->complete(all_points(of));
  };
  const auto disarm = [](const drill_door& of, const exchange_ptr& to) {
    to->complete(shown(of.disarm(std::string{to->in().parameter("name")})));
  };
  const std::string point = "/api/v1/ops/failpoints/{name}";
  return {
    {verb::get, "/api/v1/ops/failpoints", if_allowed(door, list)},
    {verb::put, point, if_allowed(door, &arm)},
    {verb::remove, point, if_allowed(door, disarm)},
    hold_route(door, "/api/v1/ops/tree/{path}/suspend", &drill_door::suspend),
    hold_route(door, "/api/v1/ops/tree/{path}/resume", &drill_door::resume),
  };
}

} // namespace baedal::http
