#pragma once

#include "tests/drills/caller.hpp"
#include "tests/support/process.hpp"
#include "tests/support/temp_folder.hpp"

#include <optional>

namespace baedal::drills {

/// How many portions of its one dish the store of `mealkit` has at first.
inline constexpr int stock_at_first = 40;

/// The path of the program. Another build of it may stand in.
std::string program();

/// Tells a node of drill-pizza, drill-dongne and drill-mealkit, with one dish each, and of four
/// riders.
void open_stores(std::uint16_t node_port);

/// A node and its payment sandbox, each in a process of its own, over a folder that outlives them.
/// A restarted one keeps its port and its data. It reads its own log for what to wait for.
class shop {
public:
  /// SQLite in the folder where no other database is named.
  explicit shop(std::string database = {});

  void start_sandbox();
  void kill_sandbox() { sandbox_.reset(); }
  /// Returns once the node says that it is ready. `options` go to `serve` besides its own.
  void start_node(const std::vector<std::string>& options = {});
  void kill_node() { node_.reset(); }
  /// Whether the node ends by itself within the time; then `start_node` starts the next one.
  bool await_node_end(std::chrono::milliseconds at_most) {
    return node_ && node_->wait(at_most) != -2;
  }
  /// The orderly way: SIGTERM. The exit status.
  int stop_node();
  /// The program with other arguments, in a process of its own beside the node.
  support::process beside(const std::vector<std::string>& words);
  /// The arguments of `serve` for another node, over the same gateway.
  [[nodiscard]] std::vector<std::string> serve_words(std::uint16_t port,
                                                     const std::string& database) const;
  /// Waits for the node's own end; the exit status, or -2.
  int node_ending(std::chrono::milliseconds at_most) { return node_ ? node_->wait(at_most) : -2; }
  /// `baedal rebuild`; the exit status. `options` go to it besides its own.
  int rebuild(const std::vector<std::string>& options = {});

  /// Nobody finds this branch of the tree, "core/entities/stores", until it is resumed. Takes
  /// `--allow-drills`.
  http_answer suspend(const std::string& branch) const;
  http_answer resume(const std::string& branch) const;

  void open_stores() const { drills::open_stores(node_port_); }
  /// How the sandbox behaves from now on: a JSON object.
  void behave(const std::string& how);

  [[nodiscard]] caller node() const { return caller{node_port_}; }
  [[nodiscard]] caller sandbox() const { return caller{sandbox_port_}; }
  [[nodiscard]] const std::string& database() const { return database_; }
  [[nodiscard]] std::uint16_t node_port() const { return node_port_; }
  [[nodiscard]] std::uint16_t sandbox_port() const { return sandbox_port_; }
  [[nodiscard]] pid_t node_pid() const { return node_ ? node_->pid() : 0; }
  [[nodiscard]] const std::filesystem::path& folder() const { return folder_.path(); }
  /// What the present node has printed.
  [[nodiscard]] std::string node_log() const { return node_ ? node_->log() : std::string{}; }

private:
  support::temp_folder folder_;
  std::string database_;
  std::uint16_t node_port_ = free_port();
  std::uint16_t sandbox_port_ = free_port();
  std::optional<support::process> sandbox_ = {};
  std::optional<support::process> node_ = {};
  int starts_ = 0;
};

/// The body of an order of so many portions at drill-<brand>; without a token it stands unpaid.
std::string order_body(const std::string& brand, const std::string& customer,
                       const std::string& token = "tok_drill", int quantity = 1);

} // namespace baedal::drills
