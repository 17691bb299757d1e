#include "persistence/postgres_read_model.hpp"

#include "persistence/change_columns.hpp"
#include "persistence/kept_statements.hpp"
#include "persistence/postgres_apply_sql.hpp"
#include "persistence/postgres_session.hpp"
#include "persistence/sql_errors.hpp"
#include "persistence/sql_notification_texts.hpp"
#include "persistence/sql_read_model.hpp"
#include "persistence/sql_read_texts.hpp"
#include "persistence/sql_run.hpp"

#include <soci/postgresql/soci-postgresql.h>
#include <soci/soci.h>

namespace baedal::persistence {

namespace {

constexpr auto division_by_zero = "22012";
constexpr auto unique_violation = "23505";

bool says(const std::exception& thrown, std::string_view sqlstate) {
  const auto* postgres = dynamic_cast<const soci::postgresql_soci_error*>(&thrown);
  return postgres != nullptr && postgres->sqlstate() == sqlstate;
}

class postgres_read_model final : public sql_read_model {
public:
  explicit postgres_read_model(postgres_url url) : url_(std::move(url)) {}
  ~postgres_read_model() override { close(); }

  result<unit> connect() override {
    close();
    return serve(open_postgres_session(url_), dialect::postgresql);
  }

  result<unit> apply(const read_changes& changes) override {
    if (!connected())
      return not_connected();
    if (!is_storable(changes))
      return errc::data_rejected;
    columns_.describe(changes);
    try {
      prepare();
      run_kept(*apply_);
      return unit{};
    } catch (const std::exception& thrown) {
      if ((topics_again_ && told_again_) || !says(thrown, unique_violation))
        return refused(thrown);
    }
    expect_all_again();
    return apply(changes);
  }

  result<unit> drop_all() override {
    if (!connected())
      return not_connected();
    try {
      soci::transaction all{session()};
      session() << "set local statement_timeout = 0";
      session() << sql::keep_places;
      session() << sql::keep_numbers;
      session() << "truncate order_row, payment_row, dish_count, topic, notification, "
                   "catalogue_store, catalogue_brand";
      session() << sql::reset_offsets;
      session() << sql::reset_time;
      all.commit();
      session() << "analyze topic_place";
      session() << "analyze notification_place";
      expect_all_again();
      return unit{};
    } catch (const std::exception& thrown) {
      return refused(thrown);
    }
  }

  [[nodiscard]] std::string name() const override { return "postgresql " + url_.display; }

private:
  /// Only who applies changes needs the statement, and may trade the last moments for not waiting
  /// for the disk.
  void prepare() {
    if (apply_)
      return;
    session() << "set synchronous_commit = off";
    soci::transaction forgetting{session()};
    session() << "set local statement_timeout = 0";
    session() << sql::forget_places;
    session() << sql::forget_numbers;
    forgetting.commit();
    int topics = 0, told = 0;
    session() << "select (exists (select from topic_place))::int, "
                 "(exists (select from notification_place))::int",
      soci::into(topics), soci::into(told);
    topics_again_ = topics_again_ || topics != 0;
    told_again_ = told_again_ || told != 0;
    session() << "set plan_cache_mode = force_generic_plan"; // Planning takes longer than running.
    const auto sql = sql::apply_changes(topics_again_, told_again_);
    apply_ = prepared(session(), sql, [&](soci::statement& fresh) {
      bind_columns(fresh, "f", columns_.offsets);
      bind_columns(fresh, "n", columns_.orders);
      bind_columns(fresh, "nn", columns_.new_orders);
      bind_columns(fresh, "m", columns_.payments);
      bind_columns(fresh, "c", columns_.dishes);
      bind_columns(fresh, "e", columns_.topic);
      if (!topics_again_)
        bind_columns(fresh, "g", columns_.heads);
      bind_columns(fresh, "w", columns_.notifications);
      if (!told_again_)
        bind_columns(fresh, "k", columns_.note_heads);
      bind_columns(fresh, "x", columns_.messages);
      bind_columns(fresh, "stores", columns_.stores);
      bind_columns(fresh, "brands", columns_.brands);
      fresh.exchange(soci::use(columns_.as_of_ms, "as_of"));
      fresh.exchange(soci::use(columns_.advances, "advances"));
    });
  }

  void expect_all_again() {
    apply_.reset();
    topics_again_ = told_again_ = true;
  }

  refusal refused(const std::exception& thrown) {
    const auto failed = failure_of(thrown);
    const auto detail = name() + ": " + failed.detail;
    if (says(thrown, division_by_zero))
      return {errc::version_exists, detail};
    if (failed.status == write_status::data_rejected)
      return {errc::data_rejected, detail};
    close();
    return {errc::unavailable, detail};
  }

  void close() {
    apply_.reset();
    topics_again_ = told_again_ = false;
    close_session();
  }

  postgres_url url_;
  change_columns columns_;
  bool topics_again_ = false; ///< events may have been applied before
  bool told_again_ = false;   ///< and so may notifications
  std::unique_ptr<soci::statement> apply_;
};

} // namespace

std::unique_ptr<read_model> make_postgres_read_model(postgres_url url) {
  return std::make_unique<postgres_read_model>(std::move(url));
}

} // namespace baedal::persistence
