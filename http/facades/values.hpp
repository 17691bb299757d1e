#pragma once

#include "http/facades/shape.hpp"

namespace baedal::http::facades {

// What writes the members of rows.

using value = std::function<void(json_writer&, const shown&)>;

/// An id as clients know it: a number where it reads as one ("10", never "010"), else a text.
void write_id(json_writer& out, std::string_view id);

/// A text, null where it is empty.
void write_text(json_writer& out, std::string_view text);

value number(); ///< the order's
value customer();
value typed(std::string name);     ///< a text that the client sent, null if it did not
value typed_id(std::string name);  ///< the same as an id
value in_words(label says);        ///< null where the label has no word
value text(std::string_view what); ///< always this
value nothing();                   ///< null: we know no such thing
value amount(money order_view::*what);
value address();
value receiver();
value phone();
value item(); ///< the first line's item
value item_name();
value quantity();
value unit_price();
value options(); ///< of the first line, joined by ", "
value placed_at();
value paid_at(); ///< null until then
value updated_at();
value rider();
value store_name();
value reject_code();
value reason(); ///< of a cancel or a reject
value card();   ///< masked

// Of notifications.
value told_at();
value told_event(); ///< in the brand's words for events
value told_state(); ///< the brand's word for the state after the event, null where it has none
value told_text();
value about_order();            ///< the number of the order, or its id
value to_customer(value inner); ///< null where somebody else was told
/// `word` once all messages are sent, else what became of one.
value sent_or(std::string_view word);

/// `inner` while `holds`, else null.
value only_if(std::function<bool(const order_view&)> holds, value inner);

// Labels.

struct word_for {
  order_status when;
  std::string_view word;
};

/// The word of the order's status.
label by_status(std::vector<word_for> words);

/// Whether the order is being cancelled, or was.
bool is_cancelled(const order_view& order) noexcept;

/// Whether its payment is cancelled: the order is, and all that was paid went back or is on its
/// way. Money that stays here, or that the gateway refuses to give back, is none of it.
bool is_payment_cancelled(const order_view& order) noexcept;

/// Whether it was paid, or money that came too late is still here.
bool holds_money(const order_view& order) noexcept;

/// Whether it was paid at any time.
bool was_paid(const order_view& order) noexcept;

/// No money of it is here, and it is not cancelled.
bool is_unpaid(const order_view& order) noexcept;

} // namespace baedal::http::facades
