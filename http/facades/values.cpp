#include "http/facades/values.hpp"

#include "http/views.hpp"

#include <algorithm>
#include <charconv>

namespace baedal::http::facades {

namespace {

/// A value that is a text, null where it is empty.
template <class Get>
value text_of(Get get) {
  return [get](json_writer& out, const shown& what) { write_text(out, get(what)); };
}

/// A value of the order's first line, null without one.
template <class Write>
value of_line(Write write) {
  return [write](json_writer& out, const shown& what) {
    const auto& lines = !what.order.items.empty() ? what.order.items : what.order.removed_items;
    if (lines.empty())
      out.null();
    else
      write(out, lines.front());
  };
}

const std::string* typed_in(const order_view& order, std::string_view name) {
  const auto& all = order.metadata;
  const auto found = std::find_if(all.begin(), all.end(),
                                  [&](const metadata_entry& each) { return each.name == name; });
  return found == all.end() ? nullptr : &found->value;
}

} // namespace

void write_id(json_writer& out, std::string_view id) {
  std::int64_t number = 0;
  const auto* end = id.data() + id.size();
  const auto [stop, error] = std::from_chars(id.data(), end, number);
  if (error == std::errc{} && stop == end && std::to_string(number) == id)
    out.value(number);
  else
    write_text(out, id);
}

void write_text(json_writer& out, std::string_view text) {
  if (text.empty())
    out.null();
  else
    out.value(text);
}

value number() {
  return [](json_writer& out, const shown& what) { out.value(what.number); };
}

value customer() {
  return [](json_writer& out, const shown& what) { write_id(out, what.order.customer.value); };
}

value typed(std::string name) {
  return [name = std::move(name)](json_writer& out, const shown& what) {
    if (const auto* sent = typed_in(what.order, name))
      out.value(*sent);
    else
      out.null();
  };
}

value typed_id(std::string name) {
  return [name = std::move(name)](json_writer& out, const shown& what) {
    const auto* sent = typed_in(what.order, name);
    write_id(out, sent ? std::string_view{*sent} : std::string_view{});
  };
}

value in_words(label says) {
  return [says = std::move(says)](json_writer& out, const shown& what) {
    write_text(out, says(what.order));
  };
}

value text(std::string_view always_this) {
  return [always_this](json_writer& out, const shown&) { out.value(always_this); };
}

value nothing() {
  return [](json_writer& out, const shown&) { out.null(); };
}

value amount(money order_view::*which) {
  return [which](json_writer& out, const shown& what) { out.value((what.order.*which).won); };
}

value address() {
  return text_of([](const shown& what) { return what.order.address_text; });
}

value receiver() {
  return text_of([](const shown& what) { return what.order.customer_name; });
}

value phone() {
  return text_of([](const shown& what) { return what.order.phone; });
}

value item() {
  return of_line([](json_writer& out, const order_line& line) { write_id(out, line.item.value); });
}

value item_name() {
  return of_line([](json_writer& out, const order_line& line) { write_text(out, line.name); });
}

value quantity() {
  return of_line([](json_writer& out, const order_line& line) { out.value(line.quantity); });
}

value unit_price() {
  return of_line([](json_writer& out, const order_line& line) { out.value(line.unit_price.won); });
}

value options() {
  return of_line([](json_writer& out, const order_line& line) {
    std::string all;
    for (const auto& option : line.options)
      all.append(all.empty() ? "" : ", ").append(option);
    write_text(out, all);
  });
}

value placed_at() {
  return text_of([](const shown& what) { return seoul_timestamp(what.order.placed_at); });
}

value paid_at() {
  return text_of([](const shown& what) {
    const auto at = what.order.payment.approved_at;
    return at ? seoul_timestamp(*at) : std::string{};
  });
}

value updated_at() {
  return text_of([](const shown& what) { return seoul_timestamp(what.order.updated_at); });
}

value rider() {
  return [](json_writer& out, const shown& what) {
    write_id(out, what.order.delivery.rider.value_or(rider_id{}).value);
  };
}

value store_name() {
  return text_of([](const shown& what) {
    const auto card = what.shelf.store(what.order.store);
    return card ? card->name : std::string{};
  });
}

value reject_code() {
  return [](json_writer& out, const shown& what) {
    if (what.order.cancelled_for == cancel_cause::rejected)
      out.value(what.order.reject_code);
    else
      out.null();
  };
}

value reason() {
  return text_of([](const shown& what) { return what.order.cancel_reason; });
}

value card() {
  return text_of([](const shown& what) { return what.order.payment.card; });
}

value only_if(std::function<bool(const order_view&)> holds, value inner) {
  return [holds = std::move(holds), inner = std::move(inner)](json_writer& out, const shown& what) {
    if (holds(what.order))
      inner(out, what);
    else
      out.null();
  };
}

label by_status(std::vector<word_for> words) {
  return [words = std::move(words)](const order_view& order) -> std::string_view {
    const auto found = std::find_if(
      words.begin(), words.end(), [&](const word_for& each) { return each.when == order.status; });
    return found == words.end() ? std::string_view{} : found->word;
  };
}

bool is_cancelled(const order_view& order) noexcept {
  return order.status == order_status::cancelling || order.status == order_status::cancelled;
}

bool is_payment_cancelled(const order_view& order) noexcept {
  const auto& payment = order.payment;
  return is_cancelled(order) && payment.status != payment_status::refund_refused
         && payment.captured <= payment.refunded + payment.refund_due;
}

bool holds_money(const order_view& order) noexcept {
  const auto& payment = order.payment;
  return was_paid(order) || payment.captured > payment.refunded + payment.refund_due
         || payment.status == payment_status::refund_refused;
}

bool was_paid(const order_view& order) noexcept {
  return order.delivery.status != delivery_status::none; // It waits from the payment on.
}

bool is_unpaid(const order_view& order) noexcept {
  return !holds_money(order) && !is_payment_cancelled(order);
}

} // namespace baedal::http::facades
