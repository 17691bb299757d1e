#include "node/progress_report.hpp"

#include <unistd.h>

#include <algorithm>
#include <iostream>

namespace baedal::node {

namespace {

constexpr std::size_t bar_width = 40;
constexpr auto between_bars = std::chrono::milliseconds{100};
constexpr auto between_lines = std::chrono::seconds{5};

std::size_t share_of(std::size_t done, std::size_t of, std::size_t whole) {
  return of == 0 ? whole : std::min(done, of) * whole / of;
}

} // namespace

progress_style style_for(const std::ostream& err) {
  const auto is_terminal = err.rdbuf() == std::cerr.rdbuf() && isatty(STDERR_FILENO) == 1;
  return is_terminal ? progress_style::bar : progress_style::lines;
}

progress_report::progress_report(std::string what, progress_style style, std::ostream& out,
                                 clock_fn now)
  : what_(std::move(what)), style_(style), out_(out), now_(std::move(now)), shown_(now_()) {
  // nop
}

void progress_report::show(std::size_t done, std::size_t of) {
  if (!is_due(done, of))
    return;
  if (style_ == progress_style::bar)
    return draw_bar(done, of);
  out_ << what_ << ": " << done << " of " << of << " (" << share_of(done, of, 100) << " %)\n"
       << std::flush;
}

bool progress_report::is_due(std::size_t done, std::size_t of) {
  const auto now = now_();
  const std::chrono::nanoseconds pause =
    style_ == progress_style::bar ? std::chrono::nanoseconds{between_bars} : between_lines;
  if (done < of && now - shown_ < pause)
    return false;
  shown_ = now;
  return true;
}

void progress_report::draw_bar(std::size_t done, std::size_t of) {
  const auto filled = share_of(done, of, bar_width);
  out_ << '\r' << what_ << " [" << std::string(filled, '#') << std::string(bar_width - filled, ' ')
       << "] " << share_of(done, of, 100) << " %" << (done < of ? "" : "\n") << std::flush;
}

} // namespace baedal::node
