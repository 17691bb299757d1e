#include "bench/http_client.hpp"

#include <array>
#include <charconv>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <unistd.h>

namespace baedal::bench {

namespace {

constexpr std::string_view head_end = "\r\n\r\n";
constexpr std::string_view length_name = "Content-Length: ";

std::size_t length_in(std::string_view head) {
  const auto at = head.find(length_name);
  std::size_t length = 0;
  if (at != std::string_view::npos)
    std::from_chars(head.data() + at + length_name.size(), head.data() + head.size(), length);
  return length;
}

} // namespace

http_client::~http_client() {
  close();
}

reply http_client::ask(std::string_view method, std::string_view path, std::string_view body) {
  std::string out;
  out.reserve(160 + body.size());
  out.append(method).append(" ").append(path).append(" HTTP/1.1\r\nHost: bench\r\n");
  if (method != "GET")
    out.append("Content-Type: application/json\r\nContent-Length: ")
      .append(std::to_string(body.size()))
      .append("\r\n");
  out.append("\r\n").append(body);
  const bool reused = socket_ >= 0;
  for (int attempt = 0; attempt < (reused ? 2 : 1); ++attempt) {
    if (socket_ < 0 && !connect())
      return {};
    in_.clear();
    if (send(out))
      if (auto got = receive(); got.status != 0)
        return got;
    const bool answered_partly = !in_.empty();
    close();
    if (answered_partly)
      break;
  }
  return {};
}

bool http_client::connect() {
  socket_ = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  const int on = 1;
  ::setsockopt(socket_, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
  const timeval patience{15, 0};
  ::setsockopt(socket_, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
  sockaddr_in to{};
  to.sin_family = AF_INET;
  to.sin_port = htons(port_);
  to.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  if (::connect(socket_, reinterpret_cast<const sockaddr*>(&to), sizeof to) == 0)
    return true;
  close();
  return false;
}

void http_client::close() {
  if (socket_ >= 0)
    ::close(socket_);
  socket_ = -1;
}

bool http_client::send(std::string_view bytes) const {
  while (!bytes.empty()) {
    const auto sent = ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
    if (sent <= 0)
      return false;
    bytes.remove_prefix(static_cast<std::size_t>(sent));
  }
  return true;
}

reply http_client::receive() {
  std::array<char, 16384> chunk{};
  auto whole = std::string::npos;
  auto body_at = std::string::npos;
  while (in_.size() < whole) {
    const auto got = ::recv(socket_, chunk.data(), chunk.size(), 0);
    if (got <= 0)
      return {};
    in_.append(chunk.data(), static_cast<std::size_t>(got));
    if (body_at != std::string::npos)
      continue;
    if (const auto end = in_.find(head_end); end != std::string::npos) {
      body_at = end + head_end.size();
      whole = body_at + length_in(std::string_view{in_}.substr(0, body_at));
    }
  }
  reply out;
  if (in_.size() > 12)
    std::from_chars(in_.data() + 9, in_.data() + 12, out.status);
  out.body = in_.substr(body_at);
  if (std::string_view{in_}.substr(0, body_at).find("Connection: close") != std::string_view::npos)
    close();
  return out;
}

std::string member_of(std::string_view json, std::string_view name) {
  const auto key = '"' + std::string{name} + "\":\"";
  const auto at = json.find(key);
  if (at == std::string_view::npos)
    return {};
  const auto begin = at + key.size();
  return std::string{json.substr(begin, json.find('"', begin) - begin)};
}

} // namespace baedal::bench
