#include "persistence/migrations.hpp"

#include "persistence/sql_errors.hpp"

#include <soci/soci.h>

#include <algorithm>
#include <set>
#include <vector>

namespace baedal::persistence {

namespace {

/// The numbers of a set that the database has seen; none where the table does not exist yet.
std::set<int> applied_in(soci::session& session, const std::string& set) {
  std::set<int> numbers;
  soci::rowset<int> rows =
    (session.prepare << "select number from schema_migration where set_name = :set",
     soci::use(set));
  numbers.insert(rows.begin(), rows.end());
  return numbers;
}

/// The same where the table may be missing: a cheap look before any lock is taken.
std::set<int> applied_or_none(soci::session& session, const std::string& set) {
  try {
    return applied_in(session, set);
  } catch (const soci::soci_error&) {
    return {}; // No table yet; any other reason shows itself again under the lock.
  }
}

/// Cuts a file at the semicolons that end a line. Comment lines are dropped.
std::vector<std::string> statements_of(std::string_view sql) {
  std::vector<std::string> statements;
  std::string now;
  while (!sql.empty()) {
    const auto end = std::min(sql.find('\n'), sql.size());
    const auto line = sql.substr(0, end);
    sql.remove_prefix(std::min(end + 1, sql.size()));
    if (line.starts_with("--") || line.find_first_not_of(" \t\r") == std::string_view::npos)
      continue;
    now.append(line).push_back('\n');
    if (!line.ends_with(';'))
      continue;
    now.resize(now.size() - 2);
    statements.push_back(std::move(now));
    now.clear();
  }
  if (!now.empty())
    statements.push_back(std::move(now));
  return statements;
}

std::vector<migration> migrations_of(dialect speaks, std::string_view set) {
  std::vector<migration> wanted;
  for (const auto& each : embedded_migrations())
    if (each.speaks == speaks && each.set == set)
      wanted.push_back(each);
  std::sort(wanted.begin(), wanted.end(),
            [](const migration& a, const migration& b) { return a.number < b.number; });
  return wanted;
}

/// Opens the transaction that only one node at a time is in.
void begin_alone(soci::session& session, dialect speaks) {
  constexpr auto lock =
    4'702'111'943; // Any number that nobody else takes; the same in every release.
  if (speaks == dialect::sqlite) {
    session << "begin immediate";
    return;
  }
  session << "begin";
  session << "set local statement_timeout = 0"; // Years of rows may have to be changed.
  session << "select pg_advisory_xact_lock(" << lock << ")";
}

void apply(soci::session& session, const std::vector<migration>& wanted, const std::string& set) {
  session << "create table if not exists schema_migration (set_name text not null, "
             "number integer not null, primary key (set_name, number))";
  const auto applied = applied_in(session, set);
  for (const auto& each : wanted) {
    if (applied.contains(each.number))
      continue;
    for (const auto& statement : statements_of(each.sql))
      session << statement;
    session << "insert into schema_migration (set_name, number) values (:set, :number)",
      soci::use(set), soci::use(each.number);
  }
}

/// Runs in a transaction; a failure rolls back and comes out as a refusal.
template <class Work>
result<unit> in_transaction(soci::session& session, dialect speaks, std::string_view set,
                            Work work) {
  try {
    begin_alone(session, speaks);
    work();
    session << "commit";
    return unit{};
  } catch (const std::exception& thrown) {
    auto why = "schema \"" + std::string{set} + "\": " + failure_of(thrown).detail;
    try {
      session << "rollback";
    } catch (const std::exception&) {
      why += " (and the connection is gone)";
    }
    return refusal{errc::unavailable, std::move(why)};
  }
}

} // namespace

result<unit> migrate(soci::session& session, dialect speaks, std::string_view set) {
  const std::string name{set};
  const auto wanted = migrations_of(speaks, set);
  const auto applied = applied_or_none(session, name);
  if (std::all_of(wanted.begin(), wanted.end(),
                  [&](const migration& each) { return applied.contains(each.number); }))
    return unit{};
  return in_transaction(session, speaks, set, [&] { apply(session, wanted, name); });
}

result<unit> forget_migrations(soci::session& session, std::string_view set) {
  try {
    const std::string name{set};
    session << "delete from schema_migration where set_name = :set", soci::use(name);
    return unit{};
  } catch (const std::exception& thrown) {
    return refusal{errc::unavailable, failure_of(thrown).detail};
  }
}

} // namespace baedal::persistence
