#include "tests/tidy/rules.hpp"

#include <algorithm>
#include <map>
#include <set>

namespace baedal::tidy {

namespace {

using folders = std::set<std::string>;

/// Below each folder stands what it may include, besides itself. Folders that are not named here
/// (node, tests, bench, examples) may include all.
const std::map<std::string, folders>& layers() {
  static const std::map<std::string, folders> table{
    {"domain", {}},
    {"failpoints", {}},
    {"persistence", {"failpoints", "domain"}},
    {"gateways", {"failpoints", "domain"}},
    {"actors", {"failpoints", "domain", "persistence", "gateways"}},
    {"supervisors", {"failpoints", "domain", "persistence", "gateways", "actors"}},
    {"cluster", {"failpoints", "domain", "persistence", "gateways", "actors", "supervisors"}},
    {"simulation", {"failpoints", "domain", "persistence", "gateways", "actors", "supervisors"}},
    {"http", {"domain", "actors"}},
    {"sandbox", {"domain", "http"}},
  };
  return table;
}

const folders& product_folders() {
  static const folders all{"failpoints", "domain",  "persistence", "gateways", "actors",
                           "supervisors", "cluster", "simulation",  "http",     "sandbox",
                           "node",        "tests",   "bench",       "examples"};
  return all;
}

/// Actors use the ports and codecs of persistence and gateways, never an adapter.
bool is_adapter(const std::string& header) {
  for (const auto* prefix : {"persistence/sqlite_", "persistence/postgres_", "persistence/memory_",
                             "persistence/sql_", "gateways/http_", "gateways/embedded_"})
    if (header.starts_with(prefix))
      return true;
  return false;
}

std::string at(const source_file& file, std::size_t line) {
  return file.path + ':' + std::to_string(line) + ": ";
}

bool is_source(const source_file& file) {
  return file.is_source();
}
bool is_parser(const source_file& file) {
  return file.path == "node/command_parser.cpp";
}
bool is_cluster(const source_file& file) {
  return file.folder() == "cluster";
}
bool is_no_domain(const source_file& file) {
  return file.folder() != "domain";
}

/// Headers that only some files may include.
struct restriction {
  const char* prefix;
  bool (*may_include)(const source_file&);
  const char* where;
};

constexpr restriction restrictions[] = {
  {"caf/all.hpp", is_source, "only in source files"},
  {"nlohmann/json.hpp", is_source, "only in source files"},
  {"httplib.h", is_source, "only in source files"},
  {"soci/", is_source, "only in source files"},
  {"CLI/", is_parser, "only in node/command_parser.cpp"},
  {"caf/io/", is_cluster, "only in cluster/"},
  {"caf/openssl/", is_cluster, "only in cluster/"},
  {"caf/", is_no_domain, "not in domain/"},
};

void check_layer(const source_file& file, const inclusion& in, findings& out) {
  const auto slash = in.what.find('/');
  const auto target = in.what.substr(0, slash);
  if (slash == std::string::npos || !product_folders().contains(target)) {
    out.push_back(at(file, in.line) + "include " + in.what + " by its path from the root");
    return;
  }
  const auto layer = layers().find(file.folder());
  if (layer == layers().end() || target == file.folder())
    return;
  if (!layer->second.contains(target))
    out.push_back(at(file, in.line) + file.folder() + " may not include " + target);
  else if (file.folder() == "actors" && is_adapter(in.what))
    out.push_back(at(file, in.line) + "actors may not include the adapter " + in.what);
}

} // namespace

findings check_layers(const source_tree& tree) {
  findings out;
  for (const auto& file : tree)
    if (file.is_cpp())
      for (const auto& in : inclusions_of(file))
        if (in.quoted)
          check_layer(file, in, out);
  return out;
}

findings check_heavy_includes(const source_tree& tree) {
  findings out;
  for (const auto& file : tree) {
    if (!file.is_cpp())
      continue;
    for (const auto& in : inclusions_of(file))
      for (const auto& one : restrictions)
        if (!in.quoted && in.what.starts_with(one.prefix) && !one.may_include(file))
          out.push_back(at(file, in.line) + in.what + " belongs " + one.where);
  }
  return out;
}

} // namespace baedal::tidy
