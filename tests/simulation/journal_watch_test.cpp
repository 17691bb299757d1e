#include "persistence/journal_session.hpp"
#include "simulation/journal_watch.hpp"

#include <catch2/catch.hpp>

using namespace baedal;
using namespace baedal::simulation;

namespace {

/// Writes events as a node would, one transaction each, and asks what the watch thinks of them.
class written {
public:
  template <class Event>
  written& add(const std::string& entity, Event what, persistence::event_meta meta = {}) {
    using namespace std;
    auto encoded = encode(what, meta);
    persistence::event_row row;
    row.slice = slice_of(entity);
    row.position = ++positions_[row.slice];
    row.entity = entity;
    row.version = ++versions_[entity];
    row.event_id = "event-" + to_string(++number_);
    row.type = encoded.type;
    row.payload = encoded.payload;
    row.at = still_.now();
    row.hash = hashes_[entity] = persistence::chain_hash(hashes_[entity], row);
    watch_.on_commit({{row}, {}, {}});
    return *this;
  }

  /// The invariants found broken, in order.
  [[nodiscard]] std::vector<std::string> broken() const {
    std::vector<std::string> names;
    for (const auto& each : found_)
      names.push_back(each.invariant);
    return names;
  }

private:
  static persistence::encoded_event encode(const order_event& what,
                                           const persistence::event_meta& meta) {
    return persistence::encode_event(what, meta);
  }
  static persistence::encoded_event encode(const rider_event& what,
                                           const persistence::event_meta& meta) {
    return persistence::encode_event(what, meta);
  }
  static persistence::encoded_event encode(const customer_event& what,
                                           const persistence::event_meta& meta) {
    return persistence::encode_event(what, meta);
  }

  still_world still_;
  findings found_;
  journal_watch watch_{still_, found_};
  std::map<std::uint32_t, std::uint64_t> positions_;
  std::map<std::string, std::uint64_t> versions_;
  std::map<std::string, std::string> hashes_;
  int number_ = 0;
};

using invariants = std::vector<std::string>;

order_event placed_order(const std::string& id) {
  placement what;
  what.id = {id};
  what.brand = {"azer"};
  what.store = {"s1"};
  what.customer = {"c1"};
  return order_placed{what, false, {}};
}

persistence::event_meta with_key(const std::string& key) {
  return {{}, idempotency{key, "body"}, {}, false};
}

persistence::event_meta owed_by(const std::string& sender, std::uint64_t number) {
  return {persistence::event_cause{sender, number, errc::none, {}}, {}, {}, false};
}

const rider_event ready = rider_defined{rider_id{"r1"}, "north", {}, {}};

} // namespace

SCENARIO("I4: a rider who holds a job that its order knows nothing of is found") {
  const rider_event assigned = job_assigned{order_id{"o1"}};
  const order_event cooked = cooking_finished{};
  const order_event claimed = pick_claimed{rider_id{"r1"}};
  CHECK(written{}
          .add("order/o1", placed_order("o1"))
          .add("rider/r1", ready)
          .add("order/o1", claimed)
          .add("rider/r1", assigned)
          .broken()
        == invariants{});
  CHECK(written{}
          .add("order/o1", placed_order("o1"))
          .add("rider/r1", ready)
          .add("rider/r1", assigned)
          .broken()
        == invariants{"I4"});
  CHECK(written{}.add("rider/r1", ready).add("rider/r1", assigned).broken() == invariants{"I4"});
  const order_event released = pick_released{rider_id{"r1"}, errc::rider_busy};
  CHECK(written{} // The order gives up a rider who has taken the job.
          .add("order/o1", placed_order("o1"))
          .add("rider/r1", ready)
          .add("order/o1", claimed)
          .add("rider/r1", assigned)
          .add("order/o1", released)
          .broken()
        == invariants{"I4"});
}

SCENARIO("I6: a key that is served twice is found") {
  const order_event cooking = cooking_started{};
  const order_event cooked = cooking_finished{};
  CHECK(written{}
          .add("order/o1", placed_order("o1"))
          .add("order/o1", cooking, with_key("k1"))
          .add("order/o1", cooked, with_key("k2"))
          .broken()
        == invariants{});
  CHECK(written{}
          .add("order/o1", placed_order("o1"))
          .add("order/o1", cooking, with_key("k1"))
          .add("order/o1", cooked, with_key("k1"))
          .broken()
        == invariants{"I6"});
}

SCENARIO("I6: an obligation that is done twice is found") {
  const customer_event counted = completion_counted{customer_id{"c1"}, order_id{"o1"}, false};
  CHECK(written{}
          .add("customer/c1", counted, owed_by("order/o1", 3))
          .add("customer/c1", counted, owed_by("order/o2", 3))
          .broken()
        == invariants{});
  CHECK(written{}
          .add("customer/c1", counted, owed_by("order/o1", 3))
          .add("customer/c1", counted, owed_by("order/o1", 3))
          .broken()
        == invariants{"I6"});
}

SCENARIO("I1: payable and released are summed beside the order's own sums") {
  order_ledger all;
  book(all, payment_approved{"pay-o1", money{9'000}, payment_method::card});
  CHECK(all.to_hold() == money{9'000});
  book(all, cancel_requested{cancel_party::store, cancel_cause::store, "", money{4'000}});
  CHECK(all.to_hold() == money{5'000});
  order_ledger cash;
  book(cash, payment_approved{"", money{9'000}, payment_method::cash});
  book(cash, line_removed{{"soup"}, 1, "sold out", money{2'000}, money{2'000}});
  CHECK(cash.to_hold() == money{0} - money{2'000}); // Until it is given back, by hand.
  book(cash, payment_refunded{money{2'000}, true});
  CHECK(cash.payable - cash.released == money{7'000});
  CHECK(cash.to_hold() == money{});
}
