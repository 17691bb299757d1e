#include "actors/fold.hpp"
#include "actors/projector.hpp"
#include "persistence/memory_journal.hpp"
#include "persistence/memory_read_model.hpp"
#include "tests/actors/town.hpp"
#include "tests/support/must.hpp"
#include "tests/support/still_world.hpp"

#include <caf/all.hpp>
#include <catch2/catch.hpp>
#include <spdlog/spdlog.h>

using namespace baedal;
using namespace baedal::actors;
using namespace baedal::persistence;
using namespace std::chrono_literals;
using baedal::support::must;

namespace {

/// A projector between a town and a read model, all in memory and in virtual time.
struct projecting {
  explicit projecting(std::uint64_t seed, std::size_t most_waiting = 50'000)
    : still(seed), journal(connected()), all(*journal, seed) {
    setup.open_journal = [this] { return std::make_unique<memory_journal>(rows, faults); };
    setup.open_reads = [this] { return make_memory_read_model(content); };
    setup.progress = progress;
    setup.most_waiting = most_waiting;
    setup.own_thread = false;
    spdlog::set_level(spdlog::level::off); // Broken connections are what these tests are about.
  }

  std::unique_ptr<persistence::journal> connected() const {
    auto opened = std::make_unique<memory_journal>(rows);
    REQUIRE(opened->connect());
    return opened;
  }
  void start() {
    who = spawn_projector(still.system(), setup);
    still.own(who);
  }
  void publish(const committed_batch& batch) { caf::anon_send(who, batch); }
  std::shared_ptr<bool> ask_whether_current() {
    auto told = std::make_shared<bool>(false);
    caf::anon_send(who, await_catch_up{reply<unit>{[told](result<unit> r) { *told = bool(r); }}});
    return told;
  }

  /// The rows of a read model, but those of topics: their positions are given as they come.
  static std::vector<std::string> rows_in(const std::shared_ptr<memory_reads>& of) {
    auto reads = make_memory_read_model(of);
    REQUIRE(reads->connect());
    std::vector<std::string> kept;
    for (auto& line : must(reads->dump()))
      if (!line.starts_with("[\"topic\"") && !line.starts_with("[\"notification\""))
        kept.push_back(std::move(line));
    return kept;
  }
  /// Those that the whole journal gives, read in one go.
  [[nodiscard]] std::vector<std::string> rebuilt_rows() const {
    auto expected = make_memory_reads();
    REQUIRE(rebuild(connected(), make_memory_read_model(expected), real_world(), {}));
    return rows_in(expected);
  }
  void check_level() { CHECK(rows_in(content) == rebuilt_rows()); }

  test::still_world still;
  std::shared_ptr<memory_store> rows = std::make_shared<memory_store>();
  std::shared_ptr<memory_faults> faults = std::make_shared<memory_faults>();
  std::shared_ptr<memory_reads> content = make_memory_reads();
  std::shared_ptr<projection_progress> progress = std::make_shared<projection_progress>();
  std::unique_ptr<persistence::journal> journal;
  test::town all;
  projector_setup setup;
  caf::actor who;
};

} // namespace

SCENARIO("a projector catches up, says so, and then follows what is published") {
  projecting node{1};
  for (int i = 0; i < 20; ++i)
    node.all.live(5);
  node.start();
  const auto current = node.ask_whether_current();
  CHECK_FALSE(*current);
  node.still.settle();
  CHECK(*current);
  CHECK(node.progress->current);
  node.check_level();
  const auto read_from_journal = node.progress->caught_up.load();

  WHEN("the writer publishes, many batches before the worker comes to run") {
    for (int i = 0; i < 30; ++i)
      node.publish(node.all.live(5));
    node.still.advance(node.setup.gather);
    THEN("they are applied without reading the journal") {
      node.check_level();
      CHECK(node.progress->caught_up == read_from_journal);
      CHECK(node.progress->waiting == 0);
      CHECK(*node.ask_whether_current() == false);
      const auto again = node.ask_whether_current();
      node.still.settle();
      CHECK(*again);
    }
  }
  WHEN("a batch never arrives") {
    node.all.live(5);
    for (int i = 0; i < 40; ++i)
      node.publish(node.all.live(20));
    node.still.advance(11s);
    THEN("the gap is seen and filled from the journal") {
      node.check_level();
      CHECK(node.progress->caught_up > read_from_journal);
    }
  }
  WHEN("the last batch before a rest never arrives") {
    node.all.live(5);
    node.still.settle();
    node.still.advance(11s);
    THEN("it is found without any further event") {
      node.check_level();
    }
  }
}

SCENARIO("a projector gathers small batches for a moment, and large ones not at all") {
  projecting node{2};
  node.start();
  node.still.settle();
  std::size_t waiting = 0;
  const auto publish = [&](std::size_t most) {
    const auto batch = node.all.live(most);
    waiting += batch->size();
    node.publish(batch);
    node.still.settle();
  };
  publish(5);
  CHECK(node.progress->waiting == 0); // Nothing went before it.
  waiting = 0;
  publish(5);
  publish(5);
  REQUIRE(waiting > 0);
  CHECK(static_cast<std::size_t>(node.progress->waiting) == waiting);
  const auto transactions = node.progress->batches.load();
  WHEN("the moment is over") {
    node.still.advance(node.setup.gather);
    THEN("they are written together") {
      CHECK(node.progress->waiting == 0);
      CHECK(node.progress->batches == transactions + 1);
      node.check_level();
    }
  }
  WHEN("enough of them came") {
    while (waiting < node.setup.worth_a_turn)
      publish(20);
    THEN("they are written at once") {
      CHECK(node.progress->waiting == 0);
      CHECK(node.progress->batches == transactions + 1);
      node.check_level();
    }
  }
}

SCENARIO("the payment history says of a step what later ones do not change (I8)", "[M5.6]") {
  projecting node{6};
  std::size_t refused = 0;
  for (int i = 0; i < 3'000 && refused == 0; ++i) {
    node.all.live(10);
    for (const auto& [id, state] : node.all.orders()) {
      if (state.version == 0)
        continue;
      for (const auto& moment : node.all.past_of(id)) {
        if (!std::holds_alternative<refund_refused>(moment.event) || !is_visible(moment.after))
          continue;
        ++refused;
        auto later = moment.after; // Appends of one millisecond are read as one.
        evolve(later, refund_retried{}, moment.at);
        evolve(later, payment_refunded{later.seen.payment.refund_due}, moment.at);
        committed_append append;
        append.entity = {entity_kind::order, id};
        append.what = change<order>{{moment.event}, {0}, std::make_shared<const order>(later)};
        projection rows{instant{}};
        rows.add(append);
        const auto payments = rows.take().payments;
        REQUIRE(payments.size() == 1);
        CHECK(payments[0].amount == std::get<refund_refused>(moment.event).amount->won);
      }
    }
  }
  CHECK(refused > 0);
}

SCENARIO("a read model's database that goes away loses nothing") {
  const auto seed = test::seed_or(100) + GENERATE(range(0U, 20U));
  INFO("seed " << seed);
  projecting node{seed, 60};
  node.start();
  node.still.settle();
  for (int round = 0; round < 30; ++round) {
    if (node.still.random() % 4 == 0)
      break_connection(*node.content, static_cast<int>(node.still.random() % 4),
                       static_cast<int>(node.still.random() % 5));
    if (node.still.random() % 5 == 0)
      node.faults->failing_reads = static_cast<int>(node.still.random() % 3);
    for (auto left = node.still.random() % 12; left > 0; --left)
      node.publish(node.all.live(6));
    for (auto left = node.still.random() % 20; left > 0; --left)
      node.still.step();
    CHECK(node.progress->waiting <= 60);
    node.still.advance(std::chrono::milliseconds{node.still.random() % 400});
  }
  break_connection(*node.content, -1, 0);
  node.faults->failing_reads = 0;
  node.still.advance(30s);
  CHECK(node.progress->reachable);
  CHECK(node.progress->waiting == 0);
  node.check_level();
}

SCENARIO("a projector holds a bounded number of appends while its database is away") {
  projecting node{3, 50};
  node.start();
  node.still.settle();
  break_connection(*node.content, 0, 1'000);
  for (int i = 0; i < 200; ++i) {
    node.publish(node.all.live(6));
    node.still.settle();
    REQUIRE(node.progress->waiting <= 50);
  }
  CHECK(node.progress->overflows > 0);
  CHECK_FALSE(node.progress->reachable);
  break_connection(*node.content, -1, 0);
  node.still.advance(5s);
  node.check_level();
}

SCENARIO("a projector without its worker ends, for its supervisor to start both anew") {
  projecting node{4};
  node.setup.open_reads = []() -> std::unique_ptr<read_model> {
    throw std::runtime_error{"broken"};
  };
  node.start();
  bool down = false;
  auto watcher = node.still.system().spawn([&](caf::event_based_actor* self) -> caf::behavior {
    self->monitor(node.who);
    self->set_down_handler([&](const caf::down_msg&) { down = true; });
    return {[](int) {}};
  });
  node.still.own(caf::actor_cast<caf::actor>(watcher));
  node.still.settle();
  CHECK(down);
}

SCENARIO("snapshots that this program cannot use cost no store its place in the lists (D3, I8)") {
  const auto fold = GENERATE(fold_version, fold_version + 1);
  projecting node{5};
  for (int i = 0; i < 60; ++i)
    node.all.live(10);
  const auto before = node.rebuilt_rows();
  REQUIRE(before.size() > node.all.stores().size());
  for (const auto& [name, state] : node.all.stores()) {
    const auto entity = "store/" + name;
    const auto last = node.rows->events_of(entity, 0, 1'000'000).back();
    node.rows->save({entity, last.version, last.hash, fold, R"({"another":"form"})"});
  }
  CHECK(node.rebuilt_rows() == before);
  node.start();
  node.still.settle();
  CHECK(node.rows_in(node.content) == before);
  CHECK(node.progress->unreadable == 0);
}
