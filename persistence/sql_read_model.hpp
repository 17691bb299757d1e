#pragma once

#include "persistence/sql_notifications.hpp"
#include "persistence/sql_collections.hpp"
#include "persistence/sql_read_queries.hpp"

namespace baedal::persistence {

/// What both SQL read models share: the readers' side over one session, and closing it in the right
/// order.
class sql_read_model : public read_model {
public:
  sql_read_model();
  sql_read_model(const sql_read_model&) = delete;
  sql_read_model& operator=(const sql_read_model&) = delete;
  ~sql_read_model() override;

  result<std::vector<std::uint64_t>> offsets() override;
  result<std::uint64_t> consumer_position(const std::string& consumer,
                                          const std::string& topic) override;
  result<unit> keep_consumer_position(const std::string& consumer, const std::string& topic,
                                      std::uint64_t position) override;
  result<std::vector<order_view>> store_orders(const store_id& store,
                                               std::optional<order_status> status,
                                               const std::optional<list_key>& after,
                                               std::size_t limit) override;
  result<std::vector<order_view>> customer_orders(const customer_id& customer,
                                                  const std::optional<list_key>& after,
                                                  std::size_t limit) override;
  result<std::vector<order_view>>
  jobs(const rider_view& rider, const std::optional<list_key>& after, std::size_t limit) override;
  result<collection_piece> collection(const collection_query& what) override;
  result<std::vector<dish_count>>
  dishes(const store_id& store, const std::optional<list_key>& after, std::size_t limit) override;
  result<std::vector<payment_record>> payments(const order_id& order) override;
  result<std::vector<topic_event>> topic(const brand_id& brand, std::uint64_t after,
                                         std::size_t limit) override;
  result<instant> as_of() override;
  result<std::vector<store_card>> stores() override;
  result<std::vector<brand_view>> brands() override;
  result<std::vector<order_view>> orders(std::span<const order_id> ids) override;
  notification_table& notifications() override { return notifications_; }
  result<std::vector<std::string>> dump() override;

protected:
  /// Statements die before their session.
  void close_session();
  /// Brings the schema up to date and reads from this session from now on.
  result<unit> serve(result<std::unique_ptr<soci::session>> opened, dialect speaks);
  soci::session& session() { return *session_; }
  [[nodiscard]] bool connected() const { return queries_ != nullptr; }
  [[nodiscard]] refusal not_connected() const;

private:
  template <class Read>
  auto whole(Read read) -> decltype(read());

  std::unique_ptr<soci::session> session_;
  std::unique_ptr<sql_read_queries> queries_;
  sql_notifications notifications_;
  std::unique_ptr<sql_collections> collections_;
};

} // namespace baedal::persistence
