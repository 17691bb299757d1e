#include "tests/persistence/journal_places.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <cstdlib>
#include <map>
#include <random>

using namespace baedal;
using namespace baedal::persistence;

namespace {

/// One order's history as a client of the session knows it.
struct known_entity {
  std::vector<event_row> acknowledged;
  std::vector<event_draft> perhaps; ///< of the append whose outcome is unknown
  std::vector<std::string> undone;  ///< event ids that were certainly not written
};

/// Two sessions over one place, random appends, random faults, random takeovers; then the journal
/// is compared with what the sessions had said.
class random_life {
public:
  random_life(journal_place& place, std::uint64_t seed) : place_(place), random_(seed) {
    for (int i = 0; i < 2; ++i) {
      faults_.push_back(std::make_shared<breaking_journal::script>());
      sessions_.push_back(session_over(
        std::make_unique<breaking_journal>(place.open(), faults_.back()), "n" + std::to_string(i)));
    }
  }

  void live(int steps) {
    for (int step = 0; step < steps; ++step) {
      const auto who = pick(2);
      auto& faults = *faults_[who];
      faults.writes.clear();
      for (auto n = pick(3); n > 0; --n)
        faults.writes.push_back(static_cast<breakage>(pick(4)));
      faults.refused_connects = pick(10) == 0 ? static_cast<int>(pick(8)) : 0;
      faults.broken_reads = pick(10) == 0 ? 1 + static_cast<int>(pick(3)) : 0;
      if (pick(12) == 0)
        faults.before_write = [this, who] { take_over(1 - who); };
      if (pick(8) == 0 || step < 2)
        take_over(who);
      else
        append(who);
    }
  }

  std::string flaw() {
    const auto store = place_.open_connected();
    for (const auto slice : slices_)
      if (auto found = flaw_in(*store, slice); !found.empty())
        return found;
    for (auto& [name, known] : known_)
      if (auto found = difference(*store, name, known); !found.empty())
        return name + ": " + found;
    return {};
  }

  [[nodiscard]] int written() const { return written_; }

private:
  std::size_t pick(std::size_t below) { return random_() % below; }

  void take_over(std::size_t who) {
    std::vector<std::uint32_t> some;
    for (const auto slice : slices_)
      if (pick(2) == 0)
        some.push_back(slice);
    (void)sessions_[who].take_over(some, noon);
  }

  /// The journal may hold what was perhaps written: settle that first, as an entity's next
  /// incarnation does.
  bool learn(std::size_t who, const entity_key& entity) {
    auto& known = known_[entity.text()];
    if (known.perhaps.empty())
      return true;
    const auto read = sessions_[who].recover({entity});
    if (!read || sessions_[who].epoch_of(slice_of(entity.text())) == 0)
      return false; // Only the owner's reading is the last word.
    const auto& rows = read->at(0).events;
    const auto told = known.acknowledged.size();
    if (rows.size() > told && rows[told].event_id == known.perhaps[0].event_id)
      known.acknowledged = rows;
    else
      for (const auto& draft : known.perhaps)
        known.undone.push_back(draft.event_id);
    known.perhaps.clear();
    return true;
  }

  void append(std::size_t who) {
    std::vector<pending_append> appends;
    for (std::size_t i = 0; i < 5; ++i) {
      const auto entity = entity_in(slices_[i % slices_.size()], static_cast<int>(pick(3)));
      const auto repeated = std::any_of(appends.begin(), appends.end(),
                                        [&](const auto& each) { return each.entity == entity; });
      if (repeated || !learn(who, entity))
        continue;
      const auto& rows = known_[entity.text()].acknowledged;
      appends.push_back(
        events_for(entity, rows.size(), rows.empty() ? "" : rows.back().hash, 1 + pick(3)));
    }
    const auto outcomes = sessions_[who].append(appends);
    for (std::size_t i = 0; i < appends.size(); ++i)
      remember(known_[appends[i].entity.text()], appends[i], outcomes[i]);
  }

  void remember(known_entity& known, const pending_append& asked, const append_outcome& outcome) {
    if (outcome.code == errc::none) {
      known.acknowledged.insert(known.acknowledged.end(), outcome.rows.begin(), outcome.rows.end());
      ++written_;
    } else if (outcome.code == errc::outcome_unknown) {
      known.perhaps = asked.events;
    } else {
      for (const auto& draft : asked.events)
        known.undone.push_back(draft.event_id);
    }
  }

  static std::string difference(journal& store, const std::string& name,
                                const known_entity& known) {
    const auto rows = *store.events_of(name, 0, 1'000'000);
    const auto told = known.acknowledged.size();
    if (rows.size() < told
        || !std::equal(known.acknowledged.begin(), known.acknowledged.end(), rows.begin()))
      return "an acknowledged event is missing or differs";
    if (rows.size() > told
        && (known.perhaps.empty() || rows[told].event_id != known.perhaps[0].event_id
            || rows.size() != told + known.perhaps.size()))
      return "an event that nobody was told of";
    for (const auto& row : rows)
      if (std::count(known.undone.begin(), known.undone.end(), row.event_id) > 0)
        return "an event that was called certainly not written";
    return {};
  }

  journal_place& place_;
  std::mt19937_64 random_;
  std::vector<std::shared_ptr<breaking_journal::script>> faults_;
  std::vector<journal_session> sessions_;
  std::vector<std::uint32_t> slices_{3, 5, 8};
  std::map<std::string, known_entity> known_;
  int written_ = 0;
};

} // namespace

SCENARIO("whatever breaks and whoever takes over: what was acknowledged stands, once, and nothing "
         "else does",
         "[I6][I7][I13]") {
  const std::string adapter = GENERATE(as<std::string>{}, "memory", "sqlite", "postgresql");
  const auto* given = std::getenv("BAEDAL_SEED");
  const std::uint64_t first = given ? std::strtoull(given, nullptr, 10) : std::random_device{}();
  const auto lives = given ? 1 : adapter == "memory" ? 300 : 3;
  for (std::uint64_t seed = first; seed < first + static_cast<std::uint64_t>(lives); ++seed) {
    CAPTURE(adapter, seed);
    const auto place = new_place(adapter);
    random_life life{*place, seed};
    life.live(100);
    REQUIRE(life.flaw() == "");
    REQUIRE(life.written() > 0);
  }
}
