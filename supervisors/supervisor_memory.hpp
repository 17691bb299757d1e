#pragma once

#include "supervisors/back_off.hpp"
#include "supervisors/remains.hpp"
#include "supervisors/supervisor.hpp"

#include <caf/event_based_actor.hpp>

#include <optional>
#include <random>
#include <set>

namespace baedal::supervisors {

// -- what a supervisor says to itself -------------------------------------------------------------

/// The time that a child had for stopping is over.
struct stop_deadline {
  std::size_t child = 0;
  std::uint64_t round = 0;
};

/// Some child has waited long enough for its restart; round 0 is the supervisor's own start.
struct restart_due {
  std::uint64_t round = 0;
};

/// `draining`: down itself, while what it started is not.
enum class child_phase { idle, starting, up, stopping, draining };

/// One child of a running supervisor.
struct child_slot {
  std::string path;
  std::string name;             ///< in the address book: the path below the root
  child_phase phase = child_phase::idle;
  caf::actor incarnation = {};
  std::uint64_t stop_round = 0;
  moment due{};                 ///< not started before
  back_off delay;
  remains left_behind = {};
};

/// A supervisor at work. What happens is decided by two sets, and `advance` does whatever they
/// permit: children that have to stop (right to left, one at a time) and children that have to
/// start (left to right). A failure only ever adds to them, so one that arrives in the middle of a
/// restart needs no case of its own.
class supervisor_memory {
public:
  explicit supervisor_memory(caf::event_based_actor* self);
  supervisor_memory(const supervisor_memory&) = delete;
  supervisor_memory& operator=(const supervisor_memory&) = delete;
  /// Also runs when the supervisor is killed: kills the children that live.
  ~supervisor_memory();

  const char* name = "supervisor";

  void begin(caf::actor parent, std::string path, child_spec spec, tree_context context);
  void on_child_ready();
  void on_down(const caf::down_msg& down);
  void on_exit_request(const caf::error& reason);
  void on_stop_deadline(stop_deadline over);
  void on_restart_due(restart_due due);

private:
  void advance();
  bool stop_next();
  bool start_next();
  void stop(std::size_t index);
  void start(std::size_t index);
  void up(std::size_t index);

  void child_down(std::size_t index, const caf::error& reason);
  void start_failed(std::size_t index, const std::string& reason);
  void ended_for_good(std::size_t index);
  void restart_with_siblings(std::size_t index, const std::string& reason);
  void leave(caf::error reason);

  [[nodiscard]] bool ordered() const;
  [[nodiscard]] bool alive(std::size_t index) const;
  [[nodiscard]] bool all_significant_gone() const;
  void wait_until(moment due);
  [[nodiscard]] moment now() const;

  caf::event_based_actor* self_;
  caf::actor parent_;
  std::string path_;
  child_spec spec_;
  tree_context shared_;
  std::optional<restart_window> window_;
  std::mt19937_64 dice_;
  std::vector<child_slot> children_;
  std::set<std::size_t> to_stop_;
  std::set<std::size_t> to_start_;
  bool beginning_ = true;                  ///< until all children were started once
  std::optional<caf::error> leaving_;      ///< why, once it stops everything
  std::optional<moment> awaited_;          ///< when the pending `restart_due` comes
  std::uint64_t due_round_ = 0;
};

static_assert(!std::is_aggregate_v<supervisor_memory>);

} // namespace baedal::supervisors

CAF_ALLOW_UNSAFE_MESSAGE_TYPE(baedal::supervisors::children_started)
CAF_ALLOW_UNSAFE_MESSAGE_TYPE(baedal::supervisors::stop_deadline)
CAF_ALLOW_UNSAFE_MESSAGE_TYPE(baedal::supervisors::restart_due)
