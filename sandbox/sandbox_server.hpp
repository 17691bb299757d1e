#pragma once

#include "domain/result.hpp"
#include "sandbox/signature_check.hpp"

#include <cstdint>
#include <filesystem>
#include <memory>
#include <stop_token>
#include <string>

namespace baedal::sandbox {

struct sandbox_options {
  std::string host = "127.0.0.1";
  std::uint16_t port = 0;     ///< 0: any free port
  std::filesystem::path data; ///< created if it is not there
  notification_keys keys = {}; ///< of those who send notifications here
};

/// The payment gateway and the receiver of notifications as a server: books, behaviour and front
/// door. An answer that leaves later
/// than 15 s after its request, by whatever delay was set, is 503.
class sandbox_server {
public:
  /// Refuses with a sentence for people if the folder or the port cannot be had.
  static result<std::unique_ptr<sandbox_server>> start(const sandbox_options& options);

  /// Answers who is still waited for with 503, closes the port and the books.
  ~sandbox_server();
  sandbox_server(const sandbox_server&) = delete;
  sandbox_server& operator=(const sandbox_server&) = delete;

  [[nodiscard]] std::uint16_t port() const;

  /// False once the listener has ended by itself.
  [[nodiscard]] bool is_up() const;

private:
  struct parts;
  explicit sandbox_server(std::unique_ptr<parts> made);

  std::unique_ptr<parts> parts_;
};

} // namespace baedal::sandbox
