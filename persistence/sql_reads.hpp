#pragma once

#include "persistence/journal.hpp"
#include "persistence/migrations.hpp"

namespace baedal::persistence {

/// Everything of a `journal` but connecting and writing batches: the same for both SQL adapters.
/// Its statements are prepared once per connection; it must be destroyed before the session. A
/// failure is refused with `unavailable`.
class sql_reads {
public:
  sql_reads(soci::session& session, dialect speaks);
  sql_reads(const sql_reads&) = delete;
  sql_reads& operator=(const sql_reads&) = delete;
  ~sql_reads();

  result<std::vector<ownership>> owners(std::span<const std::uint32_t> slices);
  result<std::vector<bool>> holds(std::span<const event_row> rows);
  result<std::vector<event_row>> events_of(const std::string& entity, std::uint64_t after,
                                           std::size_t limit);
  result<std::vector<history>> histories(std::span<const std::string> entities);
  result<std::vector<std::optional<std::string>>>
  personal_rows(std::span<const std::string> entities);
  result<std::vector<event_row>> events_in(std::uint32_t slice, std::uint64_t after,
                                           std::size_t limit);
  result<std::vector<wakeup_row>> due(instant until, const wakeup_row& after, std::size_t limit);
  result<unit> save(const snapshot& taken);

private:
  struct kept;
  std::unique_ptr<kept> kept_;
};

} // namespace baedal::persistence
