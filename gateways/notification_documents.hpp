#pragma once

#include "gateways/http_line.hpp"
#include "gateways/notification_channel.hpp"

namespace baedal::gateways {

// What goes out and what comes back, as text. Pure: no connection is needed to write or read it.
// AlimTalk and SMS have the shape of Naver Cloud's SENS API, version 2:
// https://api.ncloud-docs.com/docs/ai-application-service-sens-alimtalkv2
// https://api.ncloud-docs.com/docs/ai-application-service-sens-smsv2

/// A number as it is dialled in Korea: "01012345678" from "010-1234-5678" or "+82 10 1234 5678".
/// Nothing where it is none.
std::optional<std::string> dialled(std::string_view phone);

/// The code under which the text of an event was approved: "pizza_order_placed".
std::string template_code(const outgoing_message& message);

struct alimtalk_sender {
  std::string channel;  ///< "@baedal", `plusFriendId`
  std::string sms_from; ///< number that stands in for it by SMS; empty: nobody does
};
std::string alimtalk_body(const outgoing_message& message, std::string_view to,
                          const alimtalk_sender& from);
/// Type SMS up to 80 bytes of EUC-KR, as which Korean letters count two; beyond it LMS.
std::string sms_body(const outgoing_message& message, std::string_view to, std::string_view from);
/// `{"type":"order.delivery_started","timestamp":…,"data":{…}}`; holds nothing personal.
std::string webhook_body(const outgoing_message& message);

/// 202 with a request id. What is wrong with the message is final; what is wrong with us or with
/// the server is not.
send_answer read_sens(const http_heard& heard);
/// Any 2xx. 410 switches the endpoint off; everything else is tried again.
send_answer read_webhook(const http_heard& heard);

} // namespace baedal::gateways
