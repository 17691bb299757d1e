#include "sandbox/sandbox_server.hpp"

#include "http/front_door.hpp"
#include "sandbox/notification_desk.hpp"
#include "sandbox/payment_desk.hpp"
#include "sandbox/sandbox_routes.hpp"

#include <atomic>
#include <utility>

namespace baedal::sandbox {

namespace {

using namespace std::chrono_literals;

/// Held connections take a thread each, and holding them is what the sandbox is for.
http::front_door_settings settings(const std::shared_ptr<std::atomic<bool>>& lost) {
  http::front_door_settings out;
  out.threads = 1024;
  out.deadline = 15s;
  out.on_lost = [lost] { *lost = true; };
  return out;
}

} // namespace

struct sandbox_server::parts {
  std::shared_ptr<std::atomic<bool>> lost = std::make_shared<std::atomic<bool>>(false);
  std::shared_ptr<payment_desk> desk;
  std::shared_ptr<notification_desk> letter_box;
  std::unique_ptr<http::front_door> door;
  std::uint16_t port = 0;
};

result<std::unique_ptr<sandbox_server>> sandbox_server::start(const sandbox_options& options) {
  auto made = std::make_unique<parts>();
  auto desk = payment_desk::open(options.data);
  if (!desk)
    return desk.error();
  made->desk = std::move(*desk);
  http::route_table routes;
  routes.add(sandbox_routes(made->desk));
  made->letter_box = std::make_shared<notification_desk>(options.keys);
  routes.add(receiver_routes(made->letter_box));
  made->door = std::make_unique<http::front_door>(std::move(routes), settings(made->lost));
  const auto port = made->door->start(options.host, options.port);
  if (!port)
    return port.error();
  made->port = *port;
  return std::unique_ptr<sandbox_server>{new sandbox_server{std::move(made)}};
}

sandbox_server::sandbox_server(std::unique_ptr<parts> made) : parts_(std::move(made)) {
  // nop
}

sandbox_server::~sandbox_server() {
  parts_->door->stop();
  parts_->letter_box->stop();
  parts_->desk->stop(); // Whoever is held gets 503 now, which frees the threads to be joined.
  http::front_door::join_retired();
}

std::uint16_t sandbox_server::port() const {
  return parts_->port;
}

bool sandbox_server::is_up() const {
  return !*parts_->lost;
}

} // namespace baedal::sandbox
