#include "actors/wakeups.hpp"
#include "tests/actors/answers.hpp"

#include <caf/all.hpp>
#include <catch2/catch.hpp>

using namespace baedal;
using namespace baedal::test;
using namespace std::chrono_literals;

namespace {

class virtual_clock final : public actors::world {
public:
  explicit virtual_clock(still_world& still) : still_(still) {}
  instant now() override { return still_.now(); }
  std::uint64_t random() override { return still_.random(); }

private:
  still_world& still_;
};

/// The service alone, between a journal of wakeup rows and a region that writes down whom it wakes.
class wakeups_world {
public:
  wakeups_world() : clock_(still_), setup_(std::make_shared<actors::entity_setup>()) {
    REQUIRE(journal_.connect());
    auto journal = still_.spawn([this](caf::event_based_actor*) -> caf::behavior {
      return {[this](actors::due_request& what) {
        most_asked = std::max(most_asked, what.limit);
        what.back.complete(journal_.due(what.until, what.after, what.limit));
      }};
    });
    auto orders = still_.spawn([this](caf::event_based_actor*) -> caf::behavior {
      return {[this](const actors::wake_message& what) { woken[what.id].push_back(now()); }};
    });
    setup_->time = &clock_;
    setup_->find = [=](std::string_view name) {
      return name == "journal" ? journal : name == "orders" ? orders : caf::actor{};
    };
    still_.own(actors::spawn_wakeups(still_.system(), {setup_}));
  }

  void due(const std::string& order, instant at) {
    persistence::write_batch batch;
    batch.wakeups.push_back({slice_of("order/" + order), "order/" + order, at});
    REQUIRE(journal_.write(batch) == persistence::write_status::written);
  }
  [[nodiscard]] instant now() const { return still_.now(); }
  void advance(std::chrono::milliseconds by) { still_.advance(by); }
  [[nodiscard]] std::chrono::milliseconds longest_wait_of(const std::string& order) const {
    std::chrono::milliseconds longest{0};
    const auto& times = woken.at(order);
    for (std::size_t i = 1; i < times.size(); ++i)
      longest = std::max(longest, times[i] - times[i - 1]);
    return std::max(longest, now() - times.back());
  }

  std::map<std::string, std::vector<instant>> woken;
  std::size_t most_asked = 0;

private:
  persistence::memory_journal journal_;
  still_world still_{7};
  virtual_clock clock_;
  std::shared_ptr<actors::entity_setup> setup_;
};

} // namespace

SCENARIO("no number of stuck wakeup rows delays the deadlines of others (I11)") {
  wakeups_world world;
  GIVEN("2,000 rows that stay due whatever is done") {
    const auto begin = world.now();
    for (int i = 0; i < 2'000; ++i)
      world.due("stuck" + std::to_string(i), begin - 1h + std::chrono::milliseconds{i % 50});
    world.advance(60s);
    WHEN("another order's deadline comes") {
      world.due("healthy", begin + 63s);
      world.advance(5s);
      THEN("it is woken with the next poll") {
        REQUIRE(world.woken.contains("healthy"));
        CHECK(world.woken["healthy"].front() >= begin + 63s);
        CHECK(world.woken["healthy"].front() <= begin + 64s);
      }
    }
    WHEN("a row appears far back among the stuck ones") {
      world.due("late", begin - 30min);
      world.advance(15s);
      THEN("the next round finds it") {
        CHECK(world.woken.contains("late"));
      }
    }
    WHEN("time goes by") {
      world.advance(5min);
      THEN("each of them is looked at again and again, at the limited rate") {
        REQUIRE(world.woken.size() == 2'000);
        std::size_t sent = 0;
        for (const auto& [order, times] : world.woken) {
          sent += times.size();
          REQUIRE(world.longest_wait_of(order) <= 2'000 / 500 * 1s + 5s + 3s);
        }
        CHECK(sent <= 360 * 500);
        CHECK(world.most_asked <= 500);
      }
    }
  }
}

SCENARIO("a wave of new deadlines cannot keep the wakeup service from those it missed") {
  wakeups_world world;
  const auto begin = world.now();
  for (int i = 0; i < 12'000; ++i)
    world.due("wave" + std::to_string(i), begin + std::chrono::milliseconds{2 * i});
  world.due("missed", begin - 1h);
  world.advance(2s);
  const auto first = world.woken["missed"].size();
  REQUIRE(first >= 1);
  world.advance(20s);
  CHECK(world.woken["missed"].size() > first);
  world.advance(60s);
  CHECK(world.woken.size() == 12'001);
}
