#include "gateways/embedded_payment.hpp"
#include "gateways/http_payment.hpp"
#include "gateways/payment_gateway.hpp"

namespace baedal::gateways {

result<std::shared_ptr<payment_gateway>> make_payment_gateway(std::string_view url,
                                                              std::string_view secret) {
  if (url == "embedded")
    return std::shared_ptr<payment_gateway>{std::make_shared<embedded_payment>()};
  const auto place = parse_gateway_url(url);
  if (!place)
    return place.error();
  return std::shared_ptr<payment_gateway>{std::make_shared<http_payment>(*place, secret)};
}

} // namespace baedal::gateways
