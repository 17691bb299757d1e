#pragma once

#include "actors/catalogue.hpp"
#include "domain/order_commands.hpp"
#include "http/problem.hpp"

#include <map>
#include <span>

namespace baedal::http {

/// A request to place an order, as it was sent.
struct placing {
  place_order order;
  bool names_brand = false; ///< else it is the store's
  std::map<std::string, std::string> personal;
  std::optional<std::string> key;
};

checked<placing> read_placing(const request& in);

/// Fills in what the catalogue and the key decide: brand, card, policy and the order's id.
result<unit> complete(placing& what, const actors::catalogue& shelf, std::string_view body);

/// The commands of `POST /api/v1/orders/{id}/<action>`.
std::span<const std::string_view> order_actions();

/// The command of one of `order_actions`.
checked<order_command> read_order_command(std::string_view action, const request& in);

} // namespace baedal::http
