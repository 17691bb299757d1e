#include "tests/http/open_api.hpp"

#include <nlohmann/json.hpp>

using namespace baedal;
using namespace baedal::http;

open_api::open_api(std::chrono::milliseconds deadline, std::size_t sse_streams,
                   std::optional<drill_door> drills, std::shared_ptr<admission> intake) {
  route_table table;
  ops_door ops;
  ops.ready = [this] { return ready; };
  ops.tree_json = [] { return std::string{R"({"name":"node"})"}; };
  ops.breakers_json = [] { return std::string{R"({"breakers":[]})"}; };
  ops.metrics_text = [] { return std::string{"up 1\n"}; };
  ops.drills = std::move(drills);
  table.add(make_api(behind.office, std::move(ops), sse_streams, std::move(intake)));
  dispatcher::settings how;
  how.deadline = deadline;
  desk = std::make_unique<dispatcher>(std::move(table), how);
}

answer open_api::raw(verb method, std::string target, std::string body, headers with) {
  message_head head;
  head.method = method;
  head.target = std::move(target);
  head.headers = std::move(with);
  return desk->dispatch(std::move(head), std::move(body), "127.0.0.1");
}

response open_api::call(verb method, std::string target, std::string body, headers with) {
  return std::get<response>(raw(method, std::move(target), std::move(body), std::move(with)));
}

response open_api::get(std::string target, headers with) {
  return call(verb::get, std::move(target), {}, std::move(with));
}

response open_api::post(std::string target, std::string body, headers with) {
  return call(verb::post, std::move(target), std::move(body), std::move(with));
}

response open_api::put(std::string target, std::string body, headers with) {
  return call(verb::put, std::move(target), std::move(body), std::move(with));
}

std::string problem_of(const response& reply) {
  const auto parsed = nlohmann::json::parse(reply.body, nullptr, false);
  if (!parsed.is_object() || !parsed.contains("code"))
    return std::to_string(reply.status);
  auto out = std::to_string(reply.status) + " " + parsed["code"].get<std::string>();
  if (parsed.contains("field"))
    out += " " + parsed["field"].get<std::string>();
  return out;
}

std::string member_of(const response& reply, const std::string& pointer) {
  const auto parsed = nlohmann::json::parse(reply.body, nullptr, false);
  const nlohmann::json::json_pointer where{pointer};
  if (parsed.is_discarded() || !parsed.contains(where))
    return "absent";
  const auto& found = parsed[where];
  return found.is_string() ? found.get<std::string>() : found.dump();
}
