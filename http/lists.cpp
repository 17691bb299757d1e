#include "http/lists.hpp"

namespace baedal::http {

std::optional<page> wanted_page(const exchange_ptr& to, std::string_view list) {
  auto wanted = read_page(to->in(), list);
  if (wanted)
    return std::move(*wanted);
  to->refuse(wanted.fault());
  return std::nullopt;
}

} // namespace baedal::http
