#include "persistence/sql_journal.hpp"

#include <soci/soci.h>

namespace baedal::persistence {

sql_journal::sql_journal() = default;

sql_journal::~sql_journal() {
  close_session();
}

void sql_journal::close_session() {
  reads_.reset();
  session_.reset();
}

result<unit> sql_journal::serve(result<std::unique_ptr<soci::session>> opened, dialect speaks) {
  if (!opened)
    return opened.error();
  if (auto migrated = migrate(**opened, speaks, "journal"); !migrated)
    return refusal{errc::unavailable, name() + ": " + migrated.error().detail};
  session_ = *std::move(opened);
  reads_ = std::make_unique<sql_reads>(*session_, speaks);
  return unit{};
}

template <class Read>
auto sql_journal::read(Read how) -> decltype(how(std::declval<sql_reads&>())) {
  if (!reads_)
    return refusal{errc::unavailable, name() + ": not connected"};
  return how(*reads_);
}

result<std::vector<ownership>> sql_journal::owners(std::span<const std::uint32_t> slices) {
  return read([&](auto& from) { return from.owners(slices); });
}

result<std::vector<bool>> sql_journal::holds(std::span<const event_row> rows) {
  return read([&](auto& from) { return from.holds(rows); });
}

result<std::vector<event_row>> sql_journal::events_of(const std::string& entity,
                                                      std::uint64_t after, std::size_t limit) {
  return read([&](auto& from) { return from.events_of(entity, after, limit); });
}

result<std::vector<history>> sql_journal::histories(std::span<const std::string> entities) {
  return read([&](auto& from) { return from.histories(entities); });
}

result<std::vector<std::optional<std::string>>>
sql_journal::personal_rows(std::span<const std::string> entities) {
  return read([&](auto& from) { return from.personal_rows(entities); });
}

result<std::vector<event_row>> sql_journal::events_in(std::uint32_t slice, std::uint64_t after,
                                                      std::size_t limit) {
  return read([&](auto& from) { return from.events_in(slice, after, limit); });
}

result<std::vector<wakeup_row>> sql_journal::due(instant until, const wakeup_row& after,
                                                 std::size_t limit) {
  return read([&](auto& from) { return from.due(until, after, limit); });
}

result<unit> sql_journal::save(const snapshot& taken) {
  return read([&](auto& from) { return from.save(taken); });
}

} // namespace baedal::persistence
