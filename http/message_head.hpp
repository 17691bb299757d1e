#pragma once

#include "http/problem.hpp"

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace baedal::http {

/// What we accept before we look at a request at all.
struct head_limits {
  std::size_t target_bytes = 8 * 1024;
  std::size_t head_bytes = 16 * 1024;
  std::size_t header_lines = 64;
  std::size_t body_bytes = 1024 * 1024;
};

enum class http_version : std::uint8_t { http_1_0, http_1_1 };

/// The request line and headers of one message, checked.
struct message_head {
  verb method = verb::get;
  http_version version = http_version::http_1_1;
  std::string target;
  std::vector<text_pair> headers; ///< names in lower case, values as sent
  std::size_t content_length = 0;
  bool closes = false; ///< the client wants the connection closed afterwards
  bool expects_continue = false;
};

/// Where the head of a message ends in what was received so far: the offset behind the empty line.
/// A bare LF, or a NUL, is 400 as soon as it is seen, and a head over its limit 431, or 414 if it
/// is all request line.
struct head_scan {
  std::size_t end = 0; ///< 0: not there yet
  int refused = 0;     ///< a status, 0 if all is well
};
head_scan find_head_end(std::string_view received, const head_limits& limits) noexcept;

/// Reads a complete head under RFC 9112, and refuses what leaves doubt about where the message ends
/// or is not served here: Transfer-Encoding, Content-Encoding, a Content-Length that is repeated or
/// no plain number, folded or malformed lines, ranges, multipart bodies, forged REMOTE_ and LOCAL_
/// headers.
checked<message_head> read_head(std::string_view text, const head_limits& limits);

} // namespace baedal::http
