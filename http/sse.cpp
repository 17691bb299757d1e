#include "http/sse.hpp"

#include "http/text_check.hpp"

#include <charconv>

namespace baedal::http {

std::string sse_frame(const sse_event& event) {
  std::string out;
  if (event.id)
    out += "id: " + std::to_string(*event.id) + '\n';
  if (!event.type.empty() && !has_control_characters(event.type))
    out += "event: " + event.type + '\n';
  if (event.retry)
    out += "retry: " + std::to_string(event.retry->count()) + '\n';
  out += "data: ";
  for (std::size_t i = 0; i < event.data.size(); ++i) {
    const char c = event.data[i];
    if (c == '\r' && i + 1 < event.data.size() && event.data[i + 1] == '\n')
      continue;
    if (c == '\n' || c == '\r')
      out += "\ndata: ";
    else
      out += c;
  }
  return out += "\n\n";
}

checked<std::optional<std::uint64_t>> read_last_event_id(const request& in) {
  const auto sent = in.header("last-event-id");
  if (!sent || sent->empty())
    return std::optional<std::uint64_t>{};
  std::uint64_t id = 0;
  const auto* end = sent->data() + sent->size();
  const auto [stop, error] = std::from_chars(sent->data(), end, id);
  if (error != std::errc{} || stop != end)
    return input_fault{400, "bad_header", "must be a number", "Last-Event-ID"};
  return std::optional{id};
}

bool wants_stream(const request& in) {
  const auto accept = in.header("accept");
  return accept && lower_case(*accept).find("text/event-stream") != std::string::npos;
}

} // namespace baedal::http
