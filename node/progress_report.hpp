#pragma once

#include <chrono>
#include <functional>
#include <iosfwd>
#include <string>

namespace baedal::node {

enum class progress_style : std::uint8_t {
  bar,   ///< one line that is drawn over and over, for a terminal
  lines, ///< a line every five seconds, for a log
};

/// A bar where `err` is the terminal's error stream, else lines.
progress_style style_for(const std::ostream& err);

/// Shows how far a long command is.
class progress_report {
public:
  using clock_fn = std::function<std::chrono::steady_clock::time_point()>;

  progress_report(std::string what, progress_style style, std::ostream& out,
                  clock_fn now = std::chrono::steady_clock::now);

  /// The last step is always shown.
  void show(std::size_t done, std::size_t of);

private:
  [[nodiscard]] bool is_due(std::size_t done, std::size_t of);
  void draw_bar(std::size_t done, std::size_t of);

  std::string what_;
  progress_style style_;
  std::ostream& out_;
  clock_fn now_;
  std::chrono::steady_clock::time_point shown_;
};

} // namespace baedal::node
