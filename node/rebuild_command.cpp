#include "node/rebuild_command.hpp"

#include "actors/projection_session.hpp"
#include "node/database_file.hpp"
#include "node/progress_report.hpp"
#include "persistence/journal.hpp"

#include <ostream>

namespace baedal::node {

namespace {

result<unit> rebuild(const std::string& database, std::ostream& err) {
  if (auto there = check_database_file(database); !there)
    return there;
  auto journal = persistence::open_journal(database);
  if (!journal)
    return journal.error();
  auto reads = persistence::open_read_model(database);
  if (!reads)
    return reads.error();
  progress_report progress{"slices", style_for(err), err};
  return actors::rebuild(*std::move(journal), *std::move(reads),
                         [&](std::size_t done, std::size_t of) { progress.show(done, of); });
}

} // namespace

int run_rebuild(const rebuild_settings& how, std::ostream& out, std::ostream& err) {
  if (const auto done = rebuild(how.database, err); !done) {
    err << "baedal rebuild: " << done.error().detail << '\n';
    return 1;
  }
  out << "the read models are rebuilt\n";
  return 0;
}

} // namespace baedal::node
