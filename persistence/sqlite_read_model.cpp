#include "persistence/sqlite_read_model.hpp"

#include "persistence/sql_errors.hpp"
#include "persistence/sql_read_model.hpp"
#include "persistence/sqlite_read_writes.hpp"
#include "persistence/sqlite_session.hpp"

#include <soci/soci.h>

namespace baedal::persistence {

namespace {

class sqlite_read_model final : public sql_read_model {
public:
  explicit sqlite_read_model(std::string path) : path_(std::move(path)) {}
  ~sqlite_read_model() override { close(); }

  result<unit> connect() override {
    close();
    return serve(open_sqlite_session(path_, sqlite_sync::normal), dialect::sqlite);
  }

  result<unit> apply(const read_changes& changes) override {
    if (!is_storable(changes))
      return errc::data_rejected;
    return in_transaction([&](sqlite_read_writes& writes) { return writes.apply(changes); });
  }

  result<unit> drop_all() override {
    return in_transaction([](sqlite_read_writes& writes) {
      writes.drop_all();
      return true;
    });
  }

  [[nodiscard]] std::string name() const override { return "sqlite " + path_; }

private:
  /// `work` answers whether its changes fit; if not, or if it throws, nothing stays written.
  template <class Work>
  result<unit> in_transaction(Work work) {
    if (!connected())
      return not_connected();
    try {
      if (!writes_) {
        session() << "pragma cache_size = -16384";
        writes_ = std::make_unique<sqlite_read_writes>(session());
      }
      writes_->begin();
      if (work(*writes_)) {
        writes_->commit();
        return unit{};
      }
      writes_->roll_back();
      return errc::version_exists;
    } catch (const std::exception& thrown) {
      const auto failed = failure_of(thrown);
      close(); // Whatever was begun ends with the connection.
      return refusal{failed.status == write_status::data_rejected ? errc::data_rejected
                                                                  : errc::unavailable,
                     name() + ": " + failed.detail};
    }
  }

  void close() {
    writes_.reset();
    close_session();
  }

  std::string path_;
  std::unique_ptr<sqlite_read_writes> writes_;
};

} // namespace

std::unique_ptr<read_model> make_sqlite_read_model(std::string path) {
  return std::make_unique<sqlite_read_model>(std::move(path));
}

} // namespace baedal::persistence
