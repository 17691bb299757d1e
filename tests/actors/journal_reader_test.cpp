#include "actors/journal_writer.hpp"
#include "actors/world.hpp"
#include "persistence/memory_journal.hpp"
#include "tests/support/still_world.hpp"

#include <caf/all.hpp>
#include <catch2/catch.hpp>

#include <future>

using namespace baedal;
using namespace baedal::test;
using namespace std::chrono_literals;
using persistence::write_fault;

namespace {

constexpr auto patience = 20s; // Far beyond what it takes: a test that waits so long has failed.

/// A journal writer over a journal in memory, and what it tells an entity.
struct desk {
  std::shared_ptr<persistence::memory_store> rows = std::make_shared<persistence::memory_store>();
  std::shared_ptr<persistence::memory_faults> faults =
    std::make_shared<persistence::memory_faults>();
  std::shared_ptr<actors::journal_status> status = std::make_shared<actors::journal_status>();

  caf::actor open(caf::actor_system& system, bool own_thread) {
    actors::journal_writer_setup how;
    how.open = [this](std::function<bool(int)> pause) {
      return std::make_unique<persistence::journal_session>(
        std::make_unique<persistence::memory_journal>(rows, faults), "node", std::move(pause));
    };
    how.open_reads = [this] { return std::make_unique<persistence::memory_journal>(rows, faults); };
    for (std::uint32_t slice = 0; slice < slice_count; ++slice)
      how.slices.push_back(slice);
    how.publish = [](const actors::committed_batch&) {};
    how.pause = [](int) { return true; };
    how.status = status;
    how.count = std::make_shared<actors::counters>();
    how.time = &actors::real_world();
    how.own_thread = own_thread;
    return actors::spawn_journal_writer(system, std::move(how));
  }
};

actors::append_request appending(const std::string& id, const caf::actor& from) {
  actors::append_request request;
  request.from = from;
  request.what.entity = {entity_kind::order, id};
  request.what.events.push_back({std::string(31, '0') + id.back(), "note", "{}", instant{}});
  request.seen.entity = request.what.entity;
  return request;
}

/// An entity's stand-in that passes on how many events it was told of, with the epoch.
caf::actor listener(caf::actor_system& system,
                    std::function<void(std::size_t, std::uint64_t)> tell) {
  return system.spawn([tell](caf::event_based_actor*) -> caf::behavior {
    return {
      [](const actors::append_done&) {},
      [tell](const actors::recover_done& what) {
        tell(what.found ? what.found->events.size() : 99, what.epoch);
      },
    };
  });
}

} // namespace

SCENARIO("a recovery is answered after every append of its entity accepted before it (D3)") {
  const auto first = seed_or(1);
  for (auto seed = first; seed < first + 200; ++seed) {
    INFO("seed " << seed);
    desk journal;
    still_world still{seed};
    const auto fault = seed % 3 == 0   ? write_fault::lose_before_commit
                       : seed % 3 == 1 ? write_fault::lose_after_commit
                                       : write_fault::none;
    auto writer = journal.open(still.system(), false);
    still.own(writer);
    if (seed % 2 == 0) // Else they are accepted before the slices are taken over.
      still.settle();
    journal.faults->writes = {write_fault::none, fault};
    std::vector<std::size_t> told;
    auto entity = listener(still.system(), [&](std::size_t events, std::uint64_t epoch) {
      CHECK(epoch == 1);
      told.push_back(events);
    });
    still.own(entity);
    caf::anon_send(writer, appending("b", entity));
    for (auto steps = seed % 4; steps > 0; --steps)
      still.step();
    caf::anon_send(writer, appending("a", entity));
    caf::anon_send(writer, actors::recover_request{{entity_kind::order, "a"}, entity});
    caf::anon_send(writer, actors::recover_request{{entity_kind::order, "c"}, entity});
    still.settle();
    REQUIRE(told.size() == 2);
    CHECK(told[0] + told[1] == 1);
  }
}

SCENARIO("reading waits for no commit of others") {
  desk journal;
  caf::actor_system_config config;
  caf::actor_system system{config};
  auto writer = journal.open(system, true);
  std::promise<void> stuck, go_on, of_other;
  std::promise<std::size_t> of_same;
  auto nobody = listener(system, [](std::size_t, std::uint64_t) {});
  auto same =
    listener(system, [&](std::size_t events, std::uint64_t) { of_same.set_value(events); });
  auto other = listener(system, [&](std::size_t, std::uint64_t) { of_other.set_value(); });
  while (!journal.status->owns.load())
    std::this_thread::yield();
  GIVEN("a commit that does not end") {
    {
      const std::lock_guard held{journal.faults->mutex};
      journal.faults->before_write = [&] {
        stuck.set_value();
        go_on.get_future().wait_for(patience);
      };
    }
    caf::anon_send(writer, appending("a", nobody));
    REQUIRE(stuck.get_future().wait_for(patience) == std::future_status::ready);
    WHEN("its entity and another one are to be read") {
      auto told = of_same.get_future();
      caf::anon_send(writer, actors::recover_request{{entity_kind::order, "a"}, same});
      caf::anon_send(writer, actors::recover_request{{entity_kind::order, "b"}, other});
      std::promise<std::size_t> of_past;
      caf::anon_send(writer, actors::past_request{
                               {entity_kind::order, "a"},
                               0,
                               actors::reply<std::vector<persistence::event_row>>{[&](auto found) {
                                 of_past.set_value(found ? found->size() : 99);
                               }}});
      THEN("the other is answered, and a past as it is; its own only afterwards") {
        CHECK(of_other.get_future().wait_for(patience) == std::future_status::ready);
        auto past = of_past.get_future();
        REQUIRE(past.wait_for(patience) == std::future_status::ready);
        CHECK(past.get() == 0);
        CHECK(told.wait_for(0s) == std::future_status::timeout);
        go_on.set_value();
        REQUIRE(told.wait_for(patience) == std::future_status::ready);
        CHECK(told.get() == 1);
      }
    }
  }
  for (const auto& actor : {writer, nobody, same, other})
    caf::anon_send_exit(actor, caf::exit_reason::kill);
  system.await_all_actors_done();
}

SCENARIO("a reader whose connection broke makes a new one") {
  desk journal;
  still_world still{5};
  auto writer = journal.open(still.system(), false);
  still.own(writer);
  std::vector<std::size_t> told;
  auto entity =
    listener(still.system(), [&](std::size_t events, std::uint64_t) { told.push_back(events); });
  still.own(entity);
  caf::anon_send(writer, appending("a", entity));
  still.settle();
  const actors::recover_request again{{entity_kind::order, "a"}, entity};
  journal.faults->failing_reads = 1;
  caf::anon_send(writer, again);
  still.settle();
  CHECK(told == std::vector<std::size_t>{1});
  journal.faults->failing_reads = 1;
  journal.faults->refused_connects = 1;
  caf::anon_send(writer, again);
  still.settle();
  CHECK(told == std::vector<std::size_t>{1, 99});
  caf::anon_send(writer, again);
  still.settle();
  CHECK(told == std::vector<std::size_t>{1, 99, 1});
}
