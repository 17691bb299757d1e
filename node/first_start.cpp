#include "node/first_start.hpp"

#include "node/demo.hpp"
#include "node/patient_office.hpp"

#include <caf/all.hpp>
#include <spdlog/spdlog.h>

namespace baedal::node {

namespace {

/// Every member of a policy, stated.
policy_overrides all_of(const brand_policy& policy) {
  policy_overrides all;
  all.payment = policy.payment;
  all.store_sees_order = policy.store_sees_order;
  all.acceptance = policy.acceptance;
  all.kitchen = policy.kitchen;
  all.dispatch = policy.dispatch;
  all.completion_by = policy.completion_by;
  all.customer_cancel_until = policy.customer_cancel_until;
  all.cancel_removes_order_from_collection = policy.cancel_removes_order_from_collection;
  all.stock = policy.stock;
  all.accident_flow = policy.accident_flow;
  all.count_dishes_at_cooking_start = policy.count_dishes_at_cooking_start;
  all.grade_up_on_completion = policy.grade_up_on_completion;
  all.notify = policy.notify;
  all.trust_client_price = policy.trust_client_price;
  all.default_price = policy.default_price;
  all.overload_guard = policy.overload_guard;
  all.grade_step = policy.grade_step;
  all.pay_window = policy.pay_window;
  all.accept_timeout = policy.accept_timeout;
  all.pick_timeout = policy.pick_timeout;
  all.offers_before_alert = policy.offers_before_alert;
  all.delivery_alert = policy.delivery_alert;
  all.auto_confirm = policy.auto_confirm;
  all.payment_answer = policy.payment_answer;
  all.payment_settle_time = policy.payment_settle_time;
  return all;
}

/// Waits until the read models are level with the journal, for they are what the catalogue is read
/// from.
bool await_read_models(const node_parts& parts, const std::function<bool()>& go_on) {
  while (go_on()) {
    const auto current = wait_for<unit>([&](actors::reply<unit> back) {
      if (auto projector = parts.book->find("projections"))
        caf::anon_send(projector, actors::await_catch_up{std::move(back)});
    });
    if (current)
      return true;
    std::this_thread::sleep_for(std::chrono::milliseconds{100});
  }
  return false;
}

result<unit> load(const node_parts& parts) {
  auto reads = persistence::open_read_model(parts.settings.database);
  if (!reads)
    return reads.error();
  if (auto connected = (*reads)->connect(); !connected)
    return connected.error();
  auto brands = (*reads)->brands();
  if (!brands)
    return brands.error();
  auto stores = (*reads)->stores();
  if (!stores)
    return stores.error();
  for (auto& one : *brands)
    parts.shelf->update(std::make_shared<const brand_view>(std::move(one)));
  for (auto& one : *stores)
    parts.shelf->update(std::make_shared<const store_card>(std::move(one)));
  return unit{};
}

result<unit> ship_brand(const node_parts& parts, const patient_office& office,
                        const shipped_brand& shipped) {
  if (!parts.shelf->brand(shipped.id)) {
    define_brand command{shipped.id, all_of(shipped.policy), shipped.default_store};
    if (auto done = office.tell<brand>(shipped.id.value, command); !done)
      return done.error();
  }
  if (parts.shelf->store(shipped.default_store))
    return unit{};
  store_card card;
  card.id = shipped.default_store;
  card.brand = shipped.id;
  card.name = shipped.id.value;
  auto done = office.tell<store>(card.id.value, define_store{card});
  return done ? result<unit>{unit{}} : result<unit>{done.error()};
}

} // namespace

result<unit> open_catalogue(const node_parts& parts, const std::function<bool()>& go_on) {
  if (!await_read_models(parts, go_on))
    return errc::unavailable;
  if (auto loaded = load(parts); !loaded)
    return loaded;
  const patient_office office{*parts.office, go_on};
  for (const auto& shipped : shipped_brands())
    if (auto done = ship_brand(parts, office, shipped); !done)
      return done;
  if (parts.settings.demo)
    return load_demo(parts, office);
  return unit{};
}

} // namespace baedal::node
