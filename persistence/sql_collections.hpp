#pragma once

#include "persistence/read_model.hpp"

namespace soci {
class session;
}

namespace baedal::persistence {

/// Lists of numbered orders: the same SQL for both adapters. It must be destroyed before the
/// session. A failure is refused with `unavailable`.
class sql_collections {
public:
  explicit sql_collections(soci::session& session);
  sql_collections(const sql_collections&) = delete;
  sql_collections& operator=(const sql_collections&) = delete;
  ~sql_collections();

  result<collection_piece> piece_of(const collection_query& what);

private:
  struct kept;
  std::unique_ptr<kept> kept_;
};

} // namespace baedal::persistence
