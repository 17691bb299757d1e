#include "actors/projection_session.hpp"
#include "persistence/memory_journal.hpp"
#include "tests/actors/town.hpp"
#include "tests/persistence/read_places.hpp"
#include "tests/support/still_world.hpp"

#include <catch2/catch.hpp>

using namespace baedal;
using namespace baedal::actors;
using namespace baedal::persistence;
using baedal::test::town;

namespace {

/// Which parts an order has, told by what happened to it while it could be seen.
std::uint32_t parts_in(const std::vector<town::moment>& past) {
  std::uint32_t parts = 0;
  const auto add = [&](order_part part) { parts |= static_cast<std::uint32_t>(part); };
  for (const auto& each : past) {
    if (!is_visible(each.after))
      continue;
    const auto& policy = each.after.placed->policy;
    const bool paid = std::holds_alternative<payment_approved>(each.event);
    const bool cooked = std::holds_alternative<cooking_finished>(each.event);
    const bool carried = std::holds_alternative<delivery_started>(each.event)
                         || std::holds_alternative<delivery_picked>(each.event);
    const bool for_riders = policy.dispatch == dispatch_mode::riders_pick
                            || policy.dispatch == dispatch_mode::own_or_riders;
    const bool asked = std::holds_alternative<payment_requested>(each.event)
                       || std::holds_alternative<payment_expired>(each.event)
                       || std::holds_alternative<late_capture_found>(each.event);
    if (paid || asked || policy.payment == payment_timing::record_then_pay)
      add(order_part::payment);
    if (policy.store_sees_order == store_visibility::when_ordered
        || (paid && policy.store_sees_order == store_visibility::when_paid))
      add(order_part::ticket);
    if (carried || (cooked && for_riders) || (paid && policy.dispatch == dispatch_mode::parcel))
      add(order_part::delivery);
  }
  return parts;
}

} // namespace

SCENARIO("lists of numbered orders are the fold of the journal (I8, K12)") {
  const auto seed = test::seed_or(20'261'121);
  INFO("BAEDAL_SEED=" << seed);
  const auto rows = std::make_shared<memory_store>();
  memory_journal journal{rows};
  REQUIRE(journal.connect());
  town all{journal, seed};
  for (int round = 0; round < 150; ++round)
    all.live(6);
  auto place = new_read_place("memory");
  projection_session session{std::make_unique<memory_journal>(rows), place->open(),
                             std::make_shared<projection_progress>(), real_world()};
  REQUIRE(session.open());
  REQUIRE(session.look());
  while (session.behind())
    REQUIRE(session.catch_up());
  auto reads = place->open_connected();
  using enum order_part;
  std::size_t listed = 0;
  for (const auto& brand : shipped_brands())
    for (const auto part : {whole, payment, ticket, delivery}) {
      std::map<std::uint64_t, std::string> wanted;
      for (const auto& [id, state] : all.orders()) {
        const auto bit = static_cast<std::uint32_t>(part);
        if (is_visible(state) && !state.seen.hidden && state.seen.brand == brand.id
            && (parts_in(all.past_of(id)) & bit) == bit)
          wanted.emplace(parse_numbered_order(order_id{id})->number, id);
      }
      collection_query what;
      what.collection = "orders";
      what.brands = {brand.id.value};
      what.part = part;
      what.limit = 1'000;
      const auto found = reads->collection(what);
      REQUIRE(found);
      INFO(brand.id.value << " " << static_cast<int>(part));
      std::vector<std::string> ids;
      for (const auto& [number, id] : wanted)
        ids.push_back(id);
      CHECK(found->orders == ids);
      CHECK(found->total == ids.size());
      listed += ids.size();
    }
  CHECK(listed > 50);
  for (const auto& [id, state] : all.orders())
    if (is_visible(state))
      CHECK(state.seen.parts == parts_in(all.past_of(id)));
}
