#pragma once

#include "domain/result.hpp"
#include "persistence/read_rows.hpp"

#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace baedal::persistence {

class read_model;

/// The read models that may stand in a database of their own. All others stand together: the
/// catalogue, and the topics, whose places no other database would know.
enum class read_list : std::uint8_t {
  delivery,   ///< jobs that riders may take, and the deliveries of the brands' APIs
  payments,   ///< the steps of each order's payment
  popularity, ///< how often dishes were ordered
  customers,  ///< customers' orders
  queues,     ///< stores' orders
  collections, ///< the numbered rows of the brands' APIs, but for deliveries that were moved
  notifications ///< their history, the messages, and what became of those
};

inline constexpr std::size_t read_list_count = 7;

std::string_view to_string(read_list which) noexcept;
std::optional<read_list> read_list_of(std::string_view word) noexcept;
/// Their names, for people: "delivery, payments, … or notifications".
std::string names_of_read_lists();

/// The read model in exactly this database: the file of SQLite is the one that the URL names.
/// Otherwise as `open_read_model`.
result<std::unique_ptr<read_model>> open_read_list(const std::string& url);

/// Which lists stand in one database of read models: one of them alone, or all but those that were
/// moved elsewhere.
struct read_share {
  std::optional<read_list> alone = {};
  std::vector<read_list> moved = {}; ///< all that stand in databases of their own

  /// What of a change belongs there. Lists that do not stay empty.
  [[nodiscard]] read_changes of(read_changes whole) const;

private:
  [[nodiscard]] bool has(read_list which) const;
  [[nodiscard]] order_record of(order_record row) const;
};

/// The list that has the numbered rows about a part of orders: a brand that needs no riders has
/// deliveries, too, and those go where the jobs are moved.
read_list list_with(order_part part, const std::vector<read_list>& moved);

} // namespace baedal::persistence
