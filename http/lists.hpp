#pragma once

#include "actors/queries.hpp"
#include "domain/iso_time.hpp"
#include "http/cursor.hpp"
#include "http/exchange.hpp"
#include "http/json_writer.hpp"
#include "http/sending.hpp"
#include "http/views.hpp"

namespace baedal::http {

/// How one page of a list is named: `member` holds the rows, `list` keeps its cursors apart.
struct list_name {
  std::string member;
  std::string list;
};

/// {"orders":[…],"next_cursor":"…","as_of":"…"} with `write_row(out, row)` for each row.
template <class Row, class Write>
response page_answer(const actors::page<Row>& page, const list_name& name, Write write_row) {
  json_writer out;
  out.begin_object().key(name.member).begin_array();
  for (const auto& row : page.rows)
    write_row(out, row);
  out.end_array();
  if (!page.next.empty())
    out.member("next_cursor", encode_cursor(name.list, page.next));
  return json(200, out.member("as_of", iso_8601(page.as_of)).end_object().take());
}

/// Sends a list's query; the page answers the exchange.
template <class Query, class Row, class Write>
void send_query(const api_parts& parts, const exchange_ptr& to, Query query, list_name name,
                Write write_row) {
  query.back = reply_to<actors::page<Row>>(
    to, [name = std::move(name), write_row](const actors::page<Row>& page) {
      return page_answer(page, name, write_row);
    });
  parts.office->query(std::move(query));
}

inline void write_order_row(json_writer& out, const order_view& order) {
  write(out, order);
}

/// The page that a request of this list asks for; otherwise it is refused here.
std::optional<page> wanted_page(const exchange_ptr& to, std::string_view list);

} // namespace baedal::http
