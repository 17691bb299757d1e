#include "persistence/codec.hpp"
#include "persistence/members.hpp"

namespace baedal::persistence {

template <>
struct event_names<store_event> {
  static constexpr std::array<std::string_view, 10> list{
    "store_defined",   "item_defined",   "store_opened",  "store_closed",   "units_reserved",
    "units_committed", "units_released", "units_settled", "units_returned", "item_retired"};
};

template <class Via, class X>
void members(of<opening_period>, Via& via, X& x) {
  via.need("day", x.weekday).need("from", x.from).need("until", x.until).may("last", x.last_order);
}

template <class Via, class X>
void members(of<special_day>, Via& via, X& x) {
  via.need("date", x.date)
    .may("closed", x.closed)
    .may("from", x.from)
    .may("until", x.until, std::chrono::minutes{1440})
    .may("last", x.last_order);
}

template <class Via, class X>
void members(of<opening_hours>, Via& via, X& x) {
  via.may("periods", x.periods).may("special", x.special_days).may("last", x.last_order);
}

template <class Via, class X>
void members(of<menu_item>, Via& via, X& x) {
  via.need("id", x.id)
    .may("name", x.name)
    .need("price", x.price)
    .may("options", x.options)
    .may("stock", x.stock)
    .may("sold_out", x.sold_out);
}

template <class Via, class X>
void members(of<store_card>, Via& via, X& x) {
  via.need("id", x.id)
    .need("brand", x.brand)
    .may("name", x.name)
    .may("area", x.area)
    .may("at", x.at)
    .may("hours", x.hours)
    .may("zone", x.time_zone, std::string{"Asia/Seoul"})
    .may("fee", x.delivery_fee)
    .may("minimum", x.minimum_order)
    .may("radius", x.delivery_radius_metres)
    .may("areas", x.delivery_areas)
    .may("policy", x.overrides)
    .may("open", x.open, true)
    .may("closed_until", x.closed_until)
    .may("menu", x.menu)
    .may("version", x.version)
    .may("retired", x.retired);
}

template <class Via, class X>
void members(of<store_defined>, Via& via, X& x) {
  via.need("card", x.card);
}

template <class Via, class X>
void members(of<item_defined>, Via& via, X& x) {
  via.need("item", x.item).may("new", x.is_new).may("unsold", x.unsold);
}

template <class Via, class X>
void members(of<store_closed>, Via& via, X& x) {
  via.may("until", x.until);
}

template <class Via, class X>
void members(of<units_reserved>, Via& via, X& x) {
  via.need("order", x.order).need("lines", x.lines);
}

template <class Via, class X>
void members(of<stock_move>, Via& via, X& x) {
  via.need("item", x.item).need("n", x.quantity).need("unsold", x.unsold);
}

template <class Via, class X>
void members(of<units_committed>, Via& via, X& x) {
  via.need("order", x.order).may("sold", x.sold);
}

template <class Via, class X>
void members(of<units_released>, Via& via, X& x) {
  via.need("order", x.order).may("back", x.back);
}

template <class Via, class X>
void members(of<units_settled>, Via& via, X& x) {
  via.need("order", x.order);
}

template <class Via, class X>
void members(of<units_returned>, Via& via, X& x) {
  via.need("order", x.order).need("lines", x.lines).may("back", x.back);
}

template <class Via, class X>
void members(of<item_retired>, Via& via, X& x) {
  via.need("item", x.item).may("counted", x.counted);
}

template <class Via, class X>
void members(of<stock_reservation>, Via& via, X& x) {
  via.need("lines", x.lines).may("sold", x.committed);
}

template <class Via, class X>
void members(of<store>, Via& via, X& x) {
  via.need("card", x.card)
    .may("held", x.reservations)
    .may("hold", x.on_hold)
    .need("defined", x.defined)
    .need("version", x.version)
    .need("at", x.last_event_at);
}

template encoded_event encode_event(const store_event&, const event_meta&);
template result<decoded_event<store_event>> decode_event(std::string_view, std::string_view);
template std::string_view type_of(const store_event&);
template std::string encode_state(const store&);
template result<store> decode_state(std::string_view);

} // namespace baedal::persistence
