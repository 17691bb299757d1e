#pragma once

#include "actors/office.hpp"
#include "node/settings.hpp"
#include "supervisors/core_starters.hpp"
#include "supervisors/tree_context.hpp"

namespace baedal::http {
class admission;
}

namespace baedal::node {

/// What the parts of one node share; each outlives the tree. Handles of actors stand in the book
/// only.
struct node_parts : supervisors::core_parts {
  /// The URL of the database was checked before.
  explicit node_parts(const serve_settings& how);

  serve_settings settings;
  std::shared_ptr<supervisors::tree_board> board = std::make_shared<supervisors::tree_board>();
  std::shared_ptr<std::atomic<bool>> open =
    std::make_shared<std::atomic<bool>>(false); ///< for orders
  std::atomic<bool> leaving{false}; ///< the node is about to stop: clients shall go elsewhere
  std::shared_ptr<actors::office> office;
  std::shared_ptr<http::admission> intake; ///< lets orders in

  /// Whether commands should come here now: the start is complete, no end is near, and the journal
  /// is there and can be written.
  [[nodiscard]] bool ready() const {
    return open->load() && !leaving.load() && journal->writable() && book->find("journal");
  }
};

} // namespace baedal::node
