#pragma once

#include "persistence/sql_reads.hpp"

namespace baedal::persistence {

/// What both SQL journals share: reading over one session, and closing it in the right order.
class sql_journal : public journal {
public:
  sql_journal();
  sql_journal(const sql_journal&) = delete;
  sql_journal& operator=(const sql_journal&) = delete;
  ~sql_journal() override;

  result<std::vector<ownership>> owners(std::span<const std::uint32_t> slices) override;
  result<std::vector<bool>> holds(std::span<const event_row> rows) override;
  result<std::vector<event_row>> events_of(const std::string& entity, std::uint64_t after,
                                           std::size_t limit) override;
  result<std::vector<history>> histories(std::span<const std::string> entities) override;
  result<std::vector<std::optional<std::string>>>
  personal_rows(std::span<const std::string> entities) override;
  result<std::vector<event_row>> events_in(std::uint32_t slice, std::uint64_t after,
                                           std::size_t limit) override;
  result<std::vector<wakeup_row>> due(instant until, const wakeup_row& after,
                                      std::size_t limit) override;
  result<unit> save(const snapshot& taken) override;

protected:
  /// Statements die before their session, else SQLite keeps the file open.
  void close_session();
  /// Brings the schema up to date and reads from this session from now on.
  result<unit> serve(result<std::unique_ptr<soci::session>> opened, dialect speaks);
  [[nodiscard]] bool is_open() const { return session_ != nullptr; }
  soci::session& session() { return *session_; }

private:
  template <class Read>
  auto read(Read how) -> decltype(how(std::declval<sql_reads&>()));

  std::unique_ptr<soci::session> session_;
  std::unique_ptr<sql_reads> reads_;
};

} // namespace baedal::persistence
