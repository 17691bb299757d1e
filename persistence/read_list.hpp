#pragma once

#include "domain/result.hpp"
#include "persistence/read_rows.hpp"

#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace baedal::persistence {

class read_model;

/// The read models that may stand in a database of their own. All others stand together: what holds
/// more than the journal tells, the places of events in their topics and what became of messages.
enum class read_list : std::uint8_t {
  delivery,   ///< jobs that riders may take
  payments,   ///< the steps of each order's payment
  popularity, ///< how often dishes were ordered
  customers,  ///< customers' orders
  queues,     ///< stores' orders
  collections ///< the numbered rows of the brands' APIs
};

inline constexpr std::size_t read_list_count = 6;

std::string_view to_string(read_list which) noexcept;
std::optional<read_list> read_list_of(std::string_view word) noexcept;
/// Their names, for people: "delivery, payments, … or collections".
std::string names_of_read_lists();

/// The read model in exactly this database: the file of SQLite is the one that the URL names.
/// Otherwise as `open_read_model`.
result<std::unique_ptr<read_model>> open_read_list(const std::string& url);

/// Which lists stand in one database of read models: one of them alone, or all but those that were
/// moved elsewhere.
struct read_share {
  std::optional<read_list> alone = {};
  std::vector<read_list> moved = {};

  /// What of a change belongs there. Lists that do not stay empty.
  [[nodiscard]] read_changes of(read_changes whole) const;
};

} // namespace baedal::persistence
