#pragma once

#include "http/facades/shape.hpp"

namespace baedal::http::facades {

/// One member of a row that is about no order: its name, and what writes the value.
template <class Row>
struct column {
  std::string_view name;
  void (*write)(json_writer&, const Row&);
};

template <class Columns, class Row>
void write_columns(json_writer& out, const Columns& all, const Row& row) {
  for (const auto& each : all) {
    out.key(each.name);
    each.write(out, row);
  }
}

/// Ends a row with its links.
inline void end_row(json_writer& out, std::string_view self, std::string_view relation) {
  out.key("_links").begin_object();
  for (const auto name : {std::string_view{"self"}, relation})
    out.key(name).begin_object().member("href", self).end_object();
  out.end_object().end_object();
}

template <class Columns>
names names_of(const Columns& all) {
  names out;
  for (const auto& each : all)
    out.emplace_back(each.name);
  return out;
}

} // namespace baedal::http::facades
