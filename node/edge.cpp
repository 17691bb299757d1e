#include "node/edge.hpp"

#include "http/api.hpp"
#include "http/front_door.hpp"
#include "node/breakers_json.hpp"
#include "node/drills.hpp"
#include "node/edge_options.hpp"
#include "node/tree_json.hpp"
#include "supervisors/service_actor.hpp"

#include <spdlog/spdlog.h>

#include <algorithm>

namespace baedal::node {

namespace {

using parts_ptr = std::shared_ptr<node_parts>;

/// Whether all doors are open.
using doors_open = std::shared_ptr<std::atomic<bool>>;

http::ops_door ops_of(const parts_ptr& parts, const edge_watch& watch, const doors_open& open) {
  http::ops_door ops;
  ops.ready = [parts, open] { return parts->ready() && open->load(); };
  ops.tree_json = [parts] { return tree_json(parts->board->snapshot(), *parts->book); };
  ops.breakers_json = [parts] { return breakers_json({parts->breaker->report()}); };
  ops.metrics_text = [page = watch.metrics] { return page->text(); };
  if (watch.drills)
    ops.drills = drills_of(watch.drills, parts);
  return ops;
}

/// Until the start is complete the catalogue is not: nothing is said about orders before that.
http::handler only_when_open(std::shared_ptr<std::atomic<bool>> open, http::handler inner) {
  return [open = std::move(open), inner = std::move(inner)](http::exchange_ptr what) {
    if (open->load())
      inner(std::move(what));
    else
      what->refuse(refusal{errc::unavailable, "the node is starting"});
  };
}

/// Probes, operations and descriptions are served at all times.
bool needs_catalogue(const std::string& pattern) {
  constexpr std::string_view always[] = {"/api/v1/ops/", "/actuator/", "/profile/"};
  constexpr std::string_view alone[] = {"/",        "/livez",        "/readyz",
                                        "/metrics", "/openapi.json", "/openapi-facades.json"};
  return std::none_of(std::begin(always), std::end(always),
                      [&](std::string_view each) { return pattern.starts_with(each); })
         && std::find(std::begin(alone), std::end(alone), pattern) == std::end(alone);
}

http::route_table routes_of(const parts_ptr& parts, const edge_watch& watch,
                            const doors_open& open) {
  auto rows = http::make_api(parts->office, ops_of(parts, watch, open), parts->settings.sse_streams,
                             parts->intake, {parts->settings.default_brand});
  for (auto& row : rows)
    if (needs_catalogue(row.pattern))
      row.handle = only_when_open(parts->open, std::move(row.handle));
  http::route_table table;
  table.add(std::move(rows));
  return table;
}

http::front_door_settings door_settings(const parts_ptr& parts, const edge_watch& watch) {
  const auto& how = parts->settings;
  http::front_door_settings door;
  door.cors = http::cors_policy{how.cors_origins};
  door.threads = how.threads;
  door.deadline = how.edge_deadline;
  door.observe = [page = watch.metrics](const http::served_request& served) {
    page->count(served);
  };
  return door;
}

/// Opens the door at its own address, and then at all others.
result<unit> open_everywhere(http::front_door& door, const serve_settings& how) {
  const auto port = door.start(how.http.host, how.http.port);
  if (!port)
    return port.error();
  spdlog::info("listening on http://{}", to_string(endpoint{how.http.host, *port}));
  for (const auto& each : compat_endpoints(how)) {
    if (auto opened = door.listen_also(each.host, each.port); !opened)
      return opened.error();
    spdlog::info("listening on http://{}, too", to_string(each));
  }
  return unit{};
}

supervisors::service edge_service(const parts_ptr& parts, const edge_watch& watch) {
  auto door = std::make_shared<std::shared_ptr<http::front_door>>();
  auto open = std::make_shared<std::atomic<bool>>(false);
  supervisors::service edge;
  edge.start = [=](supervisors::service::tell_failed failed) -> result<unit> {
    auto how = door_settings(parts, watch);
    how.on_lost = [failed] { failed("a listener ended"); };
    *door = std::make_shared<http::front_door>(routes_of(parts, watch, open), std::move(how));
    if (auto opened = open_everywhere(**door, parts->settings); !opened) {
      door->reset(); // Closes what was opened.
      return opened;
    }
    open->store(true);
    watch.door->opened(*door);
    return unit{};
  };
  edge.stop = [door, open, post = watch.door] {
    open->store(false);
    (*door)->stop();
    post->closed(**door);
    door->reset();
  };
  return edge;
}

} // namespace

supervisors::starter edge_starter(std::shared_ptr<node_parts> parts, edge_watch watch) {
  return supervisors::service_worker("front_door",
                                     [parts, watch] { return edge_service(parts, watch); });
}

} // namespace baedal::node
