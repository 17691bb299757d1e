#pragma once

#include "gateways/deadline_watch.hpp"
#include "gateways/gateway_url.hpp"
#include "gateways/payment_gateway.hpp"

#include <memory>
#include <mutex>
#include <string>
#include <vector>

namespace baedal::gateways {

/// A payment gateway that speaks the Toss Payments API over HTTP/1.1: JSON, Basic authentication
/// with the secret key as the user name, an Idempotency-Key header on all that changes something.
/// Connections are kept: as many as there are threads inside it at once.
class http_payment final : public payment_gateway {
public:
  http_payment(gateway_url place, std::string_view secret);
  ~http_payment() override;

  gateway_answer authorise(const authorise_call& call) noexcept override;
  gateway_answer look_up(const look_up_call& call) noexcept override;
  gateway_answer refund(const refund_call& call) noexcept override;

private:
  class line;      ///< one connection
  struct question; ///< one request
  struct heard;    ///< a reply, or why there is none

  heard ask(const question& what);
  gateway_answer refund_once(const refund_call& call);
  std::unique_ptr<line> take_line();
  void give_back(std::unique_ptr<line> free);

  gateway_url place_;
  std::string secret_;
  deadline_watch watch_;
  std::mutex mutex_;
  std::vector<std::unique_ptr<line>> free_;
};

} // namespace baedal::gateways
