#include "http/sending.hpp"

#include "domain/checks.hpp"

namespace baedal::http {

std::optional<std::string> path_id(const request& in, std::string_view parameter) {
  std::string id{in.parameter(parameter)};
  if (fault_of_id(id, {}))
    return std::nullopt;
  return id;
}

handler with_id(std::string_view parameter, errc unknown,
                std::function<void(const exchange_ptr&, std::string)> then) {
  return [parameter = std::string{parameter}, unknown, then = std::move(then)](exchange_ptr to) {
    if (auto id = path_id(to->in(), parameter))
      then(to, *std::move(id));
    else
      to->refuse(unknown);
  };
}

} // namespace baedal::http
