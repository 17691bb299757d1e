#include "persistence/order_view_codec.hpp"

#include "persistence/json_reader.hpp"
#include "persistence/json_writer.hpp"
#include "persistence/members.hpp"

#include <exception>

namespace baedal::persistence {

template <class Via, class X>
void members(of<payment_view>, Via& via, X& x) {
  via.may("status", x.status)
    .may("method", x.method)
    .may("amount", x.amount)
    .may("captured", x.captured)
    .may("refunded", x.refunded)
    .may("refund_due", x.refund_due)
    .may("cash", x.cash)
    .may("cash_refunded", x.cash_refunded)
    .may("key", x.key)
    .may("failure", x.failure)
    .may("card", x.card)
    .may("deferred", x.deferred)
    .may("approved_at", x.approved_at);
}

template <class Via, class X>
void members(of<delivery_view>, Via& via, X& x) {
  via.may("status", x.status)
    .may("rider", x.rider)
    .may("offers", x.offers)
    .may("former", x.former_riders)
    .may("picked_at", x.picked_at)
    .may("started_at", x.started_at)
    .may("delivered_at", x.delivered_at);
}

template <class Via, class X>
void members(of<order_view>, Via& via, X& x) {
  via.need("id", x.id)
    .need("brand", x.brand)
    .need("store", x.store)
    .need("customer", x.customer)
    .need("status", x.status)
    .may("payment", x.payment)
    .may("delivery", x.delivery)
    .need("items", x.items)
    .may("removed", x.removed_items)
    .may("meta", x.metadata)
    .may("items_total", x.items_total)
    .may("delivery_fee", x.delivery_fee)
    .may("total", x.total)
    .may("area", x.area)
    .may("store_at", x.store_at)
    .may("cancelled_for", x.cancelled_for)
    .may("cancel_reason", x.cancel_reason)
    .may("reject_code", x.reject_code)
    .may("promised_ready_at", x.promised_ready_at)
    .may("eta", x.eta)
    .need("placed_at", x.placed_at)
    .need("updated_at", x.updated_at)
    .may("hidden", x.hidden)
    .need("version", x.version)
    .may("parts", x.parts);
}

std::string encode_order_view(const order_view& view) {
  std::string out;
  out.reserve(768);
  json_writer object{out};
  members(of<order_view>{}, object, view);
  object.close();
  return out;
}

result<order_view> decode_order_view(std::string_view text) {
  try {
    if (auto view = from_json<order_view>(text))
      return std::move(*view);
  } catch (const std::exception&) { // Whatever the JSON library finds to object to.
  }
  return refusal{errc::history_unreadable, "cannot decode an order of the read model"};
}

} // namespace baedal::persistence
