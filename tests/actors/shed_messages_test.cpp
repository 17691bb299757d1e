#include "actors/projection_session.hpp"
#include "persistence/memory_journal.hpp"
#include "persistence/memory_read_model.hpp"
#include "persistence/memory_reads.hpp"
#include "tests/actors/town.hpp"

#include <catch2/catch.hpp>

using namespace baedal;
using namespace baedal::persistence;

namespace {

/// A town whose events are projected, with messages that are of today.
struct telling {
  telling() : journal(open_journal()), all(*journal, 8) {
    auto reads = make_memory_read_model(content);
    REQUIRE(reads->connect());
    REQUIRE(reads->notifications().keep_silent_until({}));
  }

  std::unique_ptr<persistence::journal> open_journal() const {
    auto opened = std::make_unique<memory_journal>(rows);
    REQUIRE(opened->connect());
    return opened;
  }

  void live() {
    for (int i = 0; i < 300; ++i)
      all.live(5);
    actors::projection_session session{open_journal(), make_memory_read_model(content), progress,
                                       actors::real_world()};
    REQUIRE(session.open());
    REQUIRE(session.look());
    while (session.behind())
      REQUIRE(session.catch_up());
  }

  /// How many SMS, or other messages, there are of each status.
  [[nodiscard]] std::map<message_status, std::uint64_t> messages(bool sms) const {
    std::map<message_status, std::uint64_t> count;
    for (const auto& [key, state] : content->notifications.messages)
      if ((state.by == carrier::sms) == sms) {
        ++count[state.status];
        const bool shed = state.status == message_status::suppressed;
        CHECK(state.due.has_value() != shed);
        CHECK(state.error == (shed ? "load" : ""));
      }
    return count;
  }

  std::shared_ptr<memory_store> rows = std::make_shared<memory_store>();
  std::shared_ptr<memory_reads> content = make_memory_reads();
  std::shared_ptr<actors::projection_progress> progress =
    std::make_shared<actors::projection_progress>();
  std::unique_ptr<persistence::journal> journal;
  test::town all;
};

} // namespace

SCENARIO("while SMS are shed new ones are entered as given up, and nothing else is", "[001-X1]") {
  telling town;
  town.progress->sheds_sms = true;
  town.live();
  const auto shed = town.messages(true);
  REQUIRE(shed.size() == 1);
  const auto [status, count] = *shed.begin();
  CHECK(status == message_status::suppressed);
  CHECK(town.progress->suppressed == count);
  const auto others = town.messages(false);
  REQUIRE(others.size() == 1);
  CHECK(others.begin()->first == message_status::queued);
  WHEN("it is over") {
    town.progress->sheds_sms = false;
    town.live();
    THEN("new ones wait to be sent") {
      CHECK(town.messages(true).at(message_status::queued) > 0);
      CHECK(town.progress->suppressed == count);
    }
  }
}
