#include "http/facades/histories.hpp"

#include "http/facades/gathering.hpp"
#include "http/facades/hal.hpp"
#include "http/facades/meanings.hpp"
#include "http/facades/paging.hpp"
#include "http/input.hpp"
#include "http/sending.hpp"
#include "http/text_check.hpp"

#include <algorithm>

namespace baedal::http::facades {

namespace {

using actors::notification_row;
using told_rows = std::vector<notification_row>;
using orders_by_id = std::map<order_id, order_view>;

/// The history that a request is about; without an owner the exchange is answered.
book::place wanted_history(const desk& at, const exchange_ptr& to, const std::string& segment) {
  const auto named = named_brand(at, to);
  if (!named)
    return {};
  const auto places = of_brand(at.brands->at(segment), *named);
  if (places.empty())
    to->complete(nothing_here());
  return places.empty() ? book::place{} : places.front();
}

/// Asks for the orders that the rows are about: what is personal, only they have.
void with_orders(const desk& at, const exchange_ptr& to, const told_rows& rows,
                 std::function<void(const orders_by_id&)> then) {
  std::vector<order_id> ids;
  for (const auto& row : rows)
    if (std::find(ids.begin(), ids.end(), row.order) == ids.end())
      ids.push_back(row.order);
  std::make_shared<gathering>(at.parts, to, std::move(ids),
                              [then = std::move(then)](std::vector<order_view> orders) {
                                orders_by_id by_id;
                                for (auto& each : orders)
                                  by_id.emplace(each.id, std::move(each));
                                then(by_id);
                              })
    ->begin();
}

/// The order of a row; where nobody knows it, what the row itself tells.
order_view order_of(const notification_row& row, const orders_by_id& orders) {
  if (const auto known = orders.find(row.order); known != orders.end())
    return known->second;
  order_view out;
  out.id = row.order;
  out.brand = row.brand;
  out.store = row.store;
  out.customer = row.customer;
  return out;
}

response list_answer(const desk& at, const request& in, const resource& as,
                     const actors::numbered_notifications& page, const orders_by_id& orders) {
  json_writer out;
  out.begin_object().key("_embedded").begin_object().key(as.segment).begin_array();
  for (const auto& row : page.rows)
    write_row(out, in, as, {order_of(row, orders), row.number, at.parts.office->shelf(), &row});
  out.end_array().end_object();
  write_paging(out, in, as.segment, read_paging(in), page.total);
  return answer_to(in, 200, out.end_object().take());
}

void show_history(const desk& at, const exchange_ptr& to, const std::string& segment) {
  const auto place = wanted_history(at, to, segment);
  if (!place.owner)
    return;
  const auto wanted = read_paging(to->in());
  actors::list_notifications query;
  query.brand = brand_id{place.owner->brand};
  query.page = wanted.page;
  query.size = wanted.size;
  query.rising = wanted.rising;
  query.back = actors::reply<actors::numbered_notifications>{
    [at, to, place](const result<actors::numbered_notifications>& page) {
      if (!page)
        to->refuse(page.error());
      else
        with_orders(at, to, page->rows, [at, to, place, page](const orders_by_id& orders) {
          to->complete(list_answer(at, to->in(), *place.what, *page, orders));
        });
    }};
  at.parts.office->query(std::move(query));
}

using row_answerer = std::function<void(const notification_row&)>;

/// The row that the path names; otherwise 404 is answered.
void find_told(const desk& at, const exchange_ptr& to, const book::place& place,
               row_answerer then) {
  const auto number = read_number(to->in().parameter("id"));
  if (!number) {
    to->complete(nothing_here());
    return;
  }
  actors::list_notifications query;
  query.brand = brand_id{place.owner->brand};
  query.page = *number - 1;
  query.size = 1;
  query.back = actors::reply<actors::numbered_notifications>{
    [to, then = std::move(then)](const result<actors::numbered_notifications>& page) {
      if (!page)
        to->refuse(page.error());
      else if (page->rows.empty())
        to->complete(nothing_here());
      else
        then(page->rows.front());
    }};
  at.parts.office->query(std::move(query));
}

void show_told(const desk& at, const exchange_ptr& to, const book::place& place) {
  find_told(at, to, place, [at, to, place](const notification_row& row) {
    with_orders(at, to, {row}, [at, to, place, row](const orders_by_id& orders) {
      to->complete(row_answer(to->in(), 200, *place.what,
                              {order_of(row, orders), row.number, at.parts.office->shelf(), &row}));
    });
  });
}

void show_changed(const desk& at, const exchange_ptr& to, const book::place& place) {
  if (wants_body(to->in()))
    show_told(at, to, place);
  else
    to->complete(no_content());
}

/// The first message that has not been sent is tried again. What was sent meanwhile is done.
void send_again(const desk& at, const exchange_ptr& to, const book::place& place,
                const notification_row& row) {
  // One that nobody will send by itself goes first.
  const auto with = [&row](auto... wanted) {
    return std::find_if(row.messages.begin(), row.messages.end(), [=](const auto& each) {
      return ((each.status == wanted) || ...);
    });
  };
  auto open = with(message_status::dead, message_status::suppressed, message_status::skipped);
  if (open == row.messages.end())
    open = with(message_status::queued, message_status::retrying);
  if (open == row.messages.end()) {
    show_changed(at, to, place);
    return;
  }
  actors::reply<actors::message_row> back{
    [at, to, place](const result<actors::message_row>& sending) {
      if (sending || sending.code() == errc::notification_sent)
        show_changed(at, to, place);
      else
        to->refuse(sending.error());
    }};
  at.parts.office->redeliver({{row.order, row.version, row.to, open->channel}, std::move(back)});
}

void change(const desk& at, const exchange_ptr& to, const book::place& place,
            const notification_row& row) {
  const auto body = read_lenient_body(to->in());
  const auto name = first_of(body, place.what->status_members);
  const auto said = lower_case(name.empty() ? "" : body.text(name, {.min = 0, .max = 100}));
  const auto& words = place.what->send_words;
  const bool is_known = std::any_of(
    words.begin(), words.end(), [&](const std::string& word) { return lower_case(word) == said; });
  if (body.fault())
    to->refuse(*body.fault());
  else if (name.empty())
    show_changed(at, to, place);
  else if (is_known)
    send_again(at, to, place, row);
  else
    to->refuse(
      input_fault{422, "value_invalid", "is no status that can be set", std::string{name}});
}

template <class Serve>
handler of_history(const desk& at, std::string segment, Serve serve) {
  return [at, segment = std::move(segment), serve](const exchange_ptr& to) {
    if (const auto place = wanted_history(at, to, segment); place.owner)
      serve(at, to, place);
  };
}

} // namespace

handler history_handler(const desk& at, std::string segment) {
  return
    [at, segment = std::move(segment)](const exchange_ptr& to) { show_history(at, to, segment); };
}

handler told_row_handler(const desk& at, std::string segment) {
  return of_history(at, std::move(segment), &show_told);
}

handler send_again_handler(const desk& at, std::string segment) {
  return of_history(
    at, std::move(segment), [](const desk& desk, const exchange_ptr& to, const book::place& place) {
      find_told(desk, to, place,
                [desk, to, place](const notification_row& row) { change(desk, to, place, row); });
    });
}

} // namespace baedal::http::facades
