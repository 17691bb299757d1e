#include "simulation/workload.hpp"

#include <caf/all.hpp>

namespace baedal::simulation {

namespace {

using namespace std::chrono_literals;
using std::chrono::milliseconds;

/// A client repeats what was not done, or may not have been.
bool is_worth_repeating(const order_request& asked) {
  if (!asked.told)
    return true;
  const auto code = asked.told->code();
  return code == errc::unavailable || code == errc::overloaded || is_unknown_outcome(code)
         || code == errc::request_in_progress;
}

idempotency key_named(const std::string& name) {
  return {name, "body of " + name};
}

} // namespace

workload::workload(still_world& still, std::uint64_t seed, choice ask_whom)
  : still_(still), seed_(seed), town_(draw_town(seed)), ask_whom_(std::move(ask_whom)) {
  // nop
}

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
  using told = actors::answer<typename actors::aggregate<State>::view>;
  ++left_to_open_;
  const auto again = [this, id, what] {
    --left_to_open_;
    insist<State>(id, what);
  };
  auto* node = ask_whom_(0);
  if (!node)
    return still_.at(still_.now() + 200ms, again);
  actors::reply<told> back{[this, again](const result<told>& outcome) {
    if (outcome)
      --left_to_open_;
    else
      still_.at(still_.now() + 200ms, again);
  }};
  node->office().template ask<State>({std::move(id), std::move(what), {}, {}, {}, std::move(back)});
}

// -- acting ---------------------------------------------------------------------------------------

void workload::perform(const act& what) {
  dice draw{what.seed};
  switch (what.kind) {
    case act_kind::place:
      return place(draw);
    case act_kind::go_on:
      return go_on(draw);
    case act_kind::meddle:
      return meddle(draw);
    case act_kind::look:
      if (!tried_.empty())
        look(recent(draw), draw.number());
      return;
    case act_kind::tend_store:
      return tend_store(draw);
    case act_kind::tend_rider:
      return tend_rider(draw);
  }
}

void workload::place(dice& draw) {
  auto* node = ask_whom_(draw.number());
  if (!node)
    return; // Turned away at the door: nothing was sent.
  auto what = draw_placing(draw, *node);
  if (!what)
    return;
  const auto id = what->id.value;
  tried_.push_back(id);
  placings_.emplace(id, *what);
  const bool twice = what->keyed && draw.percent(15);
  if (draw.percent(30))
    follow(id, draw.number());
  send(id, *what, {}, draw.number());
  if (twice) // Impatient fingers.
    send(id, *what, {}, draw.number());
}

void workload::go_on(dice& draw) {
  if (tried_.empty())
    return;
  const auto id = recent(draw);
  auto what = next_step(draw, id);
  if (!what)
    return look(id, draw.number());
  const auto name = id + "-" + std::to_string(history_.orders.size());
  std::optional<idempotency> key;
  if (draw.percent(30))
    key = key_named(name);
  const bool raced = draw.percent(8);
  send(id, *what, key, draw.number());
  if (raced)
    send(id, any_step(draw), {}, draw.number());
}

void workload::meddle(dice& draw) {
  if (tried_.empty())
    return;
  const auto id = recent(draw);
  if (draw.percent(25) && placings_.at(id).keyed)
    return send(id, placings_.at(id), {}, draw.number());
  send(id, any_step(draw), {}, draw.number());
}

/// Mostly one of the newest: lives go on where they are.
std::string workload::recent(dice& draw) {
  const auto span = draw.percent(70) ? std::min<std::size_t>(tried_.size(), 12) : tried_.size();
  return tried_[tried_.size() - 1 - draw.below(span)];
}

void workload::look(const std::string& id, std::uint64_t draw) {
  auto* node = ask_whom_(draw);
  if (!node)
    return;
  actors::reply<order_view> back{
    [this, id, run = node->run(), asked = still_.now()](const result<order_view>& seen) {
      if (!run->alive() || !seen)
        return;
      known_[id] = *seen;
      history_.sights.push_back({run->name(), id, asked, *seen});
    }};
  node->office().read<order>({id, {}, std::move(back)});
}

/// Watches the live stream of an order: versions rise, and only a crash may leave some out.
void workload::follow(const std::string& id, std::uint64_t draw) {
  auto* node = ask_whom_(draw);
  if (!node)
    return;
  const auto number = history_.streams.size();
  history_.streams.push_back({id, {}});
  node->office().subscribe(
    {order_id{id}, number, [this, number](const actors::public_event& event) {
       history_.streams[number].versions.push_back(event.version);
       return true;
     }});
}

void workload::tend_store(dice& draw) {
  const auto& shop = draw.any(town_.shops);
  auto soup = shop.menu[1];
  soup.stock = draw.between(0, 20);
  auto rice = shop.menu[0];
  rice.price = money{draw.between(500, 3'000)};
  const auto soon = std::chrono::floor<milliseconds>(still_.now() + 15s);
  const std::array<store_command, 6> all{define_item{soup}, define_item{rice}, open_store{},
                                         open_store{},      close_store{},     close_store{soon}};
  const auto id = shop.card.id.value;
  const auto& chosen = draw.one_of(all);
  tell_store(id, chosen, draw.number());
  if (std::holds_alternative<close_store>(chosen)) // Not for long: closed stores see no orders.
    still_.at(still_.now() + 20s, [this, id] { tell_store(id, open_store{}, 0); });
}

void workload::tend_rider(dice& draw) {
  const auto& who = draw.any(town_.riders);
  const std::array<rider_command, 4> all{rider_goes_online{}, rider_goes_online{},
                                         rider_goes_offline{}, rider_moves{{37.52, 127.0}}};
  auto* node = ask_whom_(draw.number());
  if (!node)
    return;
  const auto id = who.id.value;
  const auto& chosen = draw.one_of(all);
  node->office().ask<rider>({id, chosen, {}, {}, {}, {}});
  if (std::holds_alternative<rider_goes_offline>(chosen))
    still_.at(still_.now() + 30s, [this, id] {
      if (auto* later = ask_whom_(0))
        later->office().ask<rider>({id, rider_goes_online{}, {}, {}, {}, {}});
    });
}

// -- asking and being told ------------------------------------------------------------------------

void workload::send(const std::string& id, order_command what, std::optional<idempotency> key,
                    std::uint64_t draw, std::optional<std::size_t> repeats) {
  auto* node = ask_whom_(draw);
  if (!node)
    return; // Turned away at the door.
  const auto number = history_.orders.size();
  history_.orders.push_back(
    {repeats.value_or(number), node->run()->name(), id, what, key, still_.now(), {}});
  const auto run = node->run();
  run->on_death([this, number, draw] { on_end(number, draw); });
  actors::reply<actors::answer<order_view>> back{
    [this, run, number, draw](result<actors::answer<order_view>> told) {
      if (run->alive())
        on_answer(number, draw, std::move(told));
    }};
  actors::caller from;
  from.key = std::move(key);
  node->office().ask<order>({id, std::move(what), std::move(from), {}, {}, std::move(back)});
}

void workload::on_answer(std::size_t number, std::uint64_t draw,
                         result<actors::answer<order_view>> told) {
  auto& asked = history_.orders[number];
  if (told) {
    asked.created = told->created;
    known_[asked.entity] = told->view;
    asked.told.emplace(std::move(told->view));
  } else {
    asked.told.emplace(told.error());
    if (draw % 3 == 0)
      look(asked.entity, draw);
  }
  still_.mix_in(std::string_view{told ? "told" : to_string(asked.told->code())});
  on_end(number, draw);
}

void workload::on_end(std::size_t number, std::uint64_t draw) {
  auto& asked = history_.orders[number];
  if (asked.ended)
    return;
  asked.ended = still_.now();
  const auto* placing = std::get_if<place_order>(&asked.what);
  const bool may_repeat = !placing || placing->keyed;
  if (!repeating_ || !may_repeat || !is_worth_repeating(asked) || draw % 8 == 0)
    return;
  const auto pause = milliseconds{200 + draw % 4'000};
  still_.at(still_.now() + pause, [this, number, draw] {
    const auto& first = history_.orders[number];
    send(first.entity, first.what, first.key, seed_for(draw, 1), first.first);
  });
}

void workload::tell_store(const std::string& id, store_command what, std::uint64_t draw) {
  auto* node = ask_whom_(draw);
  if (!node)
    return;
  const auto number = history_.stores.size();
  history_.stores.push_back({number, node->run()->name(), id, what, {}, still_.now(), {}});
  actors::reply<actors::answer<store_view>> back{
    [this, run = node->run(), number](const result<actors::answer<store_view>>& told) {
      if (!run->alive())
        return;
      auto& asked = history_.stores[number];
      asked.ended = still_.now();
      if (told)
        asked.told.emplace(told->view);
      else
        asked.told.emplace(told.error());
    }};
  node->office().ask<store>({id, std::move(what), {}, {}, {}, std::move(back)});
}

} // namespace baedal::simulation
