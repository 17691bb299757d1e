#include "persistence/sql_read_model.hpp"

#include "persistence/catalogue_rows.hpp"
#include "persistence/order_view_codec.hpp"
#include "persistence/sql_errors.hpp"
#include "persistence/sql_read_dump.hpp"

#include <soci/soci.h>

namespace baedal::persistence {

sql_read_model::sql_read_model() = default;

sql_read_model::~sql_read_model() {
  close_session();
}

void sql_read_model::close_session() {
  notifications_.detach();
  queries_.reset();
  collections_.reset();
  session_.reset();
}

result<unit> sql_read_model::serve(result<std::unique_ptr<soci::session>> opened, dialect speaks) {
  if (!opened)
    return opened.error();
  if (auto migrated = migrate(**opened, speaks, "read_models"); !migrated)
    return refusal{errc::unavailable, name() + ": " + migrated.error().detail};
  session_ = *std::move(opened);
  queries_ = std::make_unique<sql_read_queries>(*session_, speaks);
  notifications_.attach(*session_, speaks);
  collections_ = std::make_unique<sql_collections>(*session_);
  return unit{};
}

refusal sql_read_model::not_connected() const {
  return {errc::unavailable, name() + ": not connected"};
}

result<std::vector<std::uint64_t>> sql_read_model::offsets() {
  if (!queries_)
    return not_connected();
  return queries_->offsets();
}

result<std::vector<order_view>> sql_read_model::store_orders(const store_id& store,
                                                             std::optional<order_status> status,
                                                             const std::optional<list_key>& after,
                                                             std::size_t limit) {
  if (!queries_)
    return not_connected();
  return queries_->store_orders(store, status, after, limit);
}

result<std::vector<order_view>>
sql_read_model::customer_orders(const customer_id& customer, const std::optional<list_key>& after,
                                std::size_t limit) {
  if (!queries_)
    return not_connected();
  return queries_->customer_orders(customer, after, limit);
}

result<std::vector<order_view>> sql_read_model::jobs(const rider_view& rider,
                                                     const std::optional<list_key>& after,
                                                     std::size_t limit) {
  if (!queries_)
    return not_connected();
  return queries_->jobs(rider, after, limit);
}

result<collection_piece> sql_read_model::collection(const collection_query& what) {
  if (!collections_)
    return not_connected();
  return collections_->piece_of(what);
}

result<std::vector<dish_count>> sql_read_model::dishes(const store_id& store,
                                                       const std::optional<list_key>& after,
                                                       std::size_t limit) {
  if (!queries_)
    return not_connected();
  return queries_->dishes(store, after, limit);
}

result<std::vector<payment_record>> sql_read_model::payments(const order_id& order) {
  if (!queries_)
    return not_connected();
  return queries_->payments(order);
}

result<std::vector<topic_event>> sql_read_model::topic(const brand_id& brand, std::uint64_t after,
                                                       std::size_t limit) {
  if (!queries_)
    return not_connected();
  return queries_->topic(brand, after, limit);
}

result<instant> sql_read_model::as_of() {
  if (!queries_)
    return not_connected();
  return queries_->as_of();
}

template <class Read>
auto sql_read_model::whole(Read read) -> decltype(read()) {
  if (!session_)
    return not_connected();
  try {
    return read();
  } catch (const std::exception& thrown) {
    return refusal{errc::unavailable, name() + ": " + failure_of(thrown).detail};
  }
}

result<std::uint64_t> sql_read_model::consumer_position(const std::string& consumer,
                                                        const std::string& topic) {
  return whole([&]() -> result<std::uint64_t> {
    long long position = 0;
    session() << "select position from consumer_position where consumer = :c and topic = :t",
      soci::use(consumer), soci::use(topic), soci::into(position);
    return static_cast<std::uint64_t>(position);
  });
}

result<unit> sql_read_model::keep_consumer_position(const std::string& consumer,
                                                    const std::string& topic,
                                                    std::uint64_t position) {
  return whole([&]() -> result<unit> {
    const auto stored = static_cast<long long>(position);
    session() << "insert into consumer_position (consumer, topic, position) values (:c, :t, :p) "
                 "on conflict (consumer, topic) do update set position = excluded.position "
                 "where consumer_position.position < excluded.position",
      soci::use(consumer), soci::use(topic), soci::use(stored);
    return unit{};
  });
}

result<std::vector<store_card>> sql_read_model::stores() {
  return whole([&] { return cards_of(catalogue_in(session(), "catalogue_store", "store_id")); });
}

result<std::vector<brand_view>> sql_read_model::brands() {
  return whole([&] { return brands_of(catalogue_in(session(), "catalogue_brand", "brand")); });
}

result<std::vector<order_view>> sql_read_model::orders(std::span<const order_id> ids) {
  return whole([&]() -> result<std::vector<order_view>> {
    std::vector<order_view> found;
    for (const auto& id : ids) {
      std::string body;
      session() << "select body from order_row where order_id = :id", soci::into(body),
        soci::use(id.value);
      if (!session().got_data())
        continue;
      auto view = decode_order_view(body);
      if (!view)
        return view.error();
      found.push_back(std::move(*view));
    }
    return found;
  });
}

result<std::vector<std::string>> sql_read_model::dump() {
  return whole([&]() -> result<std::vector<std::string>> { return dump_of(session()); });
}

} // namespace baedal::persistence
