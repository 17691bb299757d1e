#include "http/socket_wire.hpp"

#include <algorithm>
#include <arpa/inet.h>
#include <cerrno>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

namespace baedal::http {

namespace {

int milliseconds_until(socket_wire::clock::time_point deadline) {
  using std::chrono::milliseconds;
  const auto left = std::chrono::ceil<milliseconds>(deadline - socket_wire::clock::now());
  return static_cast<int>(std::clamp(left, milliseconds{0}, milliseconds{60'000}).count());
}

} // namespace

socket_wire::socket_wire(int descriptor) noexcept : descriptor_(descriptor) {
  // nop
}

socket_wire::~socket_wire() {
  ::shutdown(descriptor_, SHUT_RDWR);
  ::close(descriptor_);
}

std::string socket_wire::peer_address() const {
  sockaddr_storage address{};
  socklen_t size = sizeof address;
  char text[INET6_ADDRSTRLEN] = {};
  if (::getpeername(descriptor_, reinterpret_cast<sockaddr*>(&address), &size) != 0)
    return {};
  const void* bytes =
    address.ss_family == AF_INET6
      ? static_cast<const void*>(&reinterpret_cast<sockaddr_in6&>(address).sin6_addr)
      : &reinterpret_cast<sockaddr_in&>(address).sin_addr;
  return ::inet_ntop(address.ss_family, bytes, text, sizeof text) ? text : "";
}

wire_event socket_wire::receive(clock::time_point deadline, int wake) {
  while (true) {
    pollfd watched[2] = {{descriptor_, POLLIN, 0}, {wake, POLLIN, 0}};
    const auto ready = ::poll(watched, 2, milliseconds_until(deadline));
    if (ready < 0 && errno != EINTR)
      return wire_event::gone;
    if (ready > 0 && watched[0].revents != 0) {
      char chunk[16 * 1024];
      const auto count = ::recv(descriptor_, chunk, sizeof chunk, MSG_DONTWAIT);
      if (count > 0) {
        buffer.append(chunk, static_cast<std::size_t>(count));
        return wire_event::bytes;
      }
      if (count == 0 || (errno != EAGAIN && errno != EINTR))
        return wire_event::gone;
    } else if (ready > 0) {
      return wire_event::woken;
    }
    if (clock::now() >= deadline)
      return wire_event::late;
  }
}

bool socket_wire::send(std::string_view bytes, clock::time_point deadline) {
  while (!bytes.empty()) {
    const auto count = ::send(descriptor_, bytes.data(), bytes.size(), MSG_NOSIGNAL | MSG_DONTWAIT);
    if (count > 0) {
      bytes.remove_prefix(static_cast<std::size_t>(count));
      continue;
    }
    if (errno != EAGAIN && errno != EINTR)
      return false;
    pollfd watched{descriptor_, POLLOUT, 0};
    if (::poll(&watched, 1, milliseconds_until(deadline)) == 0 && clock::now() >= deadline)
      return false;
  }
  return true;
}

void socket_wire::linger(std::chrono::milliseconds at_most) {
  ::shutdown(descriptor_, SHUT_WR);
  const auto deadline = clock::now() + at_most;
  while (receive(deadline) == wire_event::bytes)
    buffer.clear();
}

} // namespace baedal::http
