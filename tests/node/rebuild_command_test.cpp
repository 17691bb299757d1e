#include "node/rebuild_command.hpp"

#include "persistence/journal.hpp"
#include "persistence/read_model.hpp"
#include "tests/node/environment.hpp"

#include <catch2/catch.hpp>

#include <sstream>

using namespace baedal;
using namespace baedal::node;
using namespace baedal::node::test;

SCENARIO("rebuild drops what the read models hold and the journal does not") {
  const support::temp_folder folder;
  const auto url = "sqlite://" + path_in(folder, "baedal.db");
  REQUIRE((*persistence::open_journal(url))->connect());
  const auto reads = *persistence::open_read_model(url);
  REQUIRE(reads->connect());
  persistence::read_changes changes;
  changes.payments.push_back({.order = "o-1", .version = 1, .what = "approved", .amount = 5});
  REQUIRE(reads->apply(changes));
  REQUIRE(reads->payments(order_id{"o-1"})->size() == 1);
  std::ostringstream out;
  std::ostringstream err;
  CHECK(run_rebuild({.database = url}, out, err) == 0);
  CHECK(out.str() == "the read models are rebuilt\n");
  CHECK(err.str() == "slices: 1024 of 1024 (100 %)\n");
  CHECK(reads->payments(order_id{"o-1"})->empty());
}

SCENARIO("rebuild of a database that is not there ends with one line") {
  const support::temp_folder folder;
  const auto file = path_in(folder, "gone.db");
  std::ostringstream out;
  std::ostringstream err;
  CHECK(run_rebuild({.database = "sqlite://" + file}, out, err) == 1);
  CHECK(err.str() == "baedal rebuild: there is no database " + file + '\n');
  CHECK_FALSE(std::filesystem::exists(file));
}
