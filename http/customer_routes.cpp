#include "http/customer_routes.hpp"

#include "http/lists.hpp"
#include "http/party_input.hpp"

namespace baedal::http {

namespace {

using told = actors::answer<customer_view>;

constexpr auto parameter = "customer_id";

void put_customer(const api_parts& parts, const exchange_ptr& to) {
  auto sent = read_customer(to->in(), customer_id{std::string{to->in().parameter(parameter)}});
  if (!sent) {
    to->refuse(sent.fault());
    return;
  }
  auto id = sent->command.id.value;
  send<customer>(parts, to, {std::move(id), std::move(sent->command), std::move(sent->personal)},
                 [](const told& now) { return put_answer(now, &customer_json); });
}

void erase_customer(const api_parts& parts, const exchange_ptr& to, std::string id) {
  send<customer>(parts, to, {std::move(id), erase_personal{}},
                 [](const told& now) { return put_answer(now, &customer_json); });
}

/// Whoever orders needs no profile, so an unknown customer has an empty list.
void list_orders(const api_parts& parts, const exchange_ptr& to, std::string id) {
  auto list = "customer_orders/" + id;
  const auto wanted = wanted_page(to, list);
  if (!wanted)
    return;
  send_query<actors::list_customer_orders, order_view>(
    parts, to,
    {customer_id{std::move(id)}, wanted->after.value_or(""),
     static_cast<std::size_t>(wanted->limit), {}},
    {"orders", std::move(list)}, &write_order_row);
}

void show_customer(const api_parts& parts, const exchange_ptr& to, std::string id) {
  show_entity<customer>(parts, to, std::move(id), &customer_json);
}

template <class Show>
handler of_customer(const api_parts& parts, Show show) {
  return with_id(parameter, errc::customer_unknown,
                 [parts, show](const exchange_ptr& to, std::string id) {
                   show(parts, to, std::move(id));
                 });
}

} // namespace

std::vector<route> customer_routes(const api_parts& parts) {
  const std::string one = "/api/v1/customers/{customer_id}";
  return {
    {verb::put, one, [parts](const exchange_ptr& to) { put_customer(parts, to); }},
    {verb::get, one, of_customer(parts, &show_customer)},
    {verb::remove, one + "/personal", of_customer(parts, &erase_customer)},
    {verb::get, one + "/orders", of_customer(parts, &list_orders)},
  };
}

} // namespace baedal::http
