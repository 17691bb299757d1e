#pragma once

#include "http/front_door.hpp"

#include <mutex>

namespace baedal::node {

/// The front door that is open now, for those who stand outside the tree: the metrics page and the
/// orderly stop. Thread-safe.
class present_door {
public:
  /// A new incarnation of the edge has opened this one.
  void opened(std::shared_ptr<http::front_door> door);
  /// It is closed; what it has counted stays.
  void closed(const http::front_door& door);

  /// `connections` and `shed` of all doors of this process, the rest of the present one.
  [[nodiscard]] http::front_door_counters counters() const;

  /// Asks the clients to leave: each reply closes its connection, streams end.
  void drain() const;

private:
  [[nodiscard]] std::shared_ptr<http::front_door> present() const;

  mutable std::mutex guard_;
  std::shared_ptr<http::front_door> present_;
  http::front_door_counters former_;
};

} // namespace baedal::node
