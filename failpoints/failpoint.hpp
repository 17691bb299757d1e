#pragma once

#include <atomic>
#include <cstdint>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace baedal {

/// What `failpoint::crash_if_fired` throws.
struct failpoint_crash : std::runtime_error {
  using std::runtime_error::runtime_error;
};

/// A named place in the code where a drill or the simulator may make something go wrong. What goes
/// wrong there is written there: it is what the code does when `fires` says true. Off, it costs one
/// relaxed load.
///
/// For namespace scope only: each point enters itself in a list of the whole program.
class failpoint {
public:
  /// `name` is "part.moment", `meaning` one line for operators: what goes wrong.
  failpoint(const char* name, const char* meaning) noexcept;
  failpoint(const failpoint&) = delete;
  failpoint& operator=(const failpoint&) = delete;

  [[nodiscard]] bool fires() noexcept { return on_.load(std::memory_order_relaxed) && decide(); }

  /// Ends the actor in whose handler this stands, as a bug would.
  void crash_if_fired() {
    if (fires())
      throw failpoint_crash{name_};
  }

  [[nodiscard]] std::string_view name() const noexcept { return name_; }

private:
  friend class failpoints;
  bool decide() noexcept;

  const char* name_;
  const char* meaning_;
  std::atomic<bool> on_{false};
  failpoint* next_ = nullptr;
};

/// Who decides whether a point that is on fires now. Called from any thread, and never by two at
/// once.
class failpoint_decider {
public:
  virtual ~failpoint_decider() = default;
  virtual bool fires(std::string_view name) noexcept = 0;
};

/// All points of the program.
class failpoints {
public:
  struct description {
    std::string name;
    std::string meaning;
  };

  /// By name.
  static std::vector<description> all();
  static bool knows(std::string_view name);

  /// False where there is none of that name.
  static bool switch_on(std::string_view name);
  static bool switch_off(std::string_view name);
  static void switch_all_off();

  /// Replaces the decider; none at all: nothing fires. The former one is not called any more when
  /// this returns.
  static void decide_by(failpoint_decider* decider);

private:
  static failpoint* find(std::string_view name); ///< under the directory's lock
};

} // namespace baedal
