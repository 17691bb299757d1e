#include "http/connection.hpp"

#include <charconv>

namespace baedal::http {

namespace {

/// A client that went away; nobody reads the answer to this fault.
const input_fault nobody{0, {}, {}, {}};

constexpr std::chrono::milliseconds linger_time{1000};

void append_header(std::string& out, std::string_view name, std::string_view value) {
  if (value.find_first_of("\r\n") != std::string_view::npos)
    return; // Never let data forge a header.
  out.append(name).append(": ").append(value).append("\r\n");
}

std::string chunk_of(std::string_view bytes) {
  char size[16];
  const auto end = std::to_chars(size, size + sizeof size, bytes.size(), 16).ptr;
  std::string out(size, end);
  return out.append("\r\n").append(bytes).append("\r\n");
}

} // namespace

connection::connection(socket_wire& wire, const connection_host& host) : wire_(wire), host_(host) {
  // nop
}

void connection::serve() {
  auto patience = host_.settings.request_time; // The first request is given more time to begin.
  for (std::size_t count = 0; count < host_.settings.max_requests; ++count) {
    if (!await_request(patience) || serve_one() == next::end)
      return;
    patience = host_.settings.idle_time;
  }
}

bool connection::await_request(std::chrono::milliseconds patience) {
  const auto deadline = clock::now() + patience;
  while (wire_.buffer.empty()) {
    const auto slice = std::min(deadline, clock::now() + std::chrono::milliseconds{100});
    const auto event = wire_.receive(slice, host_.stop_event);
    if (event == wire_event::gone || event == wire_event::woken)
      return false;
    if (event == wire_event::late && (clock::now() >= deadline || host_.others_wait()))
      return false;
  }
  return true;
}

connection::next connection::serve_one() {
  const auto deadline = clock::now() + host_.settings.request_time;
  auto head = receive_head(deadline);
  if (!head)
    return refuse(head.fault());
  if (!receive_body(*head, deadline))
    return next::end;
  auto body = wire_.buffer.substr(0, head->content_length);
  wire_.buffer.erase(0, head->content_length);
  const auto framing = message_head{head->method, head->version, {}, {}, 0, head->closes, false};
  const auto out = host_.desk.dispatch(std::move(*head), std::move(body), wire_.peer_address());
  if (const auto* stream = std::get_if<stream_reply>(&out))
    return pump(framing, *stream);
  return reply(framing, std::get<response>(out));
}

checked<message_head> connection::receive_head(clock::time_point deadline) {
  while (true) {
    while (wire_.buffer.starts_with("\r\n"))
      wire_.buffer.erase(0, 2); // RFC 9112, section 2.2: empty lines before a request are skipped.
    const auto scan = find_head_end(wire_.buffer, host_.settings.limits);
    if (scan.refused == 414)
      return input_fault{414, "uri_too_long", "the address is too long"};
    if (scan.refused == 431)
      return input_fault{431, "headers_too_large", "the headers are too large"};
    if (scan.refused != 0)
      return input_fault{400, "bad_request", "the head of the request is malformed"};
    if (scan.end > 0) {
      auto head = read_head({wire_.buffer.data(), scan.end}, host_.settings.limits);
      wire_.buffer.erase(0, scan.end);
      return head;
    }
    const auto event = wire_.receive(deadline);
    if (event == wire_event::late)
      return input_fault{408, "request_timeout", "the request took too long"};
    if (event != wire_event::bytes)
      return nobody;
  }
}

bool connection::receive_body(const message_head& head, clock::time_point deadline) {
  if (head.expects_continue && wire_.buffer.size() < head.content_length)
    send("HTTP/1.1 100 Continue\r\n\r\n");
  while (wire_.buffer.size() < head.content_length) {
    const auto event = wire_.receive(deadline);
    if (event == wire_event::late)
      refuse({408, "request_timeout", "the request took too long"});
    if (event != wire_event::bytes)
      return false;
  }
  return true;
}

connection::next connection::refuse(const input_fault& why) {
  if (why.status == 0)
    return next::end;
  send(serialize(problem(why), verb::get, true));
  wire_.linger(linger_time);
  return next::end;
}

connection::next connection::reply(const message_head& head, const response& out) {
  const bool close = must_close(head);
  if (!send(serialize(out, head.method, close)) || close)
    return next::end;
  return next::keep;
}

bool connection::must_close(const message_head& head) const {
  return head.closes || host_.draining || host_.others_wait();
}

connection::next connection::pump(const message_head& head, const stream_reply& out) {
  std::string start = "HTTP/1.1 200 OK\r\n";
  append_header(start, "Content-Type", out.content_type);
  append_header(start, "Cache-Control", "no-store");
  for (const auto& [name, value] : out.headers)
    append_header(start, name, value);
  append_header(start, "Connection", "close");
  if (head.version == http_version::http_1_1)
    append_header(start, "Transfer-Encoding", "chunked");
  start += "\r\n";
  if (send(start) && head.method != verb::head && pump_frames(out, head.version)
      && head.version == http_version::http_1_1)
    send("0\r\n\r\n");
  out.source->abandon();
  host_.desk.stream_ended();
  return next::end;
}

/// True where the stream came to its end with the client still there; a document that is cut off
/// gets no end, so that its reader notices.
bool connection::pump_frames(const stream_reply& out, http_version version) {
  const auto send_frames = [&](std::string_view bytes) {
    return bytes.empty() || send(version == http_version::http_1_1 ? chunk_of(bytes) : bytes);
  };
  auto silent_until = clock::now() + host_.settings.heartbeat;
  while (!host_.draining) {
    const auto batch = out.source->take();
    if (!send_frames(batch.bytes))
      return false;
    if (batch.last)
      return !batch.cut;
    if (!batch.bytes.empty())
      silent_until = clock::now() + host_.settings.heartbeat;
    const auto slice = std::min(silent_until, clock::now() + std::chrono::milliseconds{100});
    const auto event = wire_.receive(slice, out.source->wake_descriptor());
    if (event == wire_event::gone)
      return false;
    wire_.buffer.clear(); // Nothing is expected from the client of a stream.
    if (clock::now() < silent_until)
      continue;
    if (!send_frames(out.heartbeat))
      return false;
    silent_until = clock::now() + host_.settings.heartbeat;
  }
  return out.kind == stream_kind::endless;
}

bool connection::send(std::string_view bytes) {
  const auto megabytes = static_cast<std::int64_t>(bytes.size() / (1024 * 1024)) + 1;
  return wire_.send(bytes, clock::now() + host_.settings.write_time * megabytes);
}

std::string serialize(const response& out, verb method, bool close) {
  const bool bodiless = out.status == 204 || out.status == 304;
  std::string text = "HTTP/1.1 ";
  text.reserve(out.body.size() + 256);
  text += std::to_string(out.status);
  text.append(" ").append(reason_phrase(out.status)).append("\r\n");
  if (!bodiless && !out.content_type.empty())
    append_header(text, "Content-Type", out.content_type);
  if (!bodiless)
    append_header(text, "Content-Length", std::to_string(out.body.size()));
  for (const auto& [name, value] : out.headers)
    append_header(text, name, value);
  if (close)
    append_header(text, "Connection", "close");
  text += "\r\n";
  if (!bodiless && method != verb::head)
    text += out.body;
  return text;
}

} // namespace baedal::http
