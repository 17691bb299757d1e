#pragma once

#include "http/json_writer.hpp"
#include "http/message.hpp"

namespace baedal::http::facades {

/// `?page=&size=&sort=` of a list. What cannot be read counts as not said; sorting is by number.
struct paging {
  std::uint64_t page = 0;
  std::uint64_t size = 20; ///< 1 to 200
  bool rising = true;

  [[nodiscard]] std::uint64_t offset() const noexcept { return page * size; }
};

paging read_paging(const request& in);

/// `_links` to the list itself, its neighbours and its profile, and the `page` block.
void write_paging(json_writer& out, const request& in, std::string_view segment,
                  const paging& wanted, std::uint64_t total);

} // namespace baedal::http::facades
