#pragma once

#include "gateways/http_line.hpp"
#include "gateways/notification_documents.hpp"

namespace baedal::gateways {

/// How a service of Naver Cloud's SENS is reached.
struct sens_access {
  gateway_url place;
  std::string service; ///< its id, a segment of the path
  std::string access_key;
  std::string secret_key;
  std::chrono::milliseconds answer_within{5'000};
};

/// Requests to one service, signed.
class sens_service {
public:
  /// `api` is "alimtalk" or "sms".
  sens_service(sens_access access, std::string_view api);

  send_answer post(std::string body, const std::string& message_id, instant now);

private:
  sens_access access_;
  std::string path_;
  http_lines lines_;
};

/// KakaoTalk messages, with an SMS in their stead where the receiver has no KakaoTalk.
class http_alimtalk final : public notification_channel {
public:
  http_alimtalk(sens_access access, alimtalk_sender from);
  send_answer send(const outgoing_message& message, instant now) noexcept override;
  [[nodiscard]] bool needs_phone() const noexcept override { return true; }

private:
  alimtalk_sender from_;
  sens_service service_;
};

class http_sms final : public notification_channel {
public:
  http_sms(sens_access access, std::string from);
  send_answer send(const outgoing_message& message, instant now) noexcept override;
  [[nodiscard]] bool needs_phone() const noexcept override { return true; }

private:
  std::string from_;
  sens_service service_;
};

} // namespace baedal::gateways
