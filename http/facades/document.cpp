#include "http/facades/document.hpp"

#include "http/facades/rows.hpp"
#include "http/text_check.hpp"

#include <algorithm>

namespace baedal::http::facades {

namespace {

std::string_view verb_word(verb method) {
  return to_string(method);
}

/// ASCII only, and different for different routes.
std::string operation_id(const route& row) {
  auto id = lower_case(verb_word(row.method));
  for (const auto c : percent_encode(row.pattern)) {
    const bool keeps = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    id += keeps ? c : '_';
  }
  return id;
}

std::string schema_name(const brand_facade& brand, const resource& what) {
  std::string name = brand.brand + ".";
  for (const auto c : percent_encode(what.segment))
    name += c == '%' ? '_' : c;
  return name;
}

void write_parameter(json_writer& out, std::string_view name, std::string_view where,
                     bool required) {
  out.begin_object()
    .member("name", name)
    .member("in", where)
    .member("required", required)
    .key("schema")
    .raw(R"({"type":"string"})")
    .end_object();
}

void write_parameters(json_writer& out, const documented_route& what) {
  out.key("parameters").begin_array();
  const std::string_view path = what.row.pattern;
  if (path.find("{id}") != path.npos)
    write_parameter(out, "id", "path", true);
  if (what.what == kind::list || what.what == kind::paged)
    for (const auto* name : {"page", "size", "sort"})
      write_parameter(out, name, "query", false);
  if (what.what == kind::finder)
    write_parameter(out, finder_parameter(path.substr(path.rfind('/') + 1)), "query", true);
  if (what.what != kind::other && what.what != kind::paged)
    write_parameter(out, "X-Brand", "header", false);
  if (what.row.method == verb::post)
    write_parameter(out, "Idempotency-Key", "header", false);
  out.end_array();
}

void write_any_object(json_writer& out) {
  out.key("requestBody")
    .raw(R"({"required":false,"content":{"application/json":{"schema":{"type":"object"}}}})");
}

/// A row with these members.
void write_properties(json_writer& out, const names& members) {
  out.begin_object().member("type", "object").key("properties").begin_object();
  for (const auto& name : members)
    out.key(name).begin_object().end_object();
  out.key("_links").begin_object().end_object();
  out.end_object().end_object();
}

/// One brand's rows, or those of any that has the collection.
void write_schema(json_writer& out, const book& brands, std::string_view segment) {
  out.begin_object().key("oneOf").begin_array();
  for (const auto& each : brands.at(segment))
    out.begin_object()
      .member("$ref", "#/components/schemas/" + schema_name(*each.owner, *each.what))
      .end_object();
  out.end_array().end_object();
}

void write_content(json_writer& out, const book& brands, const documented_route& what) {
  out.key("content").begin_object().key("application/hal+json").begin_object().key("schema");
  const bool is_row = !what.about.empty() && !brands.at(what.about).empty();
  if (is_row && what.what != kind::list && what.what != kind::finder && what.what != kind::finders)
    write_schema(out, brands, what.about);
  else if (what.what == kind::other && !what.members.empty())
    write_properties(out, what.members);
  else
    out.raw(R"({"type":"object"})");
  out.end_object().end_object();
}

std::vector<int> statuses_of(const documented_route& what) {
  if (!what.statuses.empty())
    return what.statuses;
  switch (what.what) {
    case kind::ordering:
      return {201};
    case kind::posting:
      return {200, 201, 202};
    case kind::action: // A payment that is still asked for.
      return {200, 202};
    case kind::change:
      return {200, 204};
    case kind::removal:
      return {204};
    default:
      return {200};
  }
}

void write_responses(json_writer& out, const book& brands, const documented_route& what) {
  out.key("responses").begin_object();
  for (const auto status : statuses_of(what)) {
    out.key(std::to_string(status)).begin_object();
    out.member("description", reason_phrase(status));
    if (status != 204)
      write_content(out, brands, what);
    out.end_object();
  }
  out.key("default").raw(
    R"({"description":"404 without a body, or an RFC 9457 problem",)"
    R"("content":{"application/problem+json":{"schema":{"type":"object"}}}})");
  out.end_object();
}

void write_operation(json_writer& out, const book& brands, const documented_route& what) {
  out.key(lower_case(verb_word(what.row.method)))
    .begin_object()
    .member("operationId", operation_id(what.row))
    .member("summary", what.summary);
  write_parameters(out, what);
  if (what.row.method != verb::get && what.row.method != verb::remove)
    write_any_object(out);
  write_responses(out, brands, what);
  out.end_object();
}

void write_schemas(json_writer& out, const book& brands) {
  out.key("components").begin_object().key("schemas").begin_object();
  for (const auto& brand : brands.brands())
    for (const auto& each : brand.resources) {
      names members;
      for (const auto& part : each.members)
        members.push_back(part.name);
      out.key(schema_name(brand, each));
      write_properties(out, members);
    }
  out.end_object().end_object();
}

} // namespace

std::string facade_document(const book& brands, const std::vector<documented_route>& routes) {
  json_writer out;
  out.begin_object().member("openapi", "3.1.0").key("info").begin_object();
  out.member("title", "baedal: the brands' own APIs").member("version", "1").end_object();
  out.key("paths").begin_object();
  std::vector<std::string_view> seen;
  for (const auto& first : routes) {
    if (std::find(seen.begin(), seen.end(), first.row.pattern) != seen.end())
      continue;
    seen.push_back(first.row.pattern);
    out.key(first.row.pattern).begin_object();
    for (const auto& each : routes)
      if (each.row.pattern == first.row.pattern)
        write_operation(out, brands, each);
    out.end_object();
  }
  out.end_object();
  write_schemas(out, brands);
  return out.end_object().take();
}

names members_of(const book& brands, std::string_view segment) {
  names all;
  for (const auto& place : brands.at(segment))
    for (const auto& each : place.what->members)
      if (std::find(all.begin(), all.end(), each.name) == all.end())
        all.push_back(each.name);
  return all;
}

std::string profile_of(std::string_view segment, const names& members) {
  json_writer out;
  out.begin_object().key("alps").begin_object().member("version", "1.0").key("descriptor");
  out.begin_array().begin_object().member("id", std::string{segment} + "-representation");
  out.key("descriptor").begin_array();
  for (const auto& name : members)
    out.begin_object().member("name", name).member("type", "SEMANTIC").end_object();
  return out.end_array().end_object().end_array().end_object().end_object().take();
}

} // namespace baedal::http::facades
