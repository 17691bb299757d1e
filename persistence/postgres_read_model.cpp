#include "persistence/postgres_read_model.hpp"

#include "persistence/change_document.hpp"
#include "persistence/sql_errors.hpp"
#include "persistence/sql_read_model.hpp"
#include "persistence/sql_read_texts.hpp"

#include <soci/postgresql/soci-postgresql.h>
#include <soci/soci.h>

namespace baedal::persistence {

namespace {

/// One statement is one transaction and one round trip. Its last line divides by zero, which undoes
/// everything, where an offset is not what the changes begin at. Events that had a place in their
/// topic before the read models were dropped get it back; new ones get the brand's next places, in
/// the document's order.
constexpr auto apply_sql =
  "with moved as (update projection_offset o set position = x.p "
  "from json_to_recordset(:offsets::json) as x(s integer, a bigint, p bigint) "
  "where o.slice = x.s and o.position = x.a returning 1), "

  "orders as (insert into order_row as o (order_id, slice, brand, store_id, customer_id, area, "
  "status, placed_ms, version, hidden, queue, job, offers, lat, lon, body) "
  "select i, s, b, e, c, a, u, p, v, h, q, j, f, x, y, d from json_to_recordset(:orders::json) "
  "as r(i text, s integer, b text, e text, c text, a text, u text, p bigint, v bigint, "
  "h smallint, q smallint, j smallint, f integer, x double precision, y double precision, d json) "
  "on conflict (order_id) do update set status = excluded.status, version = excluded.version, "
  "hidden = excluded.hidden, queue = excluded.queue, job = excluded.job, "
  "offers = excluded.offers, body = excluded.body where excluded.version > o.version), "

  "payments as (insert into payment_row (order_id, version, what, amount, method, at_ms) "
  "select i, v, u, a, m, t from json_to_recordset(:payments::json) "
  "as r(i text, v bigint, u text, a bigint, m text, t bigint)), "

  "dishes as (insert into dish_count as d (store_id, item_id, name, orders, quantity, counted_ms) "
  "select e, i, n, o, q, t from json_to_recordset(:dishes::json) "
  "as r(e text, i text, n text, o bigint, q bigint, t bigint) "
  "on conflict (store_id, item_id) do update set orders = d.orders + excluded.orders, "
  "quantity = d.quantity + excluded.quantity, "
  "name = case when (excluded.counted_ms, excluded.name) > (d.counted_ms, d.name) "
  "then excluded.name else d.name end, "
  "counted_ms = greatest(d.counted_ms, excluded.counted_ms)), "

  "events as materialized (select r.*, row_number() over () as n, (select position "
  "from topic_place k where k.slice = r.s and k.slice_position = r.q) as place "
  "from json_to_recordset(:topic::json) as r(s integer, q bigint, b text, i text, v bigint, "
  "u text, t bigint, d json)), "
  "fresh as (select s, q, row_number() over (partition by b order by n) as rank, "
  "count(*) over (partition by b) as total from events where place is null), "
  "heads as (insert into topic_head as h (brand, position) "
  "select b, count(*) from events where place is null group by b order by b "
  "on conflict (brand) do update set position = h.position + excluded.position "
  "returning brand, position), "
  "topics as (insert into topic (brand, position, slice, slice_position, order_id, version, "
  "type, at_ms, data) select b, coalesce(place, h.position - total + rank), e.s, e.q, i, v, u, "
  "t, d from events e left join fresh f on f.s = e.s and f.q = e.q "
  "left join heads h on h.brand = e.b), "

  "stores as (insert into catalogue_store as c (store_id, version, body) "
  "select i, v, d from json_to_recordset(:stores::json) as r(i text, v bigint, d json) "
  "on conflict (store_id) do update set version = excluded.version, body = excluded.body "
  "where excluded.version > c.version), "
  "brands as (insert into catalogue_brand as c (brand, version, body) "
  "select i, v, d from json_to_recordset(:brands::json) as r(i text, v bigint, d json) "
  "on conflict (brand) do update set version = excluded.version, body = excluded.body "
  "where excluded.version > c.version), "
  "now as (update projection_time set as_of_ms = greatest(as_of_ms, :as_of) where id = 1) "
  "select 1 / (case when (select count(*) from moved) = :advances then 1 else 0 end)";

constexpr auto division_by_zero = "22012";

class postgres_read_model final : public sql_read_model {
public:
  explicit postgres_read_model(postgres_url url) : url_(std::move(url)) {}
  ~postgres_read_model() override { close(); }

  result<unit> connect() override {
    close();
    try {
      return open();
    } catch (const soci::soci_error& thrown) {
      close();
      return refusal{errc::unavailable,
                     name() + ": " + clean_message(thrown.get_error_message(), url_)};
    } catch (const std::exception& thrown) {
      close();
      return refusal{errc::unavailable, name() + ": " + failure_of(thrown).detail};
    }
  }

  result<unit> apply(const read_changes& changes) override {
    if (!connected())
      return not_connected();
    if (!is_storable(changes))
      return errc::data_rejected;
    document_.describe(changes);
    try {
      prepare();
      apply_->execute(true);
      return unit{};
    } catch (const std::exception& thrown) {
      return refused(thrown);
    }
  }

  result<unit> drop_all() override {
    if (!connected())
      return not_connected();
    try {
      soci::transaction all{session()};
      session() << "set local statement_timeout = 0";
      session() << sql::keep_places;
      session()
        << "truncate order_row, payment_row, dish_count, topic, catalogue_store, catalogue_brand";
      session() << sql::reset_offsets;
      session() << sql::reset_time;
      all.commit();
      session() << "analyze topic_place";
      return unit{};
    } catch (const std::exception& thrown) {
      return refused(thrown);
    }
  }

  [[nodiscard]] std::string name() const override { return "postgresql " + url_.display; }

private:
  result<unit> open() {
    auto fresh = std::make_unique<soci::session>(soci::postgresql, url_.conninfo);
    if (auto migrated = migrate(*fresh, dialect::postgresql, "read_models"); !migrated)
      return refusal{errc::unavailable, name() + ": " + migrated.error().detail};
    serve(std::move(fresh), dialect::postgresql);
    return unit{};
  }

  /// Only who applies changes needs the statement, and may trade the last moments for not waiting
  /// for the disk.
  void prepare() {
    if (apply_)
      return;
    session() << "set synchronous_commit = off";
    session() << "set plan_cache_mode = force_generic_plan"; // Planning takes longer than running.
    auto fresh = std::make_unique<soci::statement>(
      (session().prepare << apply_sql, soci::use(document_.offsets, "offsets"),
       soci::use(document_.orders, "orders"), soci::use(document_.payments, "payments"),
       soci::use(document_.dishes, "dishes"), soci::use(document_.topic, "topic"),
       soci::use(document_.stores, "stores"), soci::use(document_.brands, "brands"),
       soci::use(document_.as_of_ms, "as_of"), soci::use(document_.advances, "advances")));
    apply_ = std::move(fresh);
  }

  refusal refused(const std::exception& thrown) {
    const auto* postgres = dynamic_cast<const soci::postgresql_soci_error*>(&thrown);
    const auto failed = failure_of(thrown);
    const auto detail = name() + ": " + failed.detail;
    if (postgres != nullptr && postgres->sqlstate() == division_by_zero)
      return {errc::version_exists, detail};
    if (failed.status == write_status::data_rejected)
      return {errc::data_rejected, detail};
    close();
    return {errc::unavailable, detail};
  }

  void close() {
    apply_.reset();
    close_session();
  }

  postgres_url url_;
  change_document document_;
  std::unique_ptr<soci::statement> apply_;
};

} // namespace

std::unique_ptr<read_model> make_postgres_read_model(postgres_url url) {
  return std::make_unique<postgres_read_model>(std::move(url));
}

} // namespace baedal::persistence
