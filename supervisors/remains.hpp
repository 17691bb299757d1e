#pragma once

#include "supervisors/tree_context.hpp"

#include <caf/fwd.hpp>

namespace baedal::supervisors {

/// What a dead supervisor left behind. A killed supervisor kills its children but cannot wait for
/// them, so whoever starts the next incarnation waits: for all that the board knows to be alive
/// below, and for what those started before they died.
class remains {
public:
  remains() = default;
  remains(tree_context shared, std::string path)
    : shared_(std::move(shared)), path_(std::move(path)) {
    // nop
  }

  /// Kills what still lives below the path; `self` gets a down message for each. False when nothing
  /// does.
  bool gather(caf::scheduled_actor* self);

  /// True if the message was about one of them; it then looks for more.
  bool absorb(caf::scheduled_actor* self, const caf::down_msg& down);

  [[nodiscard]] bool empty() const { return waiting_.empty(); }

private:
  tree_context shared_;
  std::string path_;
  std::vector<living> waiting_;
};

} // namespace baedal::supervisors
