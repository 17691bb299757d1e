#include "simulation/shown.hpp"

#include "persistence/event_codec.hpp"
#include "persistence/order_view_codec.hpp"

namespace baedal::simulation {

std::string text_of(const order_view& seen) {
  return persistence::encode_order_view(seen) + seen.address_text + seen.note;
}

std::string text_of(const store_view& seen) {
  store state;
  state.card = seen;
  return persistence::encode_state(state);
}

std::string text_of(const rider_view& seen) {
  rider state;
  state.seen = seen;
  return persistence::encode_state(state) + seen.name;
}

std::string text_of(const customer_view& seen) {
  customer state;
  state.seen = seen;
  return persistence::encode_state(state) + seen.name + seen.phone + seen.address_text;
}

std::string text_of(const brand_view& seen) {
  brand state;
  state.seen = seen;
  return persistence::encode_state(state);
}

std::string text_of(const sequence_view& seen) {
  return seen.name + ' ' + std::to_string(seen.last) + ' ' + std::to_string(seen.version);
}

order_view without_personal(order_view seen) {
  seen.customer_name.clear();
  seen.phone.clear();
  seen.address_text.clear();
  seen.address_area.clear();
  seen.address_at.reset();
  seen.note.clear();
  return seen;
}

rider_view without_personal(rider_view seen) {
  seen.name.clear();
  return seen;
}

customer_view without_personal(customer_view seen) {
  seen.name.clear();
  seen.phone.clear();
  seen.address_text.clear();
  return seen;
}

} // namespace baedal::simulation
