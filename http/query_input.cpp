#include "http/query_input.hpp"

#include "domain/iso_time.hpp"
#include "http/json_writer.hpp"

#include <charconv>
#include <limits>

namespace baedal::http {

namespace {

std::optional<std::uint64_t> number_of(std::string_view text) {
  std::uint64_t number = 0;
  const auto* end = text.data() + text.size();
  const auto [stop, error] = std::from_chars(text.data(), end, number);
  if (error != std::errc{} || stop != end)
    return std::nullopt;
  return number;
}

} // namespace

checked<std::optional<std::uint64_t>> read_version(const request& in) {
  const auto sent = in.query("version");
  if (!sent)
    return std::optional<std::uint64_t>{};
  if (const auto version = number_of(*sent))
    return version;
  return input_fault{422, "value_invalid", "must be a version number", "version"};
}

checked<std::uint64_t> read_number(const request& in, std::string_view name,
                                   std::uint64_t otherwise, std::uint64_t most) {
  const auto sent = in.query(name);
  if (!sent)
    return otherwise;
  const auto number = number_of(*sent);
  if (number && *number <= most)
    return *number;
  return input_fault{422, "value_invalid", "must lie between 0 and " + std::to_string(most),
                     std::string{name}};
}

checked<std::uint64_t> read_position(const std::optional<std::string>& cursor) {
  if (!cursor)
    return std::uint64_t{0};
  if (const auto number = number_of(*cursor))
    return *number;
  return input_fault{422, "value_invalid", "is no cursor of this list", "cursor"};
}

void write_event(json_writer& out, const actors::public_event& event) {
  out.begin_object()
    .member("version", event.version)
    .member("type", event.type)
    .member("at", iso_8601(event.at))
    .key("data")
    .raw(event.data)
    .end_object();
}

} // namespace baedal::http
