#include "node/edge.hpp"

#include "http/api.hpp"
#include "http/front_door.hpp"
#include "node/breakers_json.hpp"
#include "node/drills.hpp"
#include "node/tree_json.hpp"
#include "supervisors/service_actor.hpp"

#include <spdlog/spdlog.h>

namespace baedal::node {

namespace {

using parts_ptr = std::shared_ptr<node_parts>;

http::ops_door ops_of(const parts_ptr& parts, const edge_watch& watch) {
  http::ops_door ops;
  ops.ready = [parts] { return parts->ready(); };
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

http::route_table routes_of(const parts_ptr& parts, const edge_watch& watch) {
  auto rows =
    http::make_api(parts->office, ops_of(parts, watch), parts->settings.sse_streams, parts->intake);
  for (auto& row : rows)
    if (row.pattern.starts_with("/api/") && !row.pattern.starts_with("/api/v1/ops/"))
      row.handle = only_when_open(parts->open, std::move(row.handle));
  http::route_table table;
  table.add(std::move(rows));
  return table;
}

http::front_door_settings door_settings(const serve_settings& how, const edge_watch& watch) {
  http::front_door_settings door;
  door.threads = how.threads;
  door.deadline = how.edge_deadline;
  door.observe = [page = watch.metrics](const http::served_request& served) {
    page->count(served);
  };
  return door;
}

supervisors::service edge_service(const parts_ptr& parts, const edge_watch& watch) {
  auto door = std::make_shared<std::unique_ptr<http::front_door>>();
  supervisors::service edge;
  edge.start = [=](supervisors::service::tell_failed failed) -> result<unit> {
    auto how = door_settings(parts->settings, watch);
    how.on_lost = [failed] { failed("the listener ended"); };
    *door = std::make_unique<http::front_door>(routes_of(parts, watch), std::move(how));
    auto port = (*door)->start(parts->settings.http.host, parts->settings.http.port);
    if (!port)
      return port.error();
    spdlog::info("listening on http://{}", to_string(endpoint{parts->settings.http.host, *port}));
    return unit{};
  };
  edge.stop = [door] { door->reset(); };
  return edge;
}

} // namespace

supervisors::starter edge_starter(std::shared_ptr<node_parts> parts, edge_watch watch) {
  return supervisors::service_worker("front_door",
                                     [parts, watch] { return edge_service(parts, watch); });
}

} // namespace baedal::node
