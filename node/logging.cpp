#include "node/logging.hpp"

#include "domain/iso_time.hpp"
#include "http/json_writer.hpp"

#include <spdlog/sinks/ostream_sink.h>
#include <spdlog/spdlog.h>

namespace baedal::node {

namespace {

std::string_view view_of(spdlog::string_view_t text) noexcept {
  return {text.data(), text.size()};
}

std::string_view name_of(spdlog::level::level_enum level) noexcept {
  return level == spdlog::level::warn ? "warn" : view_of(spdlog::level::to_string_view(level));
}

/// A message must not be able to forge a second line, nor to steer a terminal.
std::string without_controls(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte >= 0x20 && byte != 0x7f)
      out += c;
    else
      out += fmt::format("\\x{:02x}", byte);
  }
  return out;
}

std::string time_of(const spdlog::details::log_msg& what) {
  return iso_8601(std::chrono::floor<std::chrono::milliseconds>(what.time));
}

std::string text_line(const spdlog::details::log_msg& what) {
  return fmt::format("{} {} {}\n", time_of(what), name_of(what.level),
                     without_controls(view_of(what.payload)));
}

std::string json_line(const spdlog::details::log_msg& what) {
  http::json_writer out;
  out.begin_object()
    .member("at", time_of(what))
    .member("level", name_of(what.level))
    .member("thread", what.thread_id)
    .member("message", view_of(what.payload));
  return out.end_object().take() + '\n';
}

using line_fn = std::string (*)(const spdlog::details::log_msg&);

/// spdlog's patterns escape nothing, so the whole line is made here.
class line_formatter final : public spdlog::formatter {
public:
  explicit line_formatter(line_fn line) : line_(line) {
    // nop
  }
  void format(const spdlog::details::log_msg& what, spdlog::memory_buf_t& out) override {
    const auto text = line_(what);
    out.append(text.data(), text.data() + text.size());
  }
  [[nodiscard]] std::unique_ptr<spdlog::formatter> clone() const override {
    return std::make_unique<line_formatter>(line_);
  }

private:
  line_fn line_;
};

spdlog::level::level_enum level_of(log_level level) noexcept {
  switch (level) {
    case log_level::trace:
      return spdlog::level::trace;
    case log_level::debug:
      return spdlog::level::debug;
    case log_level::info:
      return spdlog::level::info;
    case log_level::warn:
      return spdlog::level::warn;
    case log_level::error:
      return spdlog::level::err;
  }
  return spdlog::level::info;
}

} // namespace

void start_logging(const log_settings& how, std::ostream& out) {
  auto sink = std::make_shared<spdlog::sinks::ostream_sink_mt>(out, true);
  auto logger = std::make_shared<spdlog::logger>("baedal", std::move(sink));
  logger->set_formatter(
    std::make_unique<line_formatter>(how.format == log_format::json ? json_line : text_line));
  logger->set_level(level_of(how.level));
  spdlog::set_default_logger(std::move(logger));
}

} // namespace baedal::node
