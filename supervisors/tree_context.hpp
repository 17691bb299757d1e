#pragma once

#include "supervisors/address_book.hpp"
#include "supervisors/tree_board.hpp"

#include <memory>

namespace baedal::supervisors {

/// What all supervisors of one tree share.
struct tree_context {
  std::shared_ptr<address_book> book;
  std::shared_ptr<tree_board> board;
  std::uint64_t seed = 0;   ///< of the jitter; each supervisor draws its own numbers from it
};

} // namespace baedal::supervisors
