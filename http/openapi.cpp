#include "http/openapi.hpp"

#include "http/json_writer.hpp"
#include "http/text_check.hpp"

#include <algorithm>
#include <vector>

namespace baedal::http {

namespace {

std::vector<std::string_view> words_of(std::string_view text) {
  std::vector<std::string_view> out;
  while (!text.empty()) {
    const auto blank = text.find(' ');
    if (blank != 0)
      out.push_back(text.substr(0, blank));
    text = blank == std::string_view::npos ? std::string_view{} : text.substr(blank + 1);
  }
  return out;
}

void write_reference(json_writer& out, std::string_view kind, std::string_view name) {
  out.begin_object()
    .member("$ref", "#/components/" + std::string{kind} + "/" + std::string{name})
    .end_object();
}

/// Content of one media type; a schema's name stands for JSON.
void write_content(json_writer& out, std::string_view what) {
  out.key("content").begin_object();
  const bool is_media_type = what.find('/') != std::string_view::npos;
  out.key(is_media_type ? what : "application/json").begin_object().key("schema");
  if (is_media_type)
    out.begin_object().member("type", "string").end_object();
  else
    write_reference(out, "schemas", what);
  out.end_object().end_object();
}

void write_path_parameters(json_writer& out, std::string_view pattern) {
  for (auto open = pattern.find('{'); open != std::string_view::npos;
       open = pattern.find('{', open + 1)) {
    const auto close = pattern.find('}', open);
    out.begin_object()
      .member("name", pattern.substr(open + 1, close - open - 1))
      .member("in", "path")
      .member("required", true)
      .key("schema")
      .raw(R"({"type":"string","minLength":1,"maxLength":128})")
      .end_object();
  }
}

void write_parameters(json_writer& out, const operation& what) {
  out.key("parameters").begin_array();
  write_path_parameters(out, what.pattern);
  for (const auto name : words_of(what.query))
    write_reference(out, "parameters", name);
  const bool drills = what.pattern.starts_with("/api/v1/ops/");
  const bool commands = what.method != verb::get && !drills;
  const bool places = what.body == "order_post";
  if (commands && what.method == verb::post)
    write_reference(out, "parameters", "idempotency_key");
  if (commands && !places)
    write_reference(out, "parameters", "if_match");
  if (commands)
    write_reference(out, "parameters", "traceparent");
  if (what.answers.find("304") != std::string_view::npos)
    write_reference(out, "parameters", "if_none_match");
  if (what.answers.find("event-stream") != std::string_view::npos)
    write_reference(out, "parameters", "last_event_id");
  out.end_array();
}

void write_body(json_writer& out, std::string_view schema) {
  if (schema.empty())
    return;
  const bool optional = schema.ends_with('?');
  out.key("requestBody").begin_object().member("required", !optional);
  write_content(out, optional ? schema.substr(0, schema.size() - 1) : schema);
  out.end_object();
}

void write_responses(json_writer& out, const operation& what) {
  out.key("responses").begin_object();
  for (const auto answer : words_of(what.answers)) {
    const auto colon = answer.find(':');
    const auto status = answer.substr(0, colon);
    out.key(status).begin_object().member(
      "description", reason_phrase(std::stoi(std::string{status})));
    if (colon != std::string_view::npos)
      write_content(out, answer.substr(colon + 1));
    out.end_object();
  }
  for (const auto status : words_of(what.problems)) {
    out.key(status);
    write_reference(out, "responses", "problem");
  }
  out.end_object();
}

/// "post_orders_id_start_cooking"
std::string operation_id(const operation& what) {
  std::string id = lower_case(to_string(what.method));
  for (const auto c : what.pattern) {
    const bool keeps = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
    if (keeps)
      id += c;
    else if (id.back() != '_' && c != '}')
      id += '_';
  }
  return id;
}

void write_operation(json_writer& out, const operation& what) {
  out.key(lower_case(to_string(what.method)))
    .begin_object()
    .member("operationId", operation_id(what))
    .member("summary", what.summary);
  write_parameters(out, what);
  write_body(out, what.body);
  write_responses(out, what);
  out.end_object();
}

/// Operations of one path stand together, in the order of the table.
void write_paths(json_writer& out) {
  std::vector<std::string_view> seen;
  out.key("paths").begin_object();
  for (const auto& first : operations()) {
    if (std::find(seen.begin(), seen.end(), first.pattern) != seen.end())
      continue;
    seen.push_back(first.pattern);
    out.key(first.pattern).begin_object();
    for (const auto& each : operations())
      if (each.pattern == first.pattern)
        write_operation(out, each);
    out.end_object();
  }
  out.end_object();
}

constexpr std::string_view parameters = R"json({
"limit":{"name":"limit","in":"query","schema":{"type":"integer","minimum":1}},
"cursor":{"name":"cursor","in":"query","description":"next_cursor of the page before",
  "schema":{"type":"string"}},
"status":{"name":"status","in":"query","schema":{"$ref":"#/components/schemas/order_status"}},
"version":{"name":"version","in":"query","schema":{"type":"integer","minimum":1}},
"topic":{"name":"topic","in":"query","required":true,"description":"a brand, or ops",
  "schema":{"type":"string"}},
"after":{"name":"after","in":"query","description":"a position of the topic",
  "schema":{"type":"integer","minimum":0,"default":0}},
"format":{"name":"format","in":"query","schema":{"enum":["flat","canonical"],"default":"flat"}},
"idempotency_key":{"name":"Idempotency-Key","in":"header",
  "schema":{"type":"string","minLength":1,"maxLength":255}},
"if_match":{"name":"If-Match","in":"header","schema":{"type":"string"}},
"if_none_match":{"name":"If-None-Match","in":"header","schema":{"type":"string"}},
"last_event_id":{"name":"Last-Event-ID","in":"header","schema":{"type":"integer","minimum":0}},
"traceparent":{"name":"traceparent","in":"header","schema":{"type":"string"}}})json";

constexpr std::string_view problem_response = R"json({"problem":{"description":"RFC 9457 problem",
"content":{"application/problem+json":{"schema":{"$ref":"#/components/schemas/problem"}}}}})json";

} // namespace

std::string openapi_document() {
  json_writer out;
  out.begin_object().member("openapi", "3.1.0").key("info").begin_object();
  out.member("title", "baedal").member("version", "1").end_object();
  write_paths(out);
  out.key("components").begin_object();
  out.key("schemas").raw(openapi_schemas());
  out.key("parameters").raw(parameters);
  out.key("responses").raw(problem_response);
  return out.end_object().end_object().take();
}

} // namespace baedal::http
