#include "tests/drills/caller.hpp"

#include <httplib.h>
#include <nlohmann/json.hpp>

#include <mutex>
#include <random>
#include <set>

#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

namespace baedal::drills {

struct caller::connection {
  connection(std::uint16_t port, std::chrono::seconds patience) : client{"127.0.0.1", port} {
    client.set_keep_alive(true);
    client.set_tcp_nodelay(true);
    client.set_connection_timeout(std::chrono::seconds{5});
    client.set_read_timeout(patience);
  }
  httplib::Client client;
};

namespace {

http_answer answer_of(const httplib::Result& got) {
  if (!got)
    return {};
  return {got->status, got->body, got->get_header_value("Retry-After")};
}

} // namespace

std::string http_answer::member(const std::string& name) const {
  const auto document = nlohmann::json::parse(body, nullptr, false);
  if (!document.is_object() || !document.contains(name))
    return {};
  const auto& value = document[name];
  return value.is_string() ? value.get<std::string>() : value.dump();
}

caller::caller(std::uint16_t port, std::chrono::seconds patience)
  : connection_(std::make_unique<connection>(port, patience)) {
  // nop
}

caller::~caller() = default;
caller::caller(caller&&) noexcept = default;

http_answer caller::get(const std::string& path, const std::string& accept) {
  return answer_of(connection_->client.Get(path, {{"Accept", accept}}));
}

http_answer caller::post(const std::string& path, const std::string& body, const std::string& key) {
  httplib::Headers headers;
  if (!key.empty())
    headers.emplace("Idempotency-Key", key);
  return answer_of(connection_->client.Post(path, headers, body, "application/json"));
}

http_answer caller::put(const std::string& path, const std::string& body) {
  return answer_of(connection_->client.Put(path, body, "application/json"));
}

http_answer caller::remove(const std::string& path) {
  return answer_of(connection_->client.Delete(path));
}

std::uint16_t free_port() {
  static std::mutex mutex;
  static std::set<std::uint16_t> given;
  const std::lock_guard held{mutex};
  std::random_device chance;
  for (;;) {
    const auto port = static_cast<std::uint16_t>(20'000 + chance() % 12'000);
    sockaddr_in where{};
    where.sin_family = AF_INET;
    where.sin_port = htons(port);
    where.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    const auto probe = ::socket(AF_INET, SOCK_STREAM, 0);
    const auto bound = ::bind(probe, reinterpret_cast<sockaddr*>(&where), sizeof where);
    ::close(probe);
    if (bound == 0 && given.insert(port).second)
      return port;
  }
}

} // namespace baedal::drills
