#include "actors/notification_text.hpp"
#include "http/brand_events.hpp"
#include "http/facades/values.hpp"
#include "http/flat_members.hpp"
#include "http/topic_words.hpp"
#include "http/views.hpp"

#include <algorithm>

namespace baedal::http::facades {

namespace {

using actors::notification_row;

/// A value that is read from the notification.
template <class Write>
value of_told(Write write) {
  return [write](json_writer& out, const shown& what) {
    if (what.told)
      write(out, *what.told, what);
    else
      out.null();
  };
}

/// The brand's own event for what somebody was told of; null where it has none.
const brand_event* event_of(const notification_row& told) {
  const auto found = brand_events(told.brand.value, to_string(told.what), {});
  return found.empty() ? nullptr : found.front();
}

} // namespace

value told_at() {
  return of_told([](json_writer& out, const notification_row& told, const shown&) {
    out.value(seoul_timestamp(told.at));
  });
}

value told_event() {
  return of_told([](json_writer& out, const notification_row& told, const shown&) {
    if (const auto* event = event_of(told))
      out.value(event->name);
    else
      out.value(event_name(to_string(told.what)));
  });
}

value told_state() {
  return of_told([](json_writer& out, const notification_row& told, const shown&) {
    const auto* event = event_of(told);
    write_text(out, event ? event->status : std::string_view{});
  });
}

value told_text() {
  return of_told([](json_writer& out, const notification_row& told, const shown& what) {
    write_text(out, actors::text_of(told, what.shelf));
  });
}

value about_order() {
  return of_told([](json_writer& out, const notification_row& told, const shown&) {
    write_order_number(out, told.order.value);
  });
}

value to_customer(value inner) {
  return [inner = std::move(inner)](json_writer& out, const shown& what) {
    if (what.told && what.told->to == audience::customer)
      inner(out, what);
    else
      out.null();
  };
}

value sent_or(std::string_view word) {
  return of_told([word](json_writer& out, const notification_row& told, const shown&) {
    const auto& all = told.messages;
    const auto open = std::find_if(all.begin(), all.end(), [](const actors::message_row& each) {
      return each.status != message_status::sent;
    });
    if (open != all.end())
      out.value(to_string(open->status));
    else
      write_text(out, all.empty() ? std::string_view{} : word);
  });
}

} // namespace baedal::http::facades
