#pragma once

#include "actors/catalogue.hpp"
#include "actors/counters.hpp"
#include "actors/journal_protocol.hpp"
#include "actors/office.hpp"
#include "actors/projector.hpp"
#include "gateways/payment_gateway.hpp"
#include "node/settings.hpp"
#include "supervisors/tree_context.hpp"

namespace baedal::node {

/// What the parts of one node share; each outlives the tree. Handles of actors stand in the book
/// only.
struct node_parts {
  explicit node_parts(const serve_settings& how);

  serve_settings settings;
  std::string incarnation; ///< unique per process start
  std::shared_ptr<supervisors::address_book> book = std::make_shared<supervisors::address_book>();
  std::shared_ptr<supervisors::tree_board> board = std::make_shared<supervisors::tree_board>();
  std::shared_ptr<actors::catalogue> shelf = std::make_shared<actors::catalogue>();
  std::shared_ptr<actors::counters> count = std::make_shared<actors::counters>();
  std::shared_ptr<actors::journal_status> journal = std::make_shared<actors::journal_status>();
  std::shared_ptr<actors::projection_progress> projection =
    std::make_shared<actors::projection_progress>();
  std::shared_ptr<gateways::payment_gateway> gateway;
  std::shared_ptr<std::atomic<bool>> open =
    std::make_shared<std::atomic<bool>>(false); ///< for orders
  std::shared_ptr<actors::office> office;

  /// Whether commands can be served now: the start is complete and the journal can be written.
  [[nodiscard]] bool ready() const { return open->load() && journal->writable(); }
};

} // namespace baedal::node
