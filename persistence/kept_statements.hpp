#pragma once

#include "persistence/column_texts.hpp"
#include "persistence/sql_run.hpp"

#include <soci/soci.h>

#include <memory>
#include <string>

namespace baedal::persistence {

/// A statement that is run again and again; `bind` gives it its parts: `soci::into`, `soci::use`.
template <class Bind>
std::unique_ptr<soci::statement> prepared(soci::session& session, const std::string& sql,
                                          Bind bind) {
  auto fresh = std::make_unique<soci::statement>(session);
  bind(*fresh);
  fresh->alloc();
  fresh->prepare(sql);
  fresh->define_and_bind();
  return fresh;
}

/// Statements of one session that are run again and again. Who derives from it has the variables
/// and column vectors that they are bound to, and below these the statements. What is read goes
/// into vectors, also a single value: only then is it read to its end, and a statement of SQLite
/// that is not holds the whole connection where the database was. After an exception it is not, so
/// whoever is told `unavailable` connects anew.
struct kept_statements {
  using statement = std::unique_ptr<soci::statement>;

  /// `rows` are fetched at once into the column vectors.
  kept_statements(soci::session& s, std::size_t rows) : session(s), page(rows) {}

  /// The statement, prepared at its first use; `parts` bind it: `soci::into`, `soci::use`.
  template <class... Parts>
  soci::statement& ready(statement& slot, const std::string& sql, Parts... parts) {
    if (!slot)
      slot = prepared(session, sql, [&](soci::statement& fresh) { (fresh.exchange(parts), ...); });
    return *slot;
  }

  /// Makes room for a page in the vectors.
  template <class... Vectors>
  auto growing(Vectors&... vectors) const {
    return [rows = page, &vectors...] { (vectors.resize(rows), ...); };
  }

  /// Runs a statement into column vectors, page by page; `grow` makes room, and at `take` the
  /// vectors are as long as there are rows.
  template <class Grow, class Take>
  static void pages(soci::statement& run, Grow grow, Take take) {
    grow();
    for (bool more = run_kept(run); more; more = run.fetch()) {
      take();
      grow();
    }
  }

  /// The same row by row; `take(i)` gets the place of each row in the columns bound.
  template <class Take, class First, class... Rest>
  void each_row(soci::statement& run, Take take, First& first, Rest&... rest) const {
    pages(run, growing(first, rest...), [&] {
      for (std::size_t i = 0; i < first.size(); ++i)
        take(i);
    });
  }

  soci::session& session;
  const std::size_t page;
};

/// Binds the texts of a table as `sql::unfolded` names them.
template <std::size_t Width>
void bind_columns(soci::statement& to, const std::string& table, column_texts<Width>& columns) {
  for (std::size_t i = 0; i < Width; ++i)
    to.exchange(soci::use(columns[i], table + std::to_string(i)));
}

} // namespace baedal::persistence
