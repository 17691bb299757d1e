#pragma once

#include "http/message.hpp"
#include "sandbox/behaviour.hpp"
#include "sandbox/receiver_behaviour.hpp"
#include "sandbox/signature_check.hpp"
#include "sandbox/timer.hpp"

#include <functional>
#include <map>

namespace baedal::sandbox {

/// Called exactly once, from any thread, unless the desk ends before.
using response_fn = std::function<void(http::response)>;

/// Where notifications arrive: in the shape of SENS AlimTalk, SENS SMS and Standard Webhooks. It
/// checks signatures, knows repeats by the sender's own id of a message (the Idempotency-Key of
/// SENS, `webhook-id`), and keeps in memory what came. Thread-safe.
class notification_desk {
public:
  explicit notification_desk(notification_keys keys) : keys_(std::move(keys)) {}

  /// Drops all who wait for an answer. Safe to repeat.
  void stop() { timer_.stop(); }

  void alimtalk(const http::request& in, response_fn reply);
  void sms(const http::request& in, response_fn reply);
  void webhook(const http::request& in, response_fn reply);

  /// `{"notifications":[{"id","carrier","to","text","event","sms_failover","received",
  /// "conflicting"}],"refused":n}` in the order of the first arrivals. `received` counts arrivals
  /// of one id; `conflicting` those with another content than the first.
  [[nodiscard]] http::response books() const;
  [[nodiscard]] http::response read_behaviour() const;
  http::response set_behaviour(std::string_view body);

private:
  struct arrival {
    std::string id;
    std::string carrier;
    std::string to;
    std::string text;
    std::string event; ///< template code, or the type of a webhook
    bool sms_failover = false; ///< the sender asked for an SMS where it does not arrive
    std::string answer = {};
    int received = 1;
    int conflicting = 0;
  };
  using parse_fn = bool (*)(const std::string& body, arrival& out);

  void receive(const http::request& in, const char* carrier, parse_fn parse,
               const response_fn& reply);
  std::optional<http::response> misbehave(bool webhook);
  http::response accept(arrival what);
  void send(http::response what, std::chrono::milliseconds delay, const response_fn& reply);
  static bool parse_alimtalk(const std::string& body, arrival& out);
  static bool parse_sms(const std::string& body, arrival& out);
  static bool parse_webhook(const std::string& body, arrival& out);

  mutable std::mutex mutex_;
  notification_keys keys_;
  receiver_behaviour how_;
  dice dice_{how_.seed};
  std::vector<arrival> arrivals_;
  std::map<std::string, std::size_t> by_id_;
  int refused_ = 0;
  timer timer_;
};

} // namespace baedal::sandbox
