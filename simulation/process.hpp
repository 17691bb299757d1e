#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace baedal::simulation {

/// One run of the program: what dies with kill -9. Its actors take a while to end in the simulated
/// world, so every port to the outside asks here first: a dead process reaches nobody and nobody
/// hears from it.
class process {
public:
  explicit process(std::string name) : name_(std::move(name)) {
    // nop
  }

  [[nodiscard]] const std::string& name() const { return name_; }
  [[nodiscard]] bool alive() const { return alive_; }

  void die() {
    alive_ = false;
    for (auto& tell : std::exchange(mourners_, {}))
      tell();
  }

  /// Called once when it dies; never, if it is dead already.
  void on_death(std::function<void()> what) { mourners_.push_back(std::move(what)); }

private:
  std::string name_;
  bool alive_ = true;
  std::vector<std::function<void()>> mourners_;
};

using process_ptr = std::shared_ptr<process>;

} // namespace baedal::simulation
