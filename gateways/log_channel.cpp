#include "gateways/log_channel.hpp"

#include <nlohmann/json.hpp>
#include <spdlog/spdlog.h>

#include <exception>

namespace baedal::gateways {

send_answer log_channel::send(const outgoing_message& message, instant) noexcept try {
  const send_answer done{send_answer::verdict::sent, {}, "log"};
  if (!spdlog::should_log(spdlog::level::info))
    return done;
  using json = nlohmann::ordered_json;
  const json line{{"id", message.id},
                  {"carrier", to_string(instead_of_)},
                  {"brand", message.brand.value},
                  {"order_id", message.order.value},
                  {"event", to_string(message.what)},
                  {"audience", to_string(message.to)},
                  {"recipient", message.recipient},
                  {"text", message.text}};
  spdlog::info("notification {}", line.dump(-1, ' ', false, json::error_handler_t::replace));
  return done;
} catch (const std::exception&) {
  return {send_answer::verdict::again, "the log failed", {}};
}

} // namespace baedal::gateways
