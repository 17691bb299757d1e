#include "actors/projection.hpp"
#include "persistence/memory_journal.hpp"
#include "tests/actors/town.hpp"

#include <catch2/catch.hpp>
#include <set>
#include <string>

using namespace baedal;

SCENARIO("an order is new in the changes in which it was placed, and in no others") {
  persistence::memory_journal journal{std::make_shared<persistence::memory_store>()};
  REQUIRE(journal.connect());
  test::town all{journal, 20};
  actors::projection rows;
  std::set<std::string> known;
  std::size_t changed = 0;
  for (int i = 0; i < 300; ++i) {
    const auto batch = all.live(6);
    for (const auto& append : *batch)
      rows.add(append);
    for (const auto& order : rows.take().orders) {
      CHECK(order.is_new == known.insert(order.id).second);
      ++changed;
    }
  }
  CHECK(known.size() > 50);
  CHECK(changed > 2 * known.size());
}
