#include "simulation/shown.hpp"
#include "simulation/type_names.hpp"
#include "simulation/workload.hpp"

#include <caf/all.hpp>

// How people ask, are told, and ask again.

namespace baedal::simulation {

namespace {

using namespace std::chrono_literals;
using std::chrono::milliseconds;

/// A client repeats what was not done, or may not have been.
template <class State>
bool is_worth_repeating(const request<State>& asked) {
  if (!asked.told)
    return true;
  const auto code = asked.told->code();
  return code == errc::unavailable || code == errc::overloaded || is_unknown_outcome(code)
         || code == errc::request_in_progress;
}

template <class State>
bool is_keyed(const request<State>& asked) {
  if constexpr (std::is_same_v<State, order>)
    if (const auto* placing = std::get_if<place_order>(&asked.what))
      return placing->keyed;
  return asked.key.has_value();
}

/// A placing without a key that is sent again is another order: nobody does that by accident.
template <class State>
bool may_repeat(const request<State>& asked) {
  return asked.what.index() != 0 || !std::is_same_v<State, order> || is_keyed(asked);
}

} // namespace

// -- opening --------------------------------------------------------------------------------------

void workload::open_town() {
  for (const auto& shop : town_.shops) {
    insist<store>(shop.card.id.value, define_store{shop.card});
    for (const auto& item : shop.menu)
      insist<store>(shop.card.id.value, define_item{item});
  }
  for (const auto& each : town_.riders) {
    insist<rider>(each.id.value, each);
    insist<rider>(each.id.value, rider_goes_online{});
  }
}

/// Until it was answered with anything but "not done".
template <class State>
void workload::insist(std::string id, typename actors::aggregate<State>::command what) {
  ++left_to_open_;
  const auto then = [this, id, what](bool done) {
    if (done)
      --left_to_open_;
    else
      still_.at(still_.now() + 200ms, [this, id, what] {
        --left_to_open_;
        insist<State>(id, what);
      });
  };
  send<State>({std::move(id), std::move(what), 0, {}, {}, {}, {}, then});
}

// -- asking and being told ------------------------------------------------------------------------

template <class State>
void workload::send(question<State> what) {
  auto* node = ask_whom_(what.draw);
  if (!node) { // Turned away at the door.
    if (what.then)
      what.then(false);
    return;
  }
  auto& all = history_.asked<State>();
  const auto number = all.size();
  const auto run = node->run();
  all.push_back({what.repeats.value_or(number),
                 run->name(),
                 what.id,
                 what.what,
                 what.key,
                 what.if_match,
                 what.personal,
                 still_.lived(),
                 {},
                 {}});
  const auto end = [this, number, draw = what.draw, then = std::move(what.then)] {
    on_end<State>(number, draw, then);
  };
  run->on_death(end);
  actors::reply<actors::answer<typename actors::aggregate<State>::view>> back{
    [this, run, number, draw = what.draw, end](auto told) {
      if (!run->alive())
        return;
      on_answer<State>(number, draw, std::move(told));
      end();
    }};
  actors::caller from;
  from.key = std::move(what.key);
  from.if_match = what.if_match;
  node->office().template ask<State>({std::move(what.id),
                                      std::move(what.what),
                                      std::move(from),
                                      {},
                                      std::move(what.personal),
                                      std::move(back)});
}

template <class State>
void workload::on_answer(std::size_t number, std::uint64_t draw,
                         result<actors::answer<typename actors::aggregate<State>::view>> told) {
  auto& asked = history_.asked<State>()[number];
  auto line = "told " + entity_key{actors::aggregate<State>::kind, asked.entity}.text() + ' '
              + name_of(asked.what) + ": " + std::string{to_string(told.code())};
  if (told) {
    line += " v" + std::to_string(told->view.version) + " view "
            + std::to_string(hash_of(text_of(told->view)));
    if constexpr (std::is_same_v<State, order>)
      known_[asked.entity] = told->view;
    asked.told.emplace(std::move(told->view));
  } else {
    asked.told.emplace(told.error());
    if constexpr (std::is_same_v<State, order>) {
      dice luck{seed_for(draw, 2)};
      if (luck.percent(33))
        still_.at(still_.now() + milliseconds{luck.between(300, 2'300)},
                  [this, id = asked.entity, draw = luck.number()] { look(id, draw); });
    }
  }
  still_.note(line);
}

template <class State>
void workload::on_end(std::size_t number, std::uint64_t draw,
                      const std::function<void(bool)>& then) {
  auto& asked = history_.asked<State>()[number];
  if (asked.ended)
    return;
  asked.ended = still_.lived();
  if (then)
    return then(asked.told && *asked.told);
  dice luck{seed_for(draw, 3)};
  if (!repeating_ || !may_repeat(asked))
    return;
  if (is_worth_repeating(asked)) {
    if (luck.percent(88))
      still_.at(still_.now() + milliseconds{luck.between(200, 4'200)},
                [this, number, draw] { ask_again<State>(number, seed_for(draw, 1), false); });
  } else if (is_keyed(asked) && luck.percent(20)) { // It was answered, and comes again.
    const bool other_body = luck.percent(30);
    still_.at(still_.now() + milliseconds{luck.between(300, 25'000)},
              [this, number, draw, other_body] {
                ask_again<State>(number, seed_for(draw, 1), other_body);
              });
  }
}

template <class State>
void workload::ask_again(std::size_t number, std::uint64_t draw, bool other_body) {
  const auto& first = history_.asked<State>()[number];
  question<State> again{first.entity,   first.what,     draw,        first.key,
                        first.if_match, first.personal, first.first, {}};
  if (other_body) {
    if (again.key)
      again.key->body_hash = "another body";
    if constexpr (std::is_same_v<State, order>)
      if (auto* placing = std::get_if<place_order>(&again.what)) {
        placing->body_hash = "another body";
        placing->items.front().quantity += 1;
      }
  }
  send(std::move(again));
}

#define BAEDAL_SEND(state) template void workload::send<state>(question<state>);
BAEDAL_SEND(order)
BAEDAL_SEND(store)
BAEDAL_SEND(rider)
BAEDAL_SEND(customer)
BAEDAL_SEND(brand)
BAEDAL_SEND(sequence)
#undef BAEDAL_SEND

} // namespace baedal::simulation
