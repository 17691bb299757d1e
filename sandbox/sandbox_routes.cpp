#include "sandbox/sandbox_routes.hpp"

#include "sandbox/documents.hpp"
#include "sandbox/notification_desk.hpp"
#include "sandbox/payment_desk.hpp"

#include <utility>

namespace baedal::sandbox {

namespace {

using http::exchange_ptr;
using http::verb;

constexpr const char* front_page = R"(baedal payment sandbox

POST /v1/payments/confirm               {"paymentKey","orderId","amount"}
POST /v1/payments/{paymentKey}/cancel   {"cancelReason","cancelAmount"?}
GET  /v1/payments/{paymentKey}
GET  /v1/payments/orders/{orderId}
     with any Basic credentials; POST takes an Idempotency-Key

GET  /sandbox/payments                  the books
GET  /sandbox/behaviour
PUT  /sandbox/behaviour                 {"latency_ms","decline_rate","error_rate",
                                         "timeout_after_success_rate","capture_delay_ms",
                                         "down","seed"}; what is left out is off

POST /alimtalk/v2/services/{service}/messages   SENS AlimTalk, signed
POST /sms/v2/services/{service}/messages        SENS SMS, signed
POST /webhook                                   Standard Webhooks, signed
GET  /sandbox/notifications             what came
GET  /sandbox/notifications/behaviour
PUT  /sandbox/notifications/behaviour   {"latency_ms","error_rate","busy_rate",
                                         "timeout_after_success_rate","down","gone_410","seed"}
GET  /livez

Every token is approved except tok_declined.
)";

void answer(const exchange_ptr& with, desk_reply reply) {
  with->complete(http::json(reply.status, std::move(reply.body)));
}

reply_fn reply_to(const exchange_ptr& with) {
  return [with](desk_reply reply) { answer(with, std::move(reply)); };
}

bool has_credentials(const http::request& in) {
  constexpr std::string_view scheme = "Basic ";
  const auto header = in.header("authorization").value_or("");
  return header.starts_with(scheme) && header.size() > scheme.size();
}

/// The handler of a route of the payment API.
http::handler guarded(std::function<void(const exchange_ptr&)> handle) {
  return [handle = std::move(handle)](const exchange_ptr& with) {
    if (has_credentials(with->in()))
      return handle(with);
    const gateway_error why{401, "UNAUTHORIZED_KEY", "Basic credentials are missing."};
    answer(with, {why.status, to_json(why)});
  };
}

std::string parameter(const exchange_ptr& with, std::string_view name) {
  return std::string{with->in().parameter(name)};
}

std::string idempotency_key(const exchange_ptr& with) {
  return std::string{with->in().header("idempotency-key").value_or("")};
}

std::vector<http::route> payment_api(const std::shared_ptr<payment_desk>& desk) {
  return {
    {verb::post, "/v1/payments/confirm", guarded([desk](const exchange_ptr& with) {
       desk->confirm(with->in().body, idempotency_key(with), reply_to(with));
     })},
    {verb::post, "/v1/payments/{payment_key}/cancel", guarded([desk](const exchange_ptr& with) {
       desk->cancel(parameter(with, "payment_key"), with->in().body, idempotency_key(with),
                    reply_to(with));
     })},
    {verb::get, "/v1/payments/{payment_key}", guarded([desk](const exchange_ptr& with) {
       desk->look_up_payment(parameter(with, "payment_key"), reply_to(with));
     })},
    {verb::get, "/v1/payments/orders/{order_id}", guarded([desk](const exchange_ptr& with) {
       desk->look_up_order(parameter(with, "order_id"), reply_to(with));
     })},
  };
}

} // namespace

std::vector<http::route> sandbox_routes(std::shared_ptr<payment_desk> desk) {
  auto rows = payment_api(desk);
  rows.push_back({verb::get, "/sandbox/payments",
                  [desk](const exchange_ptr& with) { desk->books(reply_to(with)); }});
  rows.push_back({verb::get, "/sandbox/behaviour",
                  [desk](const exchange_ptr& with) { answer(with, desk->read_behaviour()); }});
  rows.push_back({verb::put, "/sandbox/behaviour", [desk](const exchange_ptr& with) {
                    answer(with, desk->set_behaviour(with->in().body));
                  }});
  rows.push_back({verb::get, "/livez", [](const exchange_ptr& with) {
                    answer(with, {200, R"({"status":"up"})"});
                  }});
  rows.push_back({verb::get, "/", [](const exchange_ptr& with) {
                    with->complete({200, "text/plain; charset=utf-8", front_page, {}});
                  }});
  return rows;
}

namespace {

using receive_fn = void (notification_desk::*)(const http::request&, response_fn);

http::handler receiver(const std::shared_ptr<notification_desk>& desk, receive_fn receive) {
  return [desk, receive](const exchange_ptr& with) {
    ((*desk).*receive)(with->in(),
                       [with](http::response what) { with->complete(std::move(what)); });
  };
}

} // namespace

std::vector<http::route> receiver_routes(std::shared_ptr<notification_desk> desk) {
  return {
    {verb::post, "/alimtalk/v2/services/{service}/messages",
     receiver(desk, &notification_desk::alimtalk)},
    {verb::post, "/sms/v2/services/{service}/messages", receiver(desk, &notification_desk::sms)},
    {verb::post, "/webhook", receiver(desk, &notification_desk::webhook)},
    {verb::get, "/sandbox/notifications",
     [desk](const exchange_ptr& with) { with->complete(desk->books()); }},
    {verb::get, "/sandbox/notifications/behaviour",
     [desk](const exchange_ptr& with) { with->complete(desk->read_behaviour()); }},
    {verb::put, "/sandbox/notifications/behaviour",
     [desk](const exchange_ptr& with) { with->complete(desk->set_behaviour(with->in().body)); }},
  };
}

} // namespace baedal::sandbox
