#include "tests/http/open_door.hpp"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <stdexcept>
#include <sys/socket.h>
#include <unistd.h>

namespace baedal::http {

using namespace std::chrono_literals;

void signal::raise() {
  const std::lock_guard held{mutex_};
  raised_ = true;
  changed_.notify_all();
}

bool signal::wait(std::chrono::milliseconds at_most) {
  std::unique_lock held{mutex_};
  return changed_.wait_for(held, at_most, [this] { return raised_; });
}

raw_client::raw_client(std::uint16_t port) : descriptor_(::socket(AF_INET, SOCK_STREAM, 0)) {
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(port);
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  const timeval patience{20, 0};
  ::setsockopt(descriptor_, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
  if (::connect(descriptor_, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0)
    throw std::runtime_error("cannot connect");
}

raw_client::~raw_client() {
  ::close(descriptor_);
}

bool raw_client::send(std::string_view bytes) {
  while (!bytes.empty()) {
    const auto count = ::send(descriptor_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
    if (count <= 0)
      return false;
    bytes.remove_prefix(static_cast<std::size_t>(count));
  }
  return true;
}

void raw_client::half_close() {
  ::shutdown(descriptor_, SHUT_WR);
}

bool raw_client::read_some() {
  char chunk[4096];
  const auto count = ::recv(descriptor_, chunk, sizeof chunk, 0);
  if (count > 0)
    received_.append(chunk, static_cast<std::size_t>(count));
  return count > 0;
}

std::string raw_client::read_all() {
  while (read_some())
    continue;
  return std::exchange(received_, {});
}

std::string raw_client::read_until(std::string_view mark) {
  while (received_.find(mark) == std::string::npos)
    if (!read_some())
      return std::exchange(received_, {});
  const auto end = received_.find(mark) + mark.size();
  auto out = received_.substr(0, end);
  received_.erase(0, end);
  return out;
}

bool raw_client::is_closed() {
  char byte = 0;
  return received_.empty() && ::recv(descriptor_, &byte, 1, 0) == 0;
}

front_door_settings quick_settings() {
  front_door_settings out;
  out.threads = 16;
  out.deadline = 300ms;
  out.connections.request_time = 500ms;
  out.connections.heartbeat = 50ms;
  return out;
}

open_door::open_door() : open_door(quick_settings()) {
  // nop
}

open_door::open_door(front_door_settings settings) {
  settings.observe = [this](const served_request& seen) {
    const std::lock_guard held_lock{mutex_};
    observed_.push_back(std::string{to_string(seen.method)} + " " + std::string{seen.route} + " "
                        + std::to_string(seen.status));
  };
  door.emplace(table(), std::move(settings));
  const auto started = door->start("127.0.0.1", 0);
  if (!started)
    throw std::runtime_error(started.error().detail);
  port = *started;
}

open_door::~open_door() {
  take_held().reset();
  door.reset();
  front_door::join_retired();
}

exchange_ptr open_door::take_held() {
  const std::lock_guard held_lock{mutex_};
  return std::move(held_exchange_);
}

std::vector<std::string> open_door::observed() {
  const std::lock_guard held_lock{mutex_};
  return observed_;
}

std::string open_door::post(std::string_view path, std::string_view body) {
  return "POST " + std::string{path}
         + " HTTP/1.1\r\nHost: here\r\nContent-Type: application/json\r\n"
         + "Content-Length: " + std::to_string(body.size()) + "\r\n\r\n" + std::string{body};
}

std::string open_door::get(std::string_view path) {
  return "GET " + std::string{path} + " HTTP/1.1\r\nHost: here\r\n\r\n";
}

route_table open_door::table() {
  route_table out;
  out.add({verb::get, "/hello",
           [](const exchange_ptr& x) { x->complete(json(200, R"({"hello":"world"})")); }});
  out.add({verb::post, "/echo",
           [](const exchange_ptr& x) { x->complete(json(200, '"' + x->in().body + '"')); }});
  out.add({verb::get, "/echo/{word}", [](const exchange_ptr& x) {
             x->complete(json(200, std::string{x->in().parameter("word")} + "|"
                                     + std::string{x->in().query("q").value_or("-")} + "|"
                                     + std::string{x->in().header("x-word").value_or("-")}));
           }});
  out.add({verb::get, "/throw",
           [](const exchange_ptr&) { throw std::runtime_error("the secret of the house"); }});
  out.add({verb::get, "/dropped", [](const exchange_ptr&) {}});
  out.add({verb::get, "/held", [this](const exchange_ptr& x) {
             const std::lock_guard held_lock{mutex_};
             held_exchange_ = x;
             held.raise();
           }});
  out.add({verb::get, "/handed-over", [this](const exchange_ptr& x) {
             x->mark_handed_over();
             const std::lock_guard held_lock{mutex_};
             held_exchange_ = x;
           }});
  out.add({verb::get, "/stream", [this](const exchange_ptr& x) { open_stream(x); }});
  return out;
}

void open_door::open_stream(const exchange_ptr& x) {
  auto source = std::make_shared<stream_source>(1024);
  source->on_close([this] { stream_closed.raise(); });
  {
    const std::lock_guard held_lock{mutex_};
    stream = source;
  }
  x->stream({source, kind});
  stream_open.raise();
}

} // namespace baedal::http
