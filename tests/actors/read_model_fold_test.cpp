#include "actors/projection_session.hpp"
#include "persistence/event_codec.hpp"
#include "persistence/memory_journal.hpp"
#include "tests/actors/town.hpp"
#include "tests/persistence/read_places.hpp"
#include "tests/support/must.hpp"
#include "tests/support/still_world.hpp"

#include <catch2/catch.hpp>

using namespace baedal;
using namespace baedal::actors;
using namespace baedal::persistence;
using baedal::support::must;
using baedal::test::town;

namespace {

/// "" or what is too rare.
std::string rarer_than(int wanted, std::string_view what, int seen) {
  return seen >= wanted ? std::string{} : std::string{what} + " only " + std::to_string(seen);
}

/// A journal in memory that many connections share.
struct memory_place {
  std::shared_ptr<memory_store> rows = std::make_shared<memory_store>();
  std::unique_ptr<journal> open() const {
    auto opened = std::make_unique<memory_journal>(rows);
    REQUIRE(opened->connect());
    return opened;
  }
};

std::unique_ptr<projection_session> session_at(const memory_place& journal, read_place& reads) {
  auto session = std::make_unique<projection_session>(
    journal.open(), reads.open(), std::make_shared<projection_progress>(), real_world());
  REQUIRE(session->open());
  return session;
}

void catch_up(projection_session& session) {
  REQUIRE(session.look());
  while (session.behind())
    REQUIRE(session.catch_up());
}

/// The lines without the topics' positions and the numbers of notifications, which depend on the
/// order of arrival.
std::vector<std::string> without_places(const std::vector<std::string>& lines) {
  std::vector<std::string> kept;
  for (auto line : lines) {
    if (line.starts_with("[\"topic\"") || line.starts_with("[\"notification\"")) {
      const auto from = line.find(',', line.find(',') + 1) + 1;
      line.erase(from, line.find(',', from) - from);
    }
    kept.push_back(std::move(line));
  }
  std::sort(kept.begin(), kept.end());
  return kept;
}

/// Invariant I8, told by the states that the town itself remembers: nothing of it comes from the
/// projection.
void check_lists(const town& all, read_model& reads) {
  std::map<std::string, std::vector<order_view>> of_customer, of_store;
  std::size_t jobs = 0;
  for (const auto& [id, state] : all.orders()) {
    if (!is_visible(state))
      continue;
    if (!state.seen.hidden)
      of_customer[state.seen.customer.value].push_back(state.seen);
    jobs += state.seen.delivery.status == delivery_status::available && !state.claim;
    const auto sees = state.placed->policy.store_sees_order;
    if (!state.seen.hidden && sees == store_visibility::when_ordered)
      of_store[state.seen.store.value].push_back(state.seen);
  }
  const auto by_time = [](const order_view& a, const order_view& b) {
    return std::tie(a.placed_at, a.id) < std::tie(b.placed_at, b.id);
  };
  for (auto& [customer, views] : of_customer) {
    std::sort(views.rbegin(), views.rend(), by_time);
    auto found = reads.customer_orders({customer}, {}, 1'000);
    REQUIRE(found);
    CHECK(*found == views);
  }
  for (auto& [store, views] : of_store) {
    std::sort(views.begin(), views.end(), by_time);
    auto found = reads.store_orders({store}, {}, {}, 1'000);
    REQUIRE(found);
    CHECK(*found == views);
  }
  rider_view anywhere;
  anywhere.area = "north";
  anywhere.at = geo_point{37.52, 127.0};
  auto south = anywhere;
  south.area = "south";
  std::set<std::string> seen;
  for (const auto& rider : {anywhere, south})
    for (const auto& each : must(reads.jobs(rider, {}, 1'000)))
      seen.insert(each.id.value);
  CHECK(seen.size() == jobs);
}

void check_history(const town& all, read_model& reads) {
  std::map<std::string, std::map<std::string, std::pair<std::int64_t, std::int64_t>>> dishes;
  std::map<std::string, std::size_t> events;
  for (const auto& [id, state] : all.orders()) {
    if (state.version == 0)
      continue;
    std::vector<payment_record> paid;
    for (const auto& each : all.past_of(id)) {
      if (!is_visible(each.after))
        continue;
      events[each.after.seen.brand.value] += is_public(each.event);
      if (std::holds_alternative<cooking_started>(each.event)
          && each.after.placed->policy.count_dishes_at_cooking_start)
        for (const auto& line : each.after.seen.items) {
          auto& sum = dishes[each.after.seen.store.value][line.item.value];
          sum = {sum.first + 1, sum.second + line.quantity};
        }
      if (const auto* approved = std::get_if<payment_approved>(&each.event))
        paid.push_back({id, each.after.seen.version, "approved", approved->amount.won,
                        std::string{to_string(approved->method)}, each.at});
      if (const auto* back = std::get_if<payment_refunded>(&each.event))
        paid.push_back({id, each.after.seen.version, "refunded", back->amount.won, "", each.at});
    }
    auto found = reads.payments({id});
    REQUIRE(found);
    std::erase_if(*found,
                  [](const auto& row) { return row.what != "approved" && row.what != "refunded"; });
    CHECK(*found == paid);
  }
  for (const auto& [store, counts] : dishes)
    for (const auto& dish : must(reads.dishes({store}, {}, 100)))
      CHECK(counts.at(dish.item) == std::pair{dish.orders, dish.quantity});
  std::size_t others_told = 0;
  for (const auto& [brand, count] : events) {
    auto topic = reads.topic({brand}, 0, 100'000);
    REQUIRE(topic);
    std::map<std::string, std::uint64_t> versions, of_others;
    std::size_t of_orders = 0;
    for (std::size_t i = 0; i < topic->size(); ++i) {
      const auto& [position, what] = (*topic)[i];
      CHECK(position == i + 1);
      of_orders += what.owner.empty() ? 1 : 0;
      if (what.owner.empty())
        CHECK(what.version == ++versions[what.order]);
      else
        CHECK(what.version > std::exchange(of_others[what.owner], what.version));
    }
    CHECK(of_orders == count);
    others_told += of_others.size();
  }
  CHECK(others_told > 0);
}

/// Random batches, some of which are lost, heard twice, or cut by a kill.
void live_through_losses(town& all, const memory_place& place, read_place& reads,
                         std::unique_ptr<projection_session>& session, std::mt19937_64& dice) {
  for (int round = 0; round < 250; ++round) {
    const std::vector<committed_batch> batches{all.live(6), all.live(6)};
    switch (dice() % 10) {
      case 0:
        break; // Published, and lost.
      case 1:  // One of two is lost.
        REQUIRE(session->apply({&batches[1], 1}));
        break;
      case 2: // Killed, with half of the catching up done.
        session = session_at(place, reads);
        REQUIRE(session->look());
        if (session->behind())
          REQUIRE(session->catch_up());
        break;
      case 3: // Heard twice.
        REQUIRE(session->apply(batches));
        REQUIRE(session->apply(batches));
        break;
      default:
        REQUIRE(session->apply(batches));
        break;
    }
    while (session->behind() && dice() % 2 == 0)
      REQUIRE(session->catch_up());
  }
}

} // namespace

SCENARIO("the town's random lives reach every status and every kind of public event") {
  memory_place place;
  auto journal = place.open();
  town all{*journal, 20};
  for (int i = 0; i < 900; ++i)
    all.live(6);
  std::map<order_status, int> statuses;
  std::map<std::string, int> events;
  int hidden = 0;
  for (const auto& [id, state] : all.orders()) {
    hidden += state.seen.hidden;
    if (state.version > 0)
      for (const auto& each : all.past_of(id)) {
        ++statuses[each.after.seen.status];
        ++events[std::string{type_of(each.event)}];
      }
  }
  using enum order_status;
  for (const auto status :
       {checkout, checkout_failed, placed, paid, accepted, cooking, awaiting_rider,
        delivery_requested, out_for_delivery, delivered, completed, cancelling, cancelled})
    CHECK(rarer_than(3, to_string(status), statuses[status]) == "");
  for (const auto* type :
       {"payment_requested", "payment_deferred", "payment_approved", "payment_failed",
        "payment_expired", "payment_refunded", "refund_refused", "late_capture_found",
        "order_rejected", "cooking_started", "pick_claimed", "pick_released", "delivery_picked",
        "pick_withdrawn", "delivery_started", "delivery_completed", "order_completed",
        "order_cancelled"})
    CHECK(rarer_than(1, type, events[type]) == "");
  CHECK(hidden > 2);
}

SCENARIO("read models are the fold of the journal, whatever is lost on the way (I8)",
         "[000-N4]") {
  const auto adapter = GENERATE(as<std::string>{}, "memory", "sqlite", "postgresql");
  const auto seed = test::seed_or(20) + GENERATE(0U, 1U, 2U);
  INFO(adapter << ", seed " << seed);
  std::mt19937_64 dice{seed};
  memory_place place;
  auto journal = place.open();
  town all{*journal, seed};
  auto reads = new_read_place(adapter);
  auto session = session_at(place, *reads);
  catch_up(*session);

  live_through_losses(all, place, *reads, session, dice);
  catch_up(*session);

  THEN("every list is what the town remembers") {
    auto reader = reads->open_connected();
    check_lists(all, *reader);
    check_history(all, *reader);
    CHECK(reader->stores()->size() == all.stores().size());
    for (const auto& card : must(reader->stores()))
      CHECK(card == all.stores().at(card.id.value).card);
    CHECK(reader->brands()->size() == shipped_brands().size());
  }
  THEN("a rebuild gives equal rows, also one that is killed and finished later") {
    const auto before = lines_of(*reads);
    std::size_t told = 0;
    const auto tell = [&](std::size_t done, std::size_t of) {
      CHECK(done >= told);
      CHECK(of == slice_count);
      told = done;
    };
    REQUIRE(rebuild(place.open(), reads->open(), real_world(), tell));
    CHECK(told == slice_count);
    CHECK(lines_of(*reads) == before);
    auto killed = session_at(place, *reads);
    REQUIRE(killed->drop_all());
    REQUIRE(killed->look());
    REQUIRE(killed->catch_up());
    killed.reset();
    auto next = session_at(place, *reads);
    catch_up(*next);
    CHECK(lines_of(*reads) == before);
  }
  THEN("a fresh read model has the same rows, the order of the topics apart") {
    auto fresh = new_read_place("memory");
    auto other = session_at(place, *fresh);
    catch_up(*other);
    CHECK(without_places(lines_of(*fresh)) == without_places(lines_of(*reads)));
  }
}

SCENARIO("a history that cannot be read harms no other entity's rows") {
  memory_place place;
  auto journal = place.open();
  town all{*journal, 7};
  for (int i = 0; i < 30; ++i)
    all.live(4);
  const auto broken = entity_key{entity_kind::order, "broken"};
  const auto slice = slice_of(broken.text());
  const auto head = (*journal->owners(std::vector{slice}))[0].head;
  write_batch rubbish;
  rubbish.events.push_back({slice, head + 1, broken.text(), 1, std::string(32, 'f'), "order_placed",
                            "{\"v\":99}", instant{}, std::string(64, 'b'), 1});
  REQUIRE(journal->write(rubbish) == write_status::written);
  auto reads = new_read_place("memory");
  auto progress = std::make_shared<projection_progress>();
  projection_session session{place.open(), reads->open(), progress, real_world()};
  REQUIRE(session.open());
  catch_up(session);
  CHECK(progress->unreadable == 1);
  check_lists(all, *reads->open_connected());
  CHECK((*reads->open_connected()->offsets())[slice] == head + 1);
}
