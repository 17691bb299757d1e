#include "persistence/postgres_journal.hpp"

#include "persistence/postgres_session.hpp"
#include "persistence/sql_errors.hpp"
#include "persistence/sql_journal.hpp"
#include "persistence/sql_run.hpp"
#include "persistence/storable.hpp"

#include <soci/postgresql/soci-postgresql.h>
#include <soci/soci.h>

#include <charconv>

namespace baedal::persistence {

namespace {

/// Events by plain insert: one taken key rolls everything back, the other tables included. Rows are
/// inserted in the document's order, which is by slice and position.
constexpr auto write_sql =
  "with w as (select s, n, u from json_to_recordset(:w::json) as x(s integer, n text, u bigint)), "
  "set_wakeup as (insert into wakeup (slice, entity, due_ms) select s, n, u from w "
  "where u is not null on conflict (slice, entity) do update set due_ms = excluded.due_ms), "
  "no_wakeup as (delete from wakeup using w where w.u is null and wakeup.slice = w.s "
  "and wakeup.entity = w.n), "
  "set_personal as (insert into personal (slice, entity, content) "
  "select s, n, d from json_to_recordset(:p::json) as y(s integer, n text, d text) "
  "on conflict (slice, entity) do update set content = excluded.content) "
  "insert into event (slice, position, entity, version, event_id, type, payload, at_ms, hash, "
  "epoch) "
  "select s, p, n, v, i, t, d, a, h, o from json_to_recordset(:e::json) as z(s integer, p bigint, "
  "n text, v bigint, i text, t text, d text, a bigint, h text, o bigint)";

/// A JSON array of objects, built by hand: it costs less than a microsecond per event.
class json_rows {
public:
  void clear() {
    text.clear();
    text.push_back('[');
  }
  json_rows& row() {
    text.append(text.size() > 1 ? ",{" : "{");
    first_ = true;
    return *this;
  }
  json_rows& put(char key, std::string_view value) {
    name(key);
    append_json_string(text, value);
    return *this;
  }
  json_rows& put(char key, std::int64_t value) {
    name(key);
    char digits[24];
    const auto end = std::to_chars(digits, digits + sizeof digits, value).ptr;
    text.append(digits, end);
    return *this;
  }
  void end() { text.push_back('}'); }
  void finish() { text.push_back(']'); }

  std::string text = "[]";

private:
  void name(char key) {
    if (!first_)
      text.push_back(',');
    first_ = false;
    text.push_back('"');
    text.push_back(key);
    text.append("\":");
  }

  bool first_ = true;
};

class postgres_journal final : public sql_journal {
public:
  explicit postgres_journal(postgres_url url) : url_(std::move(url)) {}
  ~postgres_journal() override { close(); }

  result<unit> connect() override {
    close();
    auto fresh = open_postgres_session(url_);
    if (!fresh)
      return fresh.error();
    try {
      if (!keeps_utf8(**fresh))
        return refusal{errc::unavailable, name() + ": the database's encoding must be UTF8"};
      if (auto served = serve(std::move(fresh), dialect::postgresql); !served)
        return served;
      prepare();
      return unit{};
    } catch (const std::exception& thrown) {
      close();
      return refusal{errc::unavailable, name() + ": " + failure_of(thrown).detail};
    }
  }

  write_status write(const write_batch& batch) override {
    if (!is_storable(batch))
      return write_status::data_rejected;
    if (!write_)
      return write_status::lost;
    try {
      describe(batch);
      run_kept(*write_);
      return write_status::written;
    } catch (const std::exception& thrown) {
      const auto status = failure_of(thrown).status;
      if (status != write_status::lost && alive())
        return status;
      close();
      return write_status::lost;
    }
  }

  [[nodiscard]] std::string name() const override { return "postgresql " + url_.display; }

private:
  static bool keeps_utf8(soci::session& session) {
    std::string encoding;
    session << "show server_encoding", soci::into(encoding);
    return encoding == "UTF8" || encoding == "SQL_ASCII";
  }

  void prepare() {
    write_ =
      std::make_unique<soci::statement>((session().prepare << write_sql, soci::use(wakeups_.text),
                                         soci::use(personals_.text), soci::use(events_.text)));
  }

  void describe(const write_batch& batch) {
    events_.clear();
    for (const auto& row : batch.events)
      events_.row()
        .put('s', row.slice)
        .put('p', static_cast<std::int64_t>(row.position))
        .put('n', row.entity)
        .put('v', static_cast<std::int64_t>(row.version))
        .put('i', row.event_id)
        .put('t', row.type)
        .put('d', row.payload)
        .put('a', row.at.time_since_epoch().count())
        .put('h', row.hash)
        .put('o', static_cast<std::int64_t>(row.epoch))
        .end();
    events_.finish();
    wakeups_.clear();
    for (const auto& row : batch.wakeups) {
      wakeups_.row().put('s', row.slice).put('n', row.entity);
      if (row.due)
        wakeups_.put('u', row.due->time_since_epoch().count());
      wakeups_.end();
    }
    wakeups_.finish();
    personals_.clear();
    for (const auto& row : batch.personals)
      personals_.row().put('s', row.slice).put('n', row.entity).put('d', row.content).end();
    personals_.finish();
  }

  bool alive() {
    const auto* backend = static_cast<soci::postgresql_session_backend*>(session().get_backend());
    return PQstatus(backend->conn_) == CONNECTION_OK;
  }

  /// A new connection gets a new statement.
  void close() {
    write_.reset();
    close_session();
  }

  postgres_url url_;
  json_rows events_, wakeups_, personals_;
  std::unique_ptr<soci::statement> write_;
};

} // namespace

std::unique_ptr<journal> make_postgres_journal(postgres_url url) {
  return std::make_unique<postgres_journal>(std::move(url));
}

} // namespace baedal::persistence
