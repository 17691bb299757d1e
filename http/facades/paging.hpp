#pragma once

#include "http/facades/shape.hpp"
#include "http/json_writer.hpp"
#include "http/message.hpp"

namespace baedal::http::facades {

/// `?page=&size=&sort=` of a list. What cannot be read counts as not said.
struct paging {
  static constexpr auto by_number = "id";

  std::uint64_t page = 0;
  std::uint64_t size = 20; ///< 1 to 200
  bool rising = true;
  std::string sort_by = by_number; ///< a member of the rows

  [[nodiscard]] std::uint64_t offset() const noexcept { return page * size; }
};

/// Sorted by one of the members that are `sortable`, else by number.
paging read_paging(const request& in, const names& sortable = {});

/// `_links` to the list itself, its neighbours and its profile, and the `page` block.
void write_paging(json_writer& out, const request& in, std::string_view segment,
                  const paging& wanted, std::uint64_t total);

} // namespace baedal::http::facades
