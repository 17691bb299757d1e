#pragma once

#include "persistence/journal_session.hpp"

namespace baedal::persistence {

/// One append on its way through the session.
struct journal_session::open_append {
  pending_append asked;
  std::string entity; ///< text form
  std::uint32_t slice = 0;
  std::size_t bytes = 0;
  open_append* follows = nullptr; ///< the append of the same entity before it in the same call
  std::vector<event_row> rows;    ///< without position and epoch until they are placed
  std::string last_hash;
  append_outcome outcome;
  bool settled = false;

  [[nodiscard]] std::uint64_t end_version() const {
    return asked.expected_version + asked.events.size();
  }
  void end(errc code) {
    outcome.code = code;
    settled = true;
  }
};

/// A batch and where each member's events begin in it.
struct journal_session::placed_batch {
  write_batch batch;
  std::vector<std::size_t> first_event;
};

} // namespace baedal::persistence
