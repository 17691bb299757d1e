#include "gateways/make_notification_channels.hpp"

#include "gateways/http_sens.hpp"
#include "gateways/http_webhook.hpp"
#include "gateways/log_channel.hpp"
#include "gateways/signatures.hpp"

namespace baedal::gateways {

namespace {

using made = result<std::shared_ptr<notification_channel>>;

template <class Channel, class... Args>
made channel_of(Args&&... args) {
  return std::shared_ptr<notification_channel>{
    std::make_shared<Channel>(std::forward<Args>(args)...)};
}

sens_access access_of(const notification_settings& how, gateway_url place,
                      const std::string& service) {
  return {std::move(place), service, how.ncp_access_key, how.ncp_secret_key, how.answer_within};
}

made make_alimtalk(const notification_settings& how) {
  if (how.alimtalk_url.empty())
    return channel_of<log_channel>(carrier::alimtalk);
  auto place = parse_gateway_url(how.alimtalk_url);
  if (!place)
    return place.error();
  return channel_of<http_alimtalk>(access_of(how, *place, how.alimtalk_service),
                                   alimtalk_sender{how.alimtalk_sender, how.sms_from});
}

made make_sms(const notification_settings& how) {
  if (how.sms_url.empty())
    return channel_of<log_channel>(carrier::sms);
  auto place = parse_gateway_url(how.sms_url);
  if (!place)
    return place.error();
  return channel_of<http_sms>(access_of(how, *place, how.sms_service), how.sms_from);
}

made make_webhook(const notification_settings& how) {
  if (how.webhook_url.empty())
    return channel_of<log_channel>(carrier::webhook);
  auto place = parse_gateway_url(how.webhook_url);
  if (!place)
    return place.error();
  auto key = webhook_key(how.webhook_secret);
  if (!key)
    return refusal{errc::value_invalid,
                   "--webhook-secret is whsec_ and the base64 of 24 to 64 bytes"};
  return channel_of<http_webhook>(*std::move(place), *std::move(key), how.answer_within);
}

} // namespace

result<notification_channels> make_notification_channels(const notification_settings& how) {
  notification_channels all;
  for (const auto& [by, make] :
       {std::pair{carrier::alimtalk, &make_alimtalk}, std::pair{carrier::sms, &make_sms},
        std::pair{carrier::webhook, &make_webhook}}) {
    auto channel = make(how);
    if (!channel)
      return channel.error();
    all.emplace(by, *std::move(channel));
  }
  all.emplace(carrier::log, std::make_shared<log_channel>(carrier::log));
  return all;
}

} // namespace baedal::gateways
