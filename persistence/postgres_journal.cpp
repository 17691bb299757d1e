#include "persistence/postgres_journal.hpp"

#include "persistence/kept_statements.hpp"
#include "persistence/postgres_session.hpp"
#include "persistence/sql_errors.hpp"
#include "persistence/sql_journal.hpp"
#include "persistence/sql_run.hpp"
#include "persistence/storable.hpp"

#include <soci/postgresql/soci-postgresql.h>
#include <soci/soci.h>

#include <algorithm>
#include <unordered_set>

namespace baedal::persistence {

namespace {

using sql::unfolded;

/// Events by plain insert: one taken key rolls everything back, the other tables included. Rows are
/// inserted in the order given, which is by slice and position. What stands beside the first event
/// of an entity (`nw`, `np`) is new, too: nothing has to be looked for.
std::string write_sql() {
  return "with new_wakeup as (insert into wakeup (slice, entity, due_ms) select nw.* from "
         + unfolded("nw", {{"s", "integer"}, {"n", "text"}, {"u", "bigint"}}, ":separator")
         + " where u is not null), "
           "new_personal as (insert into personal (slice, entity, content) select np.* from "
         + unfolded("np", {{"s", "integer"}, {"n", "text"}, {"d", "text"}}, ":separator")
         + " where s is not null), "
           "w as (select s, n, u from "
         + unfolded("w", {{"s", "integer"}, {"n", "text"}, {"u", "bigint"}}, ":separator")
         + " where s is not null), "
           "set_wakeup as (insert into wakeup (slice, entity, due_ms) select s, n, u from w "
           "where u is not null on conflict (slice, entity) do update set due_ms = "
           "excluded.due_ms), "
           "no_wakeup as (delete from wakeup using w where w.u is null and wakeup.slice = w.s "
           "and wakeup.entity = w.n), "
           "set_personal as (insert into personal (slice, entity, content) select s, n, d from "
         + unfolded("p", {{"s", "integer"}, {"n", "text"}, {"d", "text"}}, ":separator")
         + " where s is not null on conflict (slice, entity) do update set "
           "content = excluded.content) "
           "insert into event (slice, position, entity, version, event_id, type, payload, at_ms, "
           "hash, epoch) select s, p, n, v, i, t, d, a, h, o from "
         + unfolded("e",
                    {{"s", "integer"},
                     {"p", "bigint"},
                     {"n", "text"},
                     {"v", "bigint"},
                     {"i", "text"},
                     {"t", "text"},
                     {"d", "text"},
                     {"a", "bigint"},
                     {"h", "text"},
                     {"o", "bigint"}},
                    ":separator")
         + " where s is not null";
}

/// A control character that is in no text of the batch, or NUL: there is none.
char separator_for(const write_batch& batch) {
  const auto is_free = [&](char c) {
    const auto lacks = [c](const std::string& text) { return text.find(c) == std::string::npos; };
    return std::all_of(batch.events.begin(), batch.events.end(),
                       [&](const event_row& row) {
                         return lacks(row.entity) && lacks(row.event_id) && lacks(row.type)
                                && lacks(row.payload) && lacks(row.hash);
                       })
           && std::all_of(batch.wakeups.begin(), batch.wakeups.end(),
                          [&](const wakeup_row& row) { return lacks(row.entity); })
           && std::all_of(batch.personals.begin(), batch.personals.end(),
                          [&](const personal_row& row) {
                            return lacks(row.entity) && lacks(row.content);
                          });
  };
  char found = usual_separator;
  while (found != 0 && !is_free(found))
    --found;
  return found;
}

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
    const auto separator = separator_for(batch);
    if (separator == 0)
      return write_status::data_rejected;
    try {
      describe(batch, separator);
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
    write_ = prepared(session(), write_sql(), [&](soci::statement& fresh) {
      bind_columns(fresh, "nw", new_wakeups_);
      bind_columns(fresh, "np", new_personals_);
      bind_columns(fresh, "w", wakeups_);
      bind_columns(fresh, "p", personals_);
      bind_columns(fresh, "e", events_);
      fresh.exchange(soci::use(separator_, "separator"));
    });
  }

  void describe(const write_batch& batch, char separator) {
    separator_ = separator;
    std::unordered_set<std::string_view> begun;
    clear(events_);
    for (const auto& row : batch.events) {
      add_row(events_, separator, row.slice, row.position, row.entity, row.version, row.event_id,
              row.type, row.payload, row.at, row.hash, row.epoch);
      if (row.version == 1)
        begun.insert(row.entity);
    }
    clear(new_wakeups_);
    clear(wakeups_);
    for (const auto& row : batch.wakeups)
      add_row(begun.contains(row.entity) ? new_wakeups_ : wakeups_, separator, row.slice,
              row.entity, row.due);
    clear(new_personals_);
    clear(personals_);
    for (const auto& row : batch.personals)
      add_row(begun.contains(row.entity) ? new_personals_ : personals_, separator, row.slice,
              row.entity, row.content);
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
  column_texts<10> events_;
  column_texts<3> wakeups_, personals_;         ///< of entities that may have such a row
  column_texts<3> new_wakeups_, new_personals_; ///< of others
  std::string separator_;
  std::unique_ptr<soci::statement> write_;
};

} // namespace

std::unique_ptr<journal> make_postgres_journal(postgres_url url) {
  return std::make_unique<postgres_journal>(std::move(url));
}

} // namespace baedal::persistence
