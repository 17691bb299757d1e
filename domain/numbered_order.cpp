#include "domain/numbered_order.hpp"

#include <charconv>

namespace baedal {

std::optional<numbered_order> parse_numbered_order(const order_id& id) {
  const auto dash = id.value.rfind('-');
  if (dash == std::string::npos || dash == 0)
    return std::nullopt;
  const auto* first = id.value.data() + dash + 1;
  const auto* last = id.value.data() + id.value.size();
  std::uint64_t number = 0;
  const auto [end, error] = std::from_chars(first, last, number);
  if (error != std::errc{} || end != last || *first == '0')
    return std::nullopt;
  return numbered_order{id.value.substr(0, dash), number};
}

order_id id_of(const numbered_order& what) {
  return order_id{what.collection + "-" + std::to_string(what.number)};
}

} // namespace baedal
