#pragma once

#include "persistence/migrations.hpp"
#include "persistence/read_model.hpp"

namespace baedal::persistence {

/// The readers' side of a `read_model`: the same for both SQL adapters. Statements are prepared
/// once per connection; it must be destroyed before the session. A failure is refused with
/// `unavailable`.
class sql_read_queries {
public:
  sql_read_queries(soci::session& session, dialect speaks);
  sql_read_queries(const sql_read_queries&) = delete;
  sql_read_queries& operator=(const sql_read_queries&) = delete;
  ~sql_read_queries();

  result<std::vector<std::uint64_t>> offsets();
  result<std::vector<order_view>> store_orders(const store_id& store,
                                               std::optional<order_status> status,
                                               const std::optional<list_key>& after,
                                               std::size_t limit);
  result<std::vector<order_view>> customer_orders(const customer_id& customer,
                                                  const std::optional<list_key>& after,
                                                  std::size_t limit);
  result<std::vector<order_view>> jobs(const rider_view& rider,
                                       const std::optional<list_key>& after, std::size_t limit);
  result<std::vector<dish_count>> dishes(const store_id& store,
                                         const std::optional<list_key>& after, std::size_t limit);
  result<std::vector<payment_record>> payments(const order_id& order);
  result<std::vector<topic_event>> topic(const brand_id& brand, std::uint64_t after,
                                         std::size_t limit);
  result<instant> as_of();

private:
  struct kept;
  std::unique_ptr<kept> kept_;
};

} // namespace baedal::persistence
