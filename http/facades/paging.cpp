#include "http/facades/paging.hpp"

#include "http/facades/hal.hpp"
#include "http/text_check.hpp"

#include <algorithm>
#include <charconv>

namespace baedal::http::facades {

namespace {

constexpr std::uint64_t most_rows = 200;
constexpr std::uint64_t last_page = 1'000'000'000;

std::uint64_t number_or(const request& in, std::string_view name, std::uint64_t otherwise) {
  const auto sent = in.query(name).value_or("");
  std::uint64_t number = otherwise;
  const auto* end = sent.data() + sent.size();
  const auto [stop, error] = std::from_chars(sent.data(), end, number);
  return error == std::errc{} && stop == end ? number : otherwise;
}

/// The query's part that keeps the order of the rows.
std::string sorting_of(const paging& wanted) {
  if (wanted.rising && wanted.sort_by == paging::by_number)
    return {};
  return "&sort=" + percent_encode(wanted.sort_by) + (wanted.rising ? "" : ",desc");
}

} // namespace

paging read_paging(const request& in, const names& sortable) {
  paging wanted;
  wanted.page = std::min(number_or(in, "page", 0), last_page);
  wanted.size = number_or(in, "size", wanted.size);
  wanted.size = wanted.size == 0 ? 20 : std::min(wanted.size, most_rows);
  const auto sort = in.query("sort").value_or("");
  wanted.rising = !lower_case(sort).ends_with(",desc");
  const auto by = trimmed(sort.substr(0, sort.find(',')));
  if (std::find(sortable.begin(), sortable.end(), by) != sortable.end())
    wanted.sort_by = by;
  return wanted;
}

void write_paging(json_writer& out, const request& in, std::string_view segment,
                  const paging& wanted, std::uint64_t total) {
  const auto address = address_of(in, {segment});
  const auto pages = (total + wanted.size - 1) / wanted.size;
  const auto link = [&](std::string_view relation, std::string_view href) {
    out.key(relation).begin_object().member("href", href).end_object();
  };
  const auto neighbour = [&](std::string_view relation, std::uint64_t page) {
    link(relation, address + "?page=" + std::to_string(page)
                     + "&size=" + std::to_string(wanted.size) + sorting_of(wanted));
  };
  out.key("_links").begin_object();
  if (pages > 1)
    neighbour("first", 0);
  if (pages > 1 && wanted.page > 0)
    neighbour("prev", wanted.page - 1);
  link("self", address);
  if (wanted.page + 1 < pages)
    neighbour("next", wanted.page + 1);
  if (pages > 1)
    neighbour("last", pages - 1);
  link("profile", address_of(in, {"profile", segment}));
  out.end_object().key("page").begin_object();
  out.member("size", wanted.size)
    .member("totalElements", total)
    .member("totalPages", pages)
    .member("number", wanted.page)
    .end_object();
}

} // namespace baedal::http::facades
