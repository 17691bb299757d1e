#include "node/rebuild_command.hpp"

#include "actors/projection_session.hpp"
#include "node/database_file.hpp"
#include "node/progress_report.hpp"
#include "persistence/journal.hpp"

#include <ostream>

namespace baedal::node {

namespace {

using persistence::read_model;
using persistence::read_share;

result<unit> rebuild(const std::string& database, result<std::unique_ptr<read_model>> reads,
                     read_share share, std::ostream& err) {
  if (!reads)
    return reads.error();
  auto journal = persistence::open_journal(database);
  if (!journal)
    return journal.error();
  progress_report progress{share.alone ? "slices, " + std::string{to_string(*share.alone)}
                                       : "slices",
                           style_for(err), err};
  return actors::rebuild(*std::move(journal), *std::move(reads), actors::real_world(),
                         [&](std::size_t done, std::size_t of) { progress.show(done, of); },
                         std::move(share));
}

/// Before a list is built anew it is settled where it stands.
result<unit> settle_lists(const rebuild_settings& how) {
  auto reads = persistence::open_read_model(how.database);
  if (!reads)
    return reads.error();
  if (auto connected = (*reads)->connect(); !connected)
    return connected.error();
  return connect_lists(how.read_models, **reads);
}

result<unit> rebuild_all(const rebuild_settings& how, std::ostream& err) {
  if (auto there = check_database_file(how.database); !there)
    return there;
  const auto moved = lists_in(how.read_models);
  auto done = settle_lists(how);
  if (done)
    done = rebuild(how.database, persistence::open_read_model(how.database), {.moved = moved}, err);
  for (const auto& [which, url] : how.read_models)
    if (done)
      done = rebuild(how.database, persistence::open_read_list(url),
                     {.alone = which, .moved = moved}, err);
  return done;
}

} // namespace

int run_rebuild(const rebuild_settings& how, std::ostream& out, std::ostream& err) {
  if (const auto done = rebuild_all(how, err); !done) {
    err << "baedal rebuild: " << done.error().detail << '\n';
    return 1;
  }
  out << "the read models are rebuilt\n";
  return 0;
}

} // namespace baedal::node
