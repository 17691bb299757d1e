#include "domain/iso_time.hpp"
#include "http/lists.hpp"
#include "http/order_handlers.hpp"
#include "http/query_input.hpp"

namespace baedal::http {

namespace {

void read_order(const api_parts& parts, std::string id, std::optional<std::uint64_t> version,
                std::function<void(result<order_view>)> then) {
  parts.office->read<order>(
    {std::move(id), version, actors::reply<order_view>{std::move(then)}});
}

void show_one(const exchange_ptr& to, const result<order_view>& seen) {
  if (!seen)
    to->refuse(seen.error());
  else if (is_known_to_client(to->in(), seen->version))
    to->complete(not_modified(seen->version));
  else
    to->complete(with_entity_tag(json(200, order_json(*seen)), seen->version));
}

/// An order that its customer removed from the collection is gone for GET (K8), its past versions,
/// too; the history stays.
void show_order(const api_parts& parts, const exchange_ptr& to, std::string id) {
  const auto version = read_version(to->in());
  if (!version) {
    to->refuse(version.fault());
    return;
  }
  read_order(parts, id, {}, [parts, to, id, version = *version](const result<order_view>& seen) {
    if (seen && seen->hidden)
      to->refuse(errc::order_unknown);
    else if (seen && version && *version != seen->version)
      read_order(parts, id, version, [to](const result<order_view>& past) { show_one(to, past); });
    else
      show_one(to, seen);
  });
}

response history_answer(const actors::history_page& page, const std::string& list) {
  json_writer out;
  out.begin_object().key("events").begin_array();
  for (const auto& event : page.events)
    write_event(out, event);
  out.end_array();
  if (page.next_after)
    out.member("next_cursor", encode_cursor(list, std::to_string(*page.next_after)));
  return json(200, out.end_object().take());
}

void show_history(const api_parts& parts, const exchange_ptr& to, std::string id) {
  auto list = "history/" + id;
  const auto wanted = wanted_page(to, list);
  if (!wanted)
    return;
  const auto after = read_position(wanted->after);
  if (!after) {
    to->refuse(after.fault());
    return;
  }
  auto back = reply_to<actors::history_page>(to, [list](const actors::history_page& page) {
    return history_answer(page, list);
  });
  parts.office->history({std::move(id), *after, static_cast<std::size_t>(wanted->limit),
                         std::move(back)});
}

void write_payment_row(json_writer& out, const actors::payment_row& row) {
  out.begin_object()
    .member("version", row.version)
    .member("status", row.what)
    .member("amount", row.amount.won)
    .member("method", row.method)
    .member("at", iso_8601(row.at))
    .end_object();
}

void show_payments(const api_parts& parts, const exchange_ptr& to, const std::string& id) {
  const auto list = "payments/" + id;
  const auto wanted = wanted_page(to, list);
  if (!wanted)
    return;
  if_order_exists(parts, to, id, [=] {
    send_query<actors::list_payments, actors::payment_row>(
      parts, to,
      {order_id{id}, {}}, {"payments", list}, &write_payment_row);
  });
}

template <class Show>
handler order_reader(const api_parts& parts, Show show) {
  return with_id("id", errc::order_unknown,
                 [parts, show](const exchange_ptr& to, std::string id) {
                   show(parts, to, std::move(id));
                 });
}

} // namespace

void if_order_exists(const api_parts& parts, const exchange_ptr& to, std::string id,
                     std::function<void()> then) {
  read_order(parts, std::move(id), {},
             [to, then = std::move(then)](const result<order_view>& seen) {
               if (seen)
                 then();
               else
                 to->refuse(seen.error());
             });
}

handler order_handler(const api_parts& parts) {
  return order_reader(parts, &show_order);
}

handler history_handler(const api_parts& parts) {
  return order_reader(parts, &show_history);
}

handler payments_handler(const api_parts& parts) {
  return order_reader(parts, &show_payments);
}

} // namespace baedal::http
