#include "actors/projection_session.hpp"
#include "persistence/memory_journal.hpp"
#include "tests/actors/town.hpp"
#include "tests/persistence/journal_places.hpp"
#include "tests/persistence/read_places.hpp"

#include <catch2/catch.hpp>

using namespace baedal;
using namespace baedal::actors;
using namespace baedal::persistence;

namespace {

std::vector<std::string> positions(read_model& reads) {
  std::vector<std::string> found;
  for (const auto& shipped : shipped_brands()) {
    const auto events = reads.topic(shipped.id, 0, 100'000);
    REQUIRE(events);
    for (const auto& each : *events)
      found.push_back(shipped.id.value + std::to_string(each.position) + each.what.order
                      + std::to_string(each.what.version));
  }
  return found;
}

} // namespace

SCENARIO("what a consumer has read of a topic stands there after a crash of PostgreSQL") {
  support::postgres_server server;
  if (!server.stoppable()) {
    WARN("the given server cannot be crashed: this scenario proves nothing here");
    return;
  }
  const auto url = server.url_of_new_schema();
  const auto rows = std::make_shared<memory_store>();
  const auto journal = std::make_shared<memory_journal>(rows);
  REQUIRE(journal->connect());
  test::town all{*journal, 3};
  projection_session session{std::make_unique<memory_journal>(rows), *open_read_model(url),
                             std::make_shared<projection_progress>(), real_world()};
  REQUIRE(session.open());
  std::vector<std::string> read;
  for (int round = 0; round < 3; ++round) {
    for (int i = 0; i < 40; ++i) {
      const auto batch = all.live(8);
      if (!session.apply({&batch, 1}))
        FAIL("the read model is not written");
      REQUIRE(session.look());
      while (session.behind())
        REQUIRE(session.catch_up());
    }
    {
      auto reader = *open_read_model(url);
      REQUIRE(reader->connect());
      read = positions(*reader);
    }
    server.crash();
    auto lost = all.live(8);
    while (lost->empty())
      lost = all.live(8);
    CHECK(session.apply({&lost, 1}).code() == errc::unavailable);
    server.start();
    REQUIRE(session.open());
    REQUIRE(session.look());
    while (session.behind())
      REQUIRE(session.catch_up());
    auto reader = *open_read_model(url);
    REQUIRE(reader->connect());
    auto now = positions(*reader);
    CHECK(now.size() >= read.size());
    std::sort(now.begin(), now.end());
    std::sort(read.begin(), read.end());
    CHECK(std::includes(now.begin(), now.end(), read.begin(), read.end()));
  }
  const auto before = *(*[&] {
    auto reader = *open_read_model(url);
    REQUIRE(reader->connect());
    return std::make_shared<result<std::vector<std::string>>>(reader->dump());
  }());
  REQUIRE(
    rebuild(std::make_unique<memory_journal>(rows), *open_read_model(url), real_world(), {}));
  auto reader = *open_read_model(url);
  REQUIRE(reader->connect());
  CHECK(*reader->dump() == before);
}
