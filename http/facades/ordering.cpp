#include "http/facades/ordering.hpp"

#include "http/admission.hpp"
#include "http/facades/errands.hpp"
#include "http/facades/hal.hpp"
#include "http/facades/meanings.hpp"
#include "http/facades/order_reading.hpp"
#include "http/idempotency_key.hpp"
#include "http/sending.hpp"

#include <algorithm>

namespace baedal::http::facades {

namespace {

using told = actors::answer<order_view>;

/// A request that is ready but for its number.
struct prepared_order {
  const brand_facade* owner = nullptr;
  wanted_order what;
  std::optional<std::string> key_owner; ///< who sent which Idempotency-Key
  std::optional<std::string> body_hash;
};

bool takes(const brand_facade& brand, const std::string& path) {
  const auto& all = brand.places.paths;
  return std::find(all.begin(), all.end(), path) != all.end();
}

/// Null where nothing tells.
const brand_facade* owner_of(const desk& at, const std::string& path, const json_reader& body) {
  const brand_facade* only = nullptr;
  std::size_t takers = 0;
  for (const auto& brand : at.brands->brands()) {
    if (!takes(brand, path))
      continue;
    if (!first_of(body, brand.places.marks).empty())
      return &brand;
    only = &brand;
    ++takers;
  }
  if (takers == 1)
    return only;
  const auto* otherwise = at.brands->brand(at.default_brand);
  return otherwise && takes(*otherwise, path) ? otherwise : nullptr;
}

/// The brand's store that is named, else its default store.
actors::catalogue::card_ptr store_of(const actors::catalogue& shelf, const brand_id& brand,
                                     const std::string& typed) {
  if (auto card = shelf.store(store_id{typed}); card && card->brand == brand)
    return card;
  const auto owner = shelf.brand(brand);
  return owner ? shelf.store(owner->default_store) : nullptr;
}

/// Fills in what the catalogue decides.
result<unit> complete(prepared_order& what, const actors::catalogue& shelf) {
  auto& order = what.what.order;
  order.brand = brand_id{what.owner->brand};
  order.card = store_of(shelf, order.brand, what.what.store);
  if (order.card && what.owner->places.settle)
    what.owner->places.settle(order, shelf);
  if (!order.card)
    return refusal{errc::store_unknown, "the brand has no default store", "storeId"};
  auto policy = shelf.policy_for(*order.card);
  if (!policy)
    return refusal{errc::brand_unknown, "the brand is not known here"};
  order.policy = *std::move(policy);
  order.store = order.card->id;
  if (order.policy.payment == payment_timing::inside_ordering)
    order.token = facade_token;
  if (order.customer.empty())
    order.customer = customer_id{order.brand.value + "-guest"};
  return unit{};
}

void place(const desk& at, const exchange_ptr& to, const prepared_order& what,
           std::uint64_t number) {
  auto order_to_place = what.what.order;
  order_to_place.id = id_of(numbered_order{what.owner->numbers, number});
  order_to_place.keyed = what.key_owner.has_value();
  order_to_place.body_hash = what.body_hash.value_or("");
  actors::command_message<order> message;
  message.id = order_to_place.id.value;
  message.from.traceparent = read_traceparent(to->in());
  message.personal = what.what.personal;
  keys_in_flight::visit visit;
  if (what.key_owner)
    visit = at.parts.keys->enter(message.id);
  const auto* shows = find_resource(*what.owner, what.owner->places.shows);
  message.back = reply_to<told>(
    to,
    [at, to, shows, number](const told& now) {
      return created_row(to->in(), *shows, {now.view, number, at.parts.office->shelf()});
    },
    std::move(visit.stay));
  refusal silence{visit.repeated ? errc::request_in_progress : errc::outcome_unknown};
  if (!visit.repeated)
    silence.subject = message.id;
  message.command = std::move(order_to_place);
  to->if_unanswered(std::move(silence));
  at.parts.office->ask<order>(std::move(message));
}

void prepare(const desk& at, const exchange_ptr& to, const brand_facade& owner,
             const json_reader& body) {
  const auto key = read_idempotency_key(to->in());
  if (!key) {
    to->refuse(key.fault());
    return;
  }
  prepared_order what{&owner, read_order(body, owner.places.words), {}, {}};
  if (body.fault()) {
    to->refuse(*body.fault());
    return;
  }
  if (const auto completed = complete(what, at.parts.office->shelf()); !completed) {
    to->refuse(completed.error());
    return;
  }
  const auto& order = what.what.order;
  if (*key) {
    what.key_owner = order_id_of(order.brand, order.customer, **key).value;
    what.body_hash = fingerprint_of(**key, to->in().body).body_hash;
  }
  at.parts.intake->enter(to, order.policy.overload_guard, [at, to, what, &owner] {
    bring_customer(at, what.what.order.customer);
    take_number_for(at, to, owner.numbers, what.key_owner,
                    [at, to, what](std::uint64_t number) { place(at, to, what, number); });
  });
}

} // namespace

handler ordering_handler(const desk& at, std::string path) {
  return [at, path = std::move(path)](const exchange_ptr& to) {
    const auto named = named_brand(at, to);
    if (!named)
      return;
    const json_reader body{to->in().body, leniency::lenient};
    if (body.fault()) {
      to->refuse(*body.fault());
      return;
    }
    const auto* owner = *named ? *named : owner_of(at, path, body);
    if (owner == nullptr)
      to->refuse(
        input_fault{422, "value_invalid", "name the brand whose order this is", "X-Brand"});
    else if (!takes(*owner, path))
      to->complete(nothing_here());
    else
      prepare(at, to, *owner, body);
  };
}

} // namespace baedal::http::facades
