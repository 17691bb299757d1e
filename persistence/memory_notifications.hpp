#pragma once

#include "persistence/notification_table.hpp"

#include <functional>
#include <map>
#include <set>
#include <tuple>

namespace baedal::persistence {

/// The notification tables of memory read models. Words instead of enums in the keys: rows come in
/// the order in which the databases have them.
struct memory_notifications {
  using row_key = std::tuple<std::string, std::uint64_t, std::string>; ///< order, version, audience
  using message_row_key =
    std::tuple<std::string, std::uint64_t, std::string, std::string>; ///< and channel

  std::map<row_key, notification_row> told; ///< without messages
  std::map<std::string, std::uint64_t> heads;
  std::map<row_key, std::uint64_t> places;
  std::map<message_row_key, message_state> messages;
  std::set<message_row_key> waiting; ///< those with a due time
  std::optional<instant> silent_until, elsewhere;

  void put(const std::vector<notification_record>& rows, const std::vector<new_message>& fresh);
  void set(const message_row_key& key, message_state state);
  /// Keeps only numbers and what became of messages.
  void drop();
  [[nodiscard]] std::vector<notification_row> rows() const;
};

/// The table over content that is reached through `run`, which refuses where it cannot be reached.
class locked_notifications final : public notification_table {
public:
  using run_fn = std::function<result<unit>(const std::function<void(memory_notifications&)>&)>;
  explicit locked_notifications(run_fn run) : run_(std::move(run)) {}

  result<std::vector<notification_row>> of_order(const order_id& order) override;
  result<std::vector<notification_row>> history(const std::optional<brand_id>& brand,
                                                std::size_t skip, std::size_t limit) override;
  result<std::uint64_t> history_size(const std::optional<brand_id>& brand) override;
  result<std::vector<notification_row>> of_status(message_status status,
                                                  const std::optional<message_key>& after,
                                                  std::size_t limit) override;
  result<std::vector<notification_row>> due(carrier by, instant now, std::size_t limit) override;
  result<std::uint64_t> backlog(instant now, std::uint64_t most) override;
  result<unit> record(std::span<const message_change> changes) override;
  result<std::uint64_t> suppress(carrier by, instant now) override;
  result<std::optional<instant>> silent_until() override;
  result<unit> keep_silent_until(instant time) override;
  result<unit> take_over(instant silent) override;
  result<std::optional<instant>> elsewhere() override;
  result<unit> keep_elsewhere(instant silent_there) override;

private:
  template <class Value, class Work>
  result<Value> with(Work work);

  run_fn run_;
};

} // namespace baedal::persistence
