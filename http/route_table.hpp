#pragma once

#include "http/exchange.hpp"

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace baedal::http {

enum class trailing_slash : std::uint8_t { refused, tolerated };

/// How many segments of a path a parameter stands for. Several are joined by '/'.
enum class parameter_span : std::uint8_t { one_segment, any_segments };

/// A row of the served API. In a pattern `{name}` stands for one whole segment, or for any number
/// of them, but at least one, where the row says so.
struct route {
  verb method = verb::get;
  std::string pattern;
  handler handle;
  trailing_slash slash = trailing_slash::refused;
  parameter_span span = parameter_span::one_segment;
};

/// Finds the route of a request: a trie of segments in which a literal is preferred to a parameter.
class route_table {
public:
  route_table();
  route_table(route_table&&) noexcept;
  route_table& operator=(route_table&&) noexcept;
  ~route_table();

  /// A second route for the same verb and shape, or a pattern that is none, is a bug and throws
  /// `std::invalid_argument`.
  void add(route row);
  void add(std::vector<route> rows);

  struct match {
    const route* found = nullptr;      ///< null: `status` says why
    std::vector<text_pair> parameters; ///< decoded
    int status = 200;                  ///< else 400 broken escapes, 404, 405
    std::string allow;                 ///< with 405: the verbs that the path has
  };

  /// `path` is still percent-encoded. HEAD finds the GET route.
  [[nodiscard]] match find(verb method, std::string_view path) const;

  /// All routes, in the order they were added.
  [[nodiscard]] std::vector<const route*> routes() const;

private:
  struct node;
  struct search;

  std::unique_ptr<node> root_;
  std::vector<std::unique_ptr<route>> routes_;
};

} // namespace baedal::http
