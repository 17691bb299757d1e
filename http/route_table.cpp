#include "http/route_table.hpp"

#include "http/text_check.hpp"

#include <array>
#include <map>
#include <stdexcept>

namespace baedal::http {

namespace {

/// The segments of a path; a trailing slash shows as an empty last one, except that of "/" itself.
std::vector<std::string_view> split(std::string_view path) {
  std::vector<std::string_view> out;
  path.remove_prefix(1);
  if (path.empty())
    return out;
  for (auto slash = path.find('/'); slash != std::string_view::npos; slash = path.find('/')) {
    out.push_back(path.substr(0, slash));
    path.remove_prefix(slash + 1);
  }
  out.push_back(path);
  return out;
}

bool is_parameter(std::string_view segment) {
  return segment.size() > 2 && segment.front() == '{' && segment.back() == '}';
}

} // namespace

struct route_table::node {
  std::map<std::string, node, std::less<>> literals;
  std::unique_ptr<node> parameter;
  parameter_span span = parameter_span::one_segment; ///< of the parameter that leads here
  std::array<const route*, verb_count> by_verb{};
};

/// One walk through the trie. It visits every node that the path reaches, literals first, until one
/// has the verb.
struct route_table::search {
  verb method;
  const std::vector<std::string>& segments;
  trailing_slash slash;
  std::array<bool, verb_count> allowed{};
  std::vector<std::string> values = {};

  const route* walk(const node& here, std::size_t depth) {
    if (depth == segments.size())
      return arrive(here);
    const auto literal = here.literals.find(segments[depth]);
    if (literal != here.literals.end())
      if (const auto* found = walk(literal->second, depth + 1))
        return found;
    return here.parameter ? walk_parameter(*here.parameter, depth) : nullptr;
  }

  const route* walk_parameter(const node& behind, std::size_t depth) {
    std::string value;
    while (depth < segments.size() && !segments[depth].empty()) {
      value.append(value.empty() ? "" : "/").append(segments[depth]);
      values.push_back(value);
      if (const auto* found = walk(behind, ++depth))
        return found;
      values.pop_back();
      if (behind.span == parameter_span::one_segment)
        break;
    }
    return nullptr;
  }

  const route* arrive(const node& here) {
    for (std::size_t i = 0; i < verb_count; ++i)
      if (here.by_verb[i] && admits(*here.by_verb[i]))
        allowed[i] = true;
    const auto pick = [&](verb wanted) -> const route* {
      const auto* row = here.by_verb[static_cast<std::size_t>(wanted)];
      return row && admits(*row) ? row : nullptr;
    };
    const auto* found = pick(method);
    return found || method != verb::head ? found : pick(verb::get);
  }

  [[nodiscard]] bool admits(const route& row) const {
    return slash == trailing_slash::refused || row.slash == trailing_slash::tolerated;
  }
};

route_table::route_table() : root_(std::make_unique<node>()) {
  // nop
}

route_table::route_table(route_table&&) noexcept = default;
route_table& route_table::operator=(route_table&&) noexcept = default;
route_table::~route_table() = default;

void route_table::add(route row) {
  if (row.pattern.empty() || row.pattern.front() != '/')
    throw std::invalid_argument("a route begins with a slash: " + row.pattern);
  auto* here = root_.get();
  for (const auto segment : split(row.pattern)) {
    if (segment.empty())
      throw std::invalid_argument("a route has no empty segment: " + row.pattern);
    if (!is_parameter(segment)) {
      here = &here->literals[std::string{segment}];
      continue;
    }
    if (!here->parameter)
      here->parameter = std::make_unique<node>();
    here = here->parameter.get();
    if (row.span == parameter_span::any_segments)
      here->span = row.span;
  }
  auto& place = here->by_verb[static_cast<std::size_t>(row.method)];
  if (place)
    throw std::invalid_argument("two routes for " + row.pattern);
  routes_.push_back(std::make_unique<route>(std::move(row)));
  place = routes_.back().get();
}

void route_table::add(std::vector<route> rows) {
  for (auto& row : rows)
    add(std::move(row));
}

route_table::match route_table::find(verb method, std::string_view path) const {
  if (path.empty() || path.front() != '/')
    return {nullptr, {}, 400, {}};
  std::vector<std::string> segments;
  for (const auto segment : split(path)) {
    auto decoded = percent_decode(segment, plus_sign::is_plus);
    if (!decoded)
      return {nullptr, {}, 400, {}};
    segments.push_back(std::move(*decoded));
  }
  auto slash = trailing_slash::refused;
  if (segments.size() > 1 && segments.back().empty()) {
    slash = trailing_slash::tolerated;
    segments.pop_back();
  }
  search walk{method, segments, slash};
  match out;
  out.found = walk.walk(*root_, 0);
  if (out.found) {
    auto value = walk.values.begin();
    for (const auto segment : split(out.found->pattern))
      if (is_parameter(segment))
        out.parameters.emplace_back(segment.substr(1, segment.size() - 2), std::move(*value++));
    return out;
  }
  if (walk.allowed[static_cast<std::size_t>(verb::get)])
    walk.allowed[static_cast<std::size_t>(verb::head)] = true;
  for (std::size_t i = 0; i < verb_count; ++i)
    if (walk.allowed[i])
      out.allow.append(out.allow.empty() ? "" : ", ").append(to_string(static_cast<verb>(i)));
  out.status = out.allow.empty() ? 404 : 405;
  return out;
}

std::vector<const route*> route_table::routes() const {
  std::vector<const route*> out;
  for (const auto& row : routes_)
    out.push_back(row.get());
  return out;
}

} // namespace baedal::http
