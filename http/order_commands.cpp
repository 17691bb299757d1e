#include "http/order_handlers.hpp"
#include "http/order_input.hpp"
#include "http/sending.hpp"
#include "http/views.hpp"

namespace baedal::http {

namespace {

response new_state(const order_view& order, int status) {
  return with_entity_tag(json(status, order_json(order)), order.version);
}

/// Nothing is decided while the order still waits for its money.
int status_of_pay(const order_view& order) {
  return order.status == order_status::placed && order.payment.status != payment_status::approved
           ? 202
           : 200;
}

} // namespace

handler command_handler(const api_parts& parts, std::string_view action) {
  const bool pays = action == "pay";
  return with_id("id", errc::order_unknown,
                 [parts, pays, action = std::string{action}](const exchange_ptr& to,
                                                            std::string id) {
                   auto command = read_order_command(action, to->in());
                   if (!command) {
                     to->refuse(command.fault());
                     return;
                   }
                   send<order>(parts, to, {std::move(id), std::move(*command)},
                               [pays](const actors::answer<order_view>& told) {
                                 return new_state(told.view, pays ? status_of_pay(told.view) : 200);
                               });
                 });
}

handler erase_order_handler(const api_parts& parts) {
  return with_id("id", errc::order_unknown, [parts](const exchange_ptr& to, std::string id) {
    send<order>(
      parts, to, {std::move(id), erase_personal{}},
      [](const actors::answer<order_view>& told) { return new_state(told.view, 200); });
  });
}

} // namespace baedal::http
