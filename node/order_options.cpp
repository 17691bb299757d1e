#include "node/order_options.hpp"

#include "gateways/gateway_url.hpp"

#include <charconv>

namespace baedal::node {

namespace {

/// Which fields a command of an order can carry.
enum field : unsigned {
  nothing = 0,
  store = 1,
  rider = 2,
  customer = 4,
  reason = 8,
  payer = 16, ///< method and token
  by = 32,
  item = 64,   ///< and quantity
  minutes = 128,
  code = 256,
};

struct action_row {
  const char* name;
  unsigned fields;
  const char* help;
};

constexpr action_row reads[] = {
  {"get", nothing, "Show an order"},
  {"history", nothing, "Show the events of an order"},
  {"payments", nothing, "Show the payments of an order"},
};

constexpr action_row commands[] = {
  {"pay", customer | payer, "Pay an order"},
  {"accept", store | minutes, "The store takes the order"},
  {"reject", store | reason | code, "The store declines the order"},
  {"start-cooking", store, "The store begins to cook"},
  {"finish-cooking", store, "The store has cooked"},
  {"pick", rider, "A rider takes the delivery"},
  {"withdraw", rider | reason, "The rider gives the delivery back"},
  {"start-delivery", rider, "The rider has left the store"},
  {"deliver", rider, "The rider has handed over"},
  {"confirm", customer, "The customer has received"},
  {"cancel", store | customer | reason | by, "Cancel an order"},
  {"report-accident", rider | reason, "The rider reports an accident"},
  {"remove-item", store | item | reason, "The store has run out of an item"},
  {"delay", store | minutes | reason, "The food will be ready later"},
  {"retry-refund", nothing, "Try a refused refund again"},
};

result<std::string> parse_server(const std::string& text) {
  if (auto url = gateways::parse_gateway_url(text); !url)
    return url.error();
  return text;
}

result<std::uint32_t> parse_whole(const std::string& text) {
  std::uint32_t number = 0;
  const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (fault != std::errc{} || end != text.data() + text.size())
    return refusal{errc::value_invalid, "must be a whole number"};
  return number;
}

option_set add_action(const option_set& orders, const char* name, const char* help,
                      order_call& to) {
  const auto add = orders.subcommand(name, help);
  add.parsed({"server", "URL", "the node", to.server}, into(to.server, parse_server));
  return add;
}

void add_command_fields(const option_set& add, unsigned fields, order_call& to) {
  if (fields & store)
    add.text({"store", "ID", "the store that speaks"}, to.store);
  if (fields & rider)
    add.text({"rider", "ID", "the rider who speaks"}, to.rider);
  if (fields & customer)
    add.text({"customer", "ID", "the customer who speaks"}, to.customer);
  if (fields & reason)
    add.text({"reason", "TEXT", "why"}, to.reason);
  if (fields & by)
    add.text({"by", "WHO", "who cancels: customer, store or ops"}, to.by);
  if (fields & payer) {
    add.text({"method", "METHOD", "how it is paid: card, cash or online"}, to.method);
    add.text({"token", "TOKEN", "the payment token; cash needs none"}, to.token);
    add.parsed({"delivery-fee", "WON", "another delivery fee, where the brand takes one"},
               into(to.delivery_fee, parse_whole));
  }
  if (fields & item) {
    add.text({"item", "ID", "what has run out"}, to.item);
    add.parsed({"quantity", "NUMBER", "how many of it; all where nothing is said"},
               into(to.quantity, parse_whole));
  }
  if (fields & code)
    add.parsed({"code", "NUMBER", "the store's own code for why"}, into(to.code, parse_whole));
  if (fields & minutes)
    add.parsed({"ready-in-minutes", "NUMBER", "when the food will be ready"},
               into(to.ready_in_minutes, parse_whole));
}

void add_body_options(const option_set& add, order_call& to) {
  add.text({"key", "KEY", "Idempotency-Key: a repeat with it does nothing twice"}, to.key);
  const auto help = "the body as JSON, instead of all options above but --server and --key";
  add.text({"json", "BODY", help}, to.json);
}

void add_place(const option_set& orders, order_call& to) {
  const auto add = add_action(orders, "place", "Place an order", to);
  add.text({"store", "ID", "the store; required unless --json says it"}, to.store);
  add.text({"customer", "ID", "the customer; required unless --json says it"}, to.customer);
  add.several({"item", "ITEM[:QUANTITY]",
               "what is ordered; required unless --json says it, may be repeated"},
              [&to](const std::string& text) -> result<unit> {
                auto read = parse_ordered_item(text);
                if (!read)
                  return read.error();
                to.items.push_back(*std::move(read));
                return unit{};
              });
  add.text({"brand", "ID", "the brand, where it is not the store's own"}, to.brand);
  add.text({"address", "TEXT", "where to deliver"}, to.address);
  add.text({"method", "METHOD", "how it is paid: card, cash or online"}, to.method);
  add.text({"token", "TOKEN", "the payment token: pays at once"}, to.token);
  add.text({"note", "TEXT", "a note for the store"}, to.note);
  add_body_options(add, to);
}

} // namespace

option_set add_order_options(const option_set& root, order_call& to) {
  const auto orders = root.subcommand("orders", "Place, follow and steer orders of a running node");
  orders.need_subcommand();
  add_place(orders, to);
  const auto add_row = [&](const action_row& row) {
    const auto add = add_action(orders, row.name, row.help, to);
    add.positional({"order", "ORDER", "the id of the order"}, to.order);
    add_command_fields(add, row.fields, to);
    return add;
  };
  for (const auto& row : reads)
    add_row(row);
  for (const auto& row : commands)
    add_body_options(add_row(row), to);
  return orders;
}

result<unit> check(const order_call& call) {
  if (call.action != "place" || !call.json.empty())
    return unit{};
  std::string missing;
  for (const auto& [name, is_there] : {std::pair{"--store", !call.store.empty()},
                                       std::pair{"--customer", !call.customer.empty()},
                                       std::pair{"--item", !call.items.empty()}})
    if (!is_there)
      missing += (missing.empty() ? "" : ", ") + std::string{name};
  if (missing.empty())
    return unit{};
  return refusal{errc::value_invalid, "orders place also needs " + missing
                                        + " (see baedal orders place --help)"};
}

} // namespace baedal::node
