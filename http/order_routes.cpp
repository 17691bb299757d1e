#include "http/order_routes.hpp"

#include "http/order_handlers.hpp"
#include "http/order_input.hpp"

namespace baedal::http {

std::vector<route> order_routes(const api_parts& parts) {
  const std::string orders = "/api/v1/orders";
  const std::string one = orders + "/{id}";
  std::vector<route> rows{
    {verb::post, orders, place_handler(parts)},
    {verb::get, one, order_handler(parts)},
    {verb::get, one + "/history", history_handler(parts)},
    {verb::get, one + "/stream", stream_handler(parts)},
  };
  for (const auto action : order_actions())
    rows.push_back({verb::post, one + "/" + std::string{action}, command_handler(parts, action)});
  rows.push_back({verb::remove, one + "/personal", erase_order_handler(parts)});
  rows.push_back({verb::get, one + "/payments", payments_handler(parts)});
  rows.push_back({verb::get, one + "/notifications", notifications_handler(parts)});
  return rows;
}

} // namespace baedal::http
