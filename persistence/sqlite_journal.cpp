#include "persistence/sqlite_journal.hpp"

#include "persistence/sql_errors.hpp"
#include "persistence/sql_journal.hpp"
#include "persistence/sqlite_session.hpp"
#include "persistence/storable.hpp"

#include <soci/soci.h>
#include <soci/sqlite3/soci-sqlite3.h>

namespace baedal::persistence {

namespace {

using soci::use;

/// Kept statements of the write path and the variables bound to them.
struct sqlite_writes {
  explicit sqlite_writes(soci::session& session)
    : event((session.prepare << "insert into event (slice, position, entity, version, event_id, "
                                "type, payload, at_ms, hash, epoch) values "
                                "(:s, :p, :e, :v, :i, :t, :d, :a, :h, :o)",
             use(slice), use(position), use(entity), use(version), use(event_id), use(type),
             use(payload), use(at_ms), use(hash), use(epoch))),
      wakeup((session.prepare << "insert into wakeup (slice, entity, due_ms) values (:s, :e, :u) "
                                 "on conflict (slice, entity) do update set "
                                 "due_ms = excluded.due_ms",
              use(slice), use(entity), use(at_ms))),
      no_wakeup((session.prepare << "delete from wakeup where slice = :s and entity = :e",
                 use(slice), use(entity))),
      personal((session.prepare << "insert into personal (slice, entity, content) values "
                                   "(:s, :e, :c) on conflict (slice, entity) do update set "
                                   "content = excluded.content",
                use(slice), use(entity), use(payload))),
      begin(session.prepare << "begin immediate"), commit(session.prepare << "commit"),
      rollback(session.prepare << "rollback") {
    // nop
  }

  void add(const event_row& row) {
    slice = row.slice;
    position = static_cast<long long>(row.position);
    entity = row.entity;
    version = static_cast<long long>(row.version);
    event_id = row.event_id;
    type = row.type;
    payload = row.payload;
    at_ms = row.at.time_since_epoch().count();
    hash = row.hash;
    epoch = static_cast<long long>(row.epoch);
    event.execute(true);
  }

  void add(const wakeup_row& row) {
    slice = row.slice;
    entity = row.entity;
    at_ms = row.due ? row.due->time_since_epoch().count() : 0;
    (row.due ? wakeup : no_wakeup).execute(true);
  }

  void add(const personal_row& row) {
    slice = row.slice;
    entity = row.entity;
    payload = row.content;
    personal.execute(true);
  }

  long long slice = 0, position = 0, version = 0, at_ms = 0, epoch = 0;
  std::string entity, event_id, type, payload, hash;
  soci::statement event, wakeup, no_wakeup, personal, begin, commit, rollback;
};

class sqlite_journal final : public sql_journal {
public:
  explicit sqlite_journal(std::string path) : path_(std::move(path)) {}
  ~sqlite_journal() override { close(); }

  result<unit> connect() override {
    close();
    return serve(open_sqlite_session(path_, sqlite_sync::full), dialect::sqlite);
  }

  write_status write(const write_batch& batch) override {
    if (!is_storable(batch))
      return write_status::data_rejected;
    if (!is_open())
      return write_status::lost;
    try {
      prepare_to_write();
      writes_->begin.execute(true);
    } catch (const std::exception& thrown) {
      const auto status = failure_of(thrown).status;
      return status == write_status::lost ? broken() : write_status::refused;
    }
    try {
      insert(batch);
      writes_->commit.execute(true);
      return write_status::written;
    } catch (const std::exception& thrown) {
      const auto status = failure_of(thrown).status;
      return status == write_status::lost || !rolled_back() ? broken() : status;
    }
  }

  [[nodiscard]] std::string name() const override { return "sqlite " + path_; }

private:
  /// Connections that only read need neither the statements nor so much memory.
  void prepare_to_write() {
    if (writes_)
      return;
    session() << "pragma cache_size = -65536";
    writes_ = std::make_unique<sqlite_writes>(session());
  }

  void insert(const write_batch& batch) {
    for (const auto& row : batch.events)
      writes_->add(row);
    for (const auto& row : batch.wakeups)
      writes_->add(row);
    for (const auto& row : batch.personals)
      writes_->add(row);
  }

  /// Ends a failed transaction; SQLite may have ended it by itself.
  bool rolled_back() {
    auto* backend = static_cast<soci::sqlite3_session_backend*>(session().get_backend());
    if (sqlite_api::sqlite3_get_autocommit(backend->conn_) != 0)
      return true;
    try {
      writes_->rollback.execute(true);
      return true;
    } catch (const std::exception&) {
      return false;
    }
  }

  write_status broken() {
    close();
    return write_status::lost;
  }

  void close() {
    writes_.reset();
    close_session();
  }

  std::string path_;
  std::unique_ptr<sqlite_writes> writes_;
};

} // namespace

std::unique_ptr<journal> make_sqlite_journal(std::string path) {
  return std::make_unique<sqlite_journal>(std::move(path));
}

} // namespace baedal::persistence
