#include "tests/gateways/scripted_peer.hpp"

#include <stdexcept>

#include <arpa/inet.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

namespace baedal::gateways {

namespace {

/// A bound loopback socket and its port.
std::pair<int, int> bound_socket() {
  const int handle = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_in place{};
  place.sin_family = AF_INET;
  place.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t size = sizeof place;
  if (handle < 0 || ::bind(handle, reinterpret_cast<sockaddr*>(&place), size) != 0
      || ::getsockname(handle, reinterpret_cast<sockaddr*>(&place), &size) != 0)
    throw std::runtime_error{"no loopback socket"};
  return {handle, ntohs(place.sin_port)};
}

bool readable(int handle, int milliseconds) {
  pollfd asked{handle, POLLIN, 0};
  return ::poll(&asked, 1, milliseconds) > 0;
}

} // namespace

scripted_peer::scripted_peer(script act) : act_(std::move(act)) {
  std::tie(listener_, port_) = bound_socket();
  if (::listen(listener_, 64) != 0)
    throw std::runtime_error{"cannot listen"};
  acceptor_ = std::thread{[this] { accept_all(); }};
}

scripted_peer::~scripted_peer() {
  {
    const std::lock_guard lock{mutex_};
    stopping_ = true;
  }
  stopped_.notify_all();
  acceptor_.join();
  for (auto& thread : threads_)
    thread.join();
  ::close(listener_);
}

std::string scripted_peer::url() const {
  return "http://127.0.0.1:" + std::to_string(port_);
}

void scripted_peer::pause(std::chrono::milliseconds time) const {
  std::unique_lock lock{mutex_};
  stopped_.wait_for(lock, time, [this] { return stopping(); });
}

void scripted_peer::accept_all() {
  while (!stopping_) {
    if (!readable(listener_, 10))
      continue;
    const int socket = ::accept4(listener_, nullptr, nullptr, SOCK_CLOEXEC);
    if (socket < 0)
      continue;
    ++connections_;
    threads_.emplace_back([this, socket] {
      act_(socket, *this);
      ::close(socket);
    });
  }
}

std::string read_request(int socket) {
  std::string text;
  std::size_t wanted = std::string::npos;
  while (text.size() < wanted) {
    char piece[4096];
    const auto size = readable(socket, 5'000) ? ::recv(socket, piece, sizeof piece, 0) : 0;
    if (size <= 0)
      return {};
    text.append(piece, static_cast<std::size_t>(size));
    const auto head = text.find("\r\n\r\n");
    if (head == std::string::npos)
      continue;
    const auto length = text.find("Content-Length: ");
    wanted = head + 4 + (length < head ? std::stoul(text.substr(length + 16)) : 0);
  }
  return text;
}

bool send_text(int socket, std::string_view text) {
  return ::send(socket, text.data(), text.size(), MSG_NOSIGNAL)
         == static_cast<ssize_t>(text.size());
}

std::string reply_of(int status, const std::string& body) {
  return "HTTP/1.1 " + std::to_string(status) + " X\r\nContent-Type: application/json\r\n"
         + "Content-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body;
}

std::string refusing_url() {
  const auto [handle, port] = bound_socket(); // Bound and closed again: nobody listens there.
  ::close(handle);
  return "http://127.0.0.1:" + std::to_string(port);
}

} // namespace baedal::gateways
