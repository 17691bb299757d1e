#include "http/facades/errands.hpp"

#include "http/sending.hpp"

namespace baedal::http::facades {

namespace {

/// A command that only a new entity takes.
template <class State>
actors::command_message<State> first_command(std::string id,
                                             typename actors::aggregate<State>::command what) {
  actors::command_message<State> out;
  out.id = std::move(id);
  out.command = std::move(what);
  out.from.if_match = 0;
  return out;
}

/// Goes on with what a reply delivers; anything else answers the exchange.
template <class T, class Then>
actors::reply<T> going_on(const exchange_ptr& to, Then then) {
  return actors::reply<T>{[to, then = std::move(then)](result<T> told) {
    if (told)
      then(*std::move(told));
    else
      to->refuse(told.error());
  }};
}

using rider_told = actors::answer<rider_view>;

void send_online(const desk& at, const exchange_ptr& to, const rider_id& rider,
                 std::function<void()> then) {
  actors::command_message<baedal::rider> message;
  message.id = rider.value;
  message.command = rider_goes_online{};
  message.back = going_on<rider_told>(to, [then = std::move(then)](const rider_told&) { then(); });
  at.parts.office->ask<baedal::rider>(std::move(message));
}

void define_near(const desk& at, const exchange_ptr& to, const rider_id& rider,
                 const order_view& order, std::function<void()> then) {
  auto message =
    first_command<baedal::rider>(rider.value, define_rider{rider, order.area, order.store_at, {}});
  message.back = actors::reply<rider_told>{
    [at, to, rider, then = std::move(then)](const result<rider_told>& told) {
      if (told || told.code() == errc::version_conflict) // Somebody else was faster.
        send_online(at, to, rider, then);
      else
        to->refuse(told.error());
    }};
  at.parts.office->ask<baedal::rider>(std::move(message));
}

void ask_sequence(const desk& at, const exchange_ptr& to, const std::string& name,
                  sequence_command what, std::function<void(std::uint64_t)> then) {
  using told = actors::answer<sequence_view>;
  actors::command_message<sequence> message;
  message.id = name;
  message.command = std::move(what);
  message.back =
    going_on<told>(to, [then = std::move(then)](const told& taken) { then(taken.view.last); });
  at.parts.office->ask<sequence>(std::move(message));
}

} // namespace

void bring_rider(const desk& at, const exchange_ptr& to, const rider_id& rider,
                 const order_view& order, std::function<void()> then) {
  actors::reply<rider_view> back{
    [at, to, rider, order, then = std::move(then)](const result<rider_view>& seen) {
      // Version 1 was defined and has never been online: perhaps by us, and then something broke.
      if (seen && (seen->online || seen->version > 1))
        then();
      else if (seen)
        send_online(at, to, rider, then);
      else if (seen.code() == errc::rider_unknown)
        define_near(at, to, rider, order, then);
      else
        to->refuse(seen.error());
    }};
  at.parts.office->read<baedal::rider>({rider.value, {}, std::move(back)});
}

void bring_customer(const desk& at, const customer_id& customer) {
  at.parts.office->ask<baedal::customer>(
    first_command<baedal::customer>(customer.value, define_customer{customer, {}}));
}

void bring_store(const desk& at, const exchange_ptr& to, const store_card& card,
                 std::function<void()> then) {
  if (at.parts.office->shelf().store(card.id)) {
    then();
    return;
  }
  using told = actors::answer<store_view>;
  auto message = first_command<store>(card.id.value, define_store{card});
  message.back = actors::reply<told>{[to, then = std::move(then)](const result<told>& defined) {
    if (defined || defined.code() == errc::version_conflict)
      then();
    else
      to->refuse(defined.error());
  }};
  at.parts.office->ask<store>(std::move(message));
}

void take_number_for(const desk& at, const exchange_ptr& to, const std::string& collection,
                     const std::optional<std::string>& owner,
                     std::function<void(std::uint64_t)> then) {
  if (!owner) {
    ask_sequence(at, to, collection, take_number{collection}, std::move(then));
    return;
  }
  const auto kept = collection + "~" + *owner;
  actors::reply<sequence_view> back{
    [at, to, collection, kept, then = std::move(then)](const result<sequence_view>& seen) {
      if (seen)
        then(seen->last);
      else if (seen.code() == actors::aggregate<sequence>::unknown)
        ask_sequence(at, to, collection, take_number{collection},
                     [at, to, kept, then](std::uint64_t number) {
                       ask_sequence(at, to, kept, keep_number{kept, number}, then);
                     });
      else
        to->refuse(seen.error());
    }};
  at.parts.office->read<sequence>({kept, {}, std::move(back)});
}

} // namespace baedal::http::facades
