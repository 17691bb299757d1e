#pragma once

#include "persistence/migrations.hpp"
#include "persistence/notification_table.hpp"

#include <memory>

namespace baedal::persistence {

/// The notification tables of both SQL read models, over their session. Statements are prepared
/// once per session. A failure is refused with `unavailable`; so is everything without a session.
class sql_notifications final : public notification_table {
public:
  sql_notifications();
  ~sql_notifications() override;

  /// From now on over this session; it must be detached before the session ends.
  void attach(soci::session& session, dialect speaks);
  void detach();

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
  struct kept;
  template <class Work>
  auto guarded(Work work) -> decltype(work(std::declval<kept&>()));

  std::unique_ptr<kept> kept_;
};

} // namespace baedal::persistence
