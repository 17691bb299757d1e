#include "http/openapi.hpp"
#include "tests/http/open_api.hpp"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>
#include <set>

using namespace baedal;
using namespace baedal::http;

namespace {

/// Every "$ref" in a document.
void collect(const nlohmann::json& part, std::set<std::string>& references) {
  if (part.is_object() && part.contains("$ref"))
    references.insert(part["$ref"].get<std::string>());
  if (part.is_structured())
    for (const auto& each : part)
      collect(each, references);
}

std::string lower(std::string_view word) {
  std::string out{word};
  for (auto& c : out)
    c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return out;
}

} // namespace

SCENARIO("the probes say what the node is able to do (design 9)", "[A100]") {
  open_api api;
  CHECK(api.get("/livez").status == 200);
  CHECK(api.get("/readyz").status == 200);
  CHECK(member_of(api.get("/actuator/health"), "/status") == "UP");
  CHECK(member_of(api.get("/actuator/health/liveness"), "/status") == "UP");
  CHECK(member_of(api.get("/actuator/health/readiness"), "/status") == "UP");
  CHECK(api.get("/metrics").body == "up 1\n");
  CHECK(api.get("/metrics").content_type == "text/plain; version=0.0.4; charset=utf-8");
  CHECK(member_of(api.get("/api/v1/ops/tree"), "/name") == "node");
  const open_api::headers browser{{"accept", "text/html,application/xhtml+xml,*/*;q=0.8"}};
  CHECK(api.get("/", browser).content_type == "text/html; charset=utf-8");
  CHECK(api.get("/", browser).body.starts_with("<!doctype html>"));
  api.ready = false;
  CHECK(api.get("/livez").status == 200);
  CHECK(problem_of(api.get("/readyz")) == "503 unavailable");
  CHECK(api.get("/readyz").header("Retry-After") == "1");
  CHECK(api.get("/actuator/health").status == 503);
  CHECK(member_of(api.get("/actuator/health"), "/status") == "DOWN");
  CHECK(api.get("/actuator/health/liveness").status == 200);
  CHECK(api.get("/actuator/health/readiness").status == 503);
}

SCENARIO("the contract names exactly the routes that are served, both ways") {
  open_api api;
  const auto reply = api.get("/openapi.json");
  CHECK(reply.content_type == json_type);
  const auto document = nlohmann::json::parse(reply.body);
  CHECK(document["openapi"] == "3.1.0");
  std::set<std::string> served;
  for (const auto* row : api.desk->routes().routes())
    served.insert(lower(to_string(row->method)) + " " + row->pattern);
  const auto others = nlohmann::json::parse(api.get("/openapi-facades.json").body);
  for (const auto& [path, methods] : others["paths"].items()) // The brands' own contract.
    for (const auto& [method, operation] : methods.items())
      CHECK(served.erase(method + " " + path) == 1);
  std::set<std::string> written;
  std::set<std::string> ids;
  for (const auto& [path, methods] : document["paths"].items())
    for (const auto& [method, operation] : methods.items()) {
      written.insert(method + " " + path);
      CHECK(ids.insert(operation["operationId"].get<std::string>()).second);
      CHECK_FALSE(operation["responses"].empty());
    }
  CHECK(written == served);
  CHECK(written.size() == operations().size());
}

SCENARIO("every reference of the contract resolves, and every path parameter is declared") {
  const auto document = nlohmann::json::parse(openapi_document());
  std::set<std::string> references;
  collect(document, references);
  CHECK(references.size() > 40);
  for (const auto& each : references) {
    INFO(each);
    REQUIRE(each.starts_with("#"));
    CHECK(document.contains(nlohmann::json::json_pointer{each.substr(1)}));
  }
  for (const auto& [path, methods] : document["paths"].items())
    for (const auto& [method, operation] : methods.items()) {
      std::size_t declared = 0;
      for (const auto& parameter : operation["parameters"])
        declared += parameter.value("in", "") == "path" ? 1 : 0;
      CHECK(declared == static_cast<std::size_t>(std::count(path.begin(), path.end(), '{')));
    }
}
