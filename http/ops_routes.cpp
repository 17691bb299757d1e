#include "http/ops_routes.hpp"

#include "http/facades/hal.hpp"
#include "http/facades/routes.hpp"
#include "http/front_page.hpp"
#include "http/openapi.hpp"

namespace baedal::http {

namespace {

using door_ptr = std::shared_ptr<const ops_door>;

response not_ready() {
  return problem(refusal{errc::unavailable, "the node is not ready to serve"});
}

response ready_or_not(const door_ptr& door) {
  return door->ready() ? json(200, R"({"status":"ready"})") : not_ready();
}

/// Spring's words: the brands' probes look for "UP".
response health(const door_ptr& door) {
  constexpr auto up = R"({"status":"UP","groups":["liveness","readiness"]})";
  constexpr auto down = R"({"status":"DOWN","groups":["liveness","readiness"]})";
  return door->ready() ? json(200, up) : json(503, down);
}

response readiness(const door_ptr& door) {
  return door->ready() ? json(200, R"({"status":"UP"})")
                       : json(503, R"({"status":"OUT_OF_SERVICE"})");
}

response typed(std::string type, std::string body) {
  response out;
  out.content_type = std::move(type);
  out.body = std::move(body);
  return out;
}

/// A page for people, links for programs.
response root(const request& in) {
  if (!facades::prefers_html(in))
    return facade_root(in);
  auto out = typed("text/html; charset=utf-8", std::string{front_page()});
  out.headers.emplace_back("Vary", "Accept");
  return out;
}

template <class Answer>
handler answering(Answer answer) {
  return [answer](const exchange_ptr& to) { to->complete(answer()); };
}

} // namespace

std::vector<route> ops_routes(ops_door ops) {
  const auto door = std::make_shared<const ops_door>(std::move(ops));
  const auto contract = std::make_shared<const std::string>(openapi_document());
  const auto tree = [door] { return json(200, door->tree_json()); };
  const auto breakers = [door] { return json(200, door->breakers_json()); };
  const auto alive = [] { return json(200, R"({"status":"alive"})"); };
  const auto live = [] { return json(200, R"({"status":"UP"})"); };
  const auto metrics = [door] {
    return typed("text/plain; version=0.0.4; charset=utf-8", door->metrics_text());
  };
  return {
    {verb::get, "/api/v1/ops/tree", answering(tree)},
    {verb::get, "/api/v1/ops/breakers", answering(breakers)},
    {verb::get, "/livez", answering(alive)},
    {verb::get, "/readyz", answering([door] { return ready_or_not(door); })},
    {verb::get, "/actuator/health", answering([door] { return health(door); })},
    {verb::get, "/actuator/health/liveness", answering(live)},
    {verb::get, "/actuator/health/readiness", answering([door] { return readiness(door); })},
    {verb::get, "/metrics", answering(metrics)},
    {verb::get, "/openapi.json", answering([contract] { return json(200, *contract); })},
    {verb::get, "/", [](const exchange_ptr& to) { to->complete(root(to->in())); }},
  };
}

} // namespace baedal::http
