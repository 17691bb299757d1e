#pragma once

#include "domain/brand.hpp"
#include "domain/breaker.hpp"
#include "domain/customer.hpp"
#include "domain/entity.hpp"
#include "domain/order.hpp"
#include "domain/rider.hpp"
#include "domain/sequence.hpp"
#include "domain/store.hpp"

namespace baedal::actors {

/// What the one entity wrapper needs to know of an aggregate. The rules themselves are the domain's
/// free functions `decide`, `evolve`, `outcome_of`, `is_public`, `is_visible`, found by overload.
///
/// `harmless_repeats`: the state itself shows that an obligation was done, so that its sender may
/// be forgotten after a while. Units are held once per order, and a rider has one job; but nothing
/// in a customer's count tells which orders are in it.
template <class State>
struct aggregate;

template <>
struct aggregate<order> {
  using command = order_command;
  using event = order_event;
  using view = order_view;
  static constexpr entity_kind kind = entity_kind::order;
  static constexpr errc unknown = errc::order_unknown;
  static constexpr bool snapshots = false; ///< an order's history is short
  static constexpr bool harmless_repeats = false;
};

template <>
struct aggregate<store> {
  using command = store_command;
  using event = store_event;
  using view = store_view;
  static constexpr entity_kind kind = entity_kind::store;
  static constexpr errc unknown = errc::store_unknown;
  static constexpr bool snapshots = true;
  static constexpr bool harmless_repeats = true;
};

template <>
struct aggregate<rider> {
  using command = rider_command;
  using event = rider_event;
  using view = rider_view;
  static constexpr entity_kind kind = entity_kind::rider;
  static constexpr errc unknown = errc::rider_unknown;
  static constexpr bool snapshots = true;
  static constexpr bool harmless_repeats = true;
};

template <>
struct aggregate<customer> {
  using command = customer_command;
  using event = customer_event;
  using view = customer_view;
  static constexpr entity_kind kind = entity_kind::customer;
  static constexpr errc unknown = errc::customer_unknown;
  static constexpr bool snapshots = true;
  static constexpr bool harmless_repeats = false;
};

template <>
struct aggregate<brand> {
  using command = brand_command;
  using event = brand_event;
  using view = brand_view;
  static constexpr entity_kind kind = entity_kind::brand;
  static constexpr errc unknown = errc::brand_unknown;
  static constexpr bool snapshots = true;
  static constexpr bool harmless_repeats = false;
};

template <>
struct aggregate<sequence> {
  using command = sequence_command;
  using event = sequence_event;
  using view = sequence_view;
  static constexpr entity_kind kind = entity_kind::sequence;
  static constexpr errc unknown = errc::value_invalid;
  static constexpr bool snapshots = true;
  static constexpr bool harmless_repeats = false;
};

template <>
struct aggregate<breaker> {
  using command = breaker_command;
  using event = breaker_event;
  using view = breaker_view;
  static constexpr entity_kind kind = entity_kind::breaker;
  static constexpr errc unknown = errc::value_invalid;
  static constexpr bool snapshots = true;
  static constexpr bool harmless_repeats = false;
};

inline const order_view& view_of(const order& state) {
  return state.seen;
}
inline const store_view& view_of(const store& state) {
  return state.card;
}
inline const rider_view& view_of(const rider& state) {
  return state.seen;
}
inline const customer_view& view_of(const customer& state) {
  return state.seen;
}
inline const brand_view& view_of(const brand& state) {
  return state.seen;
}
inline const sequence_view& view_of(const sequence& state) {
  return state.seen;
}
inline const breaker_view& view_of(const breaker& state) {
  return state.seen;
}

} // namespace baedal::actors
