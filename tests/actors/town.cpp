#include "tests/actors/town.hpp"

#include "persistence/event_codec.hpp"
#include "persistence/journal_session.hpp"
#include "persistence/storable.hpp"

#include <algorithm>
#include <set>
#include <stdexcept>

namespace baedal::test {

using actors::committed_append;
using persistence::event_meta;

namespace {

constexpr std::size_t most_orders = 120;

std::string event_id(std::uint64_t number) {
  auto id = std::to_string(number);
  return std::string(32 - id.size(), '0') + id;
}

void must(bool fine, const char* what) {
  if (!fine)
    throw std::logic_error{what};
}

} // namespace

town::town(persistence::journal& journal, std::uint64_t seed)
  : journal_(journal), dice_(seed), heads_(slice_count) {
  own_all_slices();
  open_shops();
}

void town::own_all_slices() {
  persistence::write_batch claims;
  for (std::uint32_t slice = 0; slice < slice_count; ++slice)
    claims.events.push_back({slice, ++heads_[slice], persistence::ownership_entity(slice), 1,
                             event_id(slice), "slice_owned", "{\"owner\":\"town\"}", now_,
                             std::string(64, 'a'), 1});
  must(journal_.write(claims) == persistence::write_status::written, "cannot take the slices over");
}

void town::open_shops() {
  std::vector<committed_append> batch;
  for (const auto& shipped : shipped_brands()) {
    auto& mine = brands_[shipped.id.value];
    append<brand>(batch, {entity_kind::brand, shipped.id.value},
                  {{brand_defined{shipped.id, shipped.default_store, shipped.policy}}}, mine,
                  false);
    auto& shop = stores_["s-" + shipped.id.value];
    store_card card;
    card.id = {"s-" + shipped.id.value};
    card.brand = shipped.id;
    card.name = "Shop";
    card.area = one_in(2) ? "north" : "south";
    if (one_in(2))
      card.at = geo_point{37.5 + 0.01 * static_cast<double>(below(5)), 127.0};
    append<store>(batch, {entity_kind::store, card.id.value},
                  {{store_defined{card}},
                   {item_defined{{{"a"}, "Rice", money{1'000}, {}, std::nullopt, false}}},
                   {item_defined{{{"b"}, "Soup", money{2'500}, {}, std::nullopt, false}}}},
                  shop, false);
  }
  write(batch);
}

actors::committed_batch town::live(std::size_t most) {
  now_ += std::chrono::milliseconds{1 + below(400'000)};
  auto batch = std::make_shared<std::vector<committed_append>>();
  std::set<std::string> touched;
  for (auto left = 1 + below(most); left > 0; --left) {
    if (one_in(8) && touched.insert("store").second)
      disturb_store(*batch);
    const auto id = "orders-" + std::to_string(below(most_orders) + 1);
    if (touched.insert(id).second)
      live_order(*batch, id);
  }
  write(*batch);
  return batch;
}

/// Of what a store may be asked; "c" is sometimes an item whose units are counted.
store_command town::random_store_command() {
  const order_id buyer{"buyer-" + std::to_string(below(3))};
  const item_id item{"c"};
  switch (below(9)) {
    case 0:
      return close_store{};
    case 1:
    case 2:
      return open_store{};
    case 3:
      return reserve_stock{buyer, {{item, 1 + static_cast<std::int64_t>(below(3))}}};
    case 4:
      return commit_stock{buyer};
    case 5:
      return release_stock{buyer};
    case 6:
      return hold_less{buyer, {{item, 1}}};
    default:
      break;
  }
  menu_item offered{item, "Dish " + std::to_string(below(9)), money{700}, {}, {}, one_in(5)};
  if (!one_in(4))
    offered.stock = 5 + static_cast<std::int64_t>(below(20));
  return define_item{std::move(offered)};
}

void town::disturb_store(std::vector<committed_append>& batch) {
  auto shop = std::next(stores_.begin(), static_cast<std::ptrdiff_t>(below(stores_.size())));
  auto decided = decide(shop->second, random_store_command(), now_);
  if (decided && !decided->empty())
    append<store>(batch, {entity_kind::store, shop->first}, {*decided}, shop->second, one_in(3));
}

/// Up to three commands in one append, each seeing what the one before has done.
void town::live_order(std::vector<committed_append>& batch, const std::string& id) {
  auto& state = orders_[id];
  auto next = state;
  std::vector<std::vector<order_event>> rounds;
  for (auto left = 1 + below(3); left > 0; --left) {
    auto answer = one_in(3) ? std::nullopt : random_answer(next);
    auto decided = decide(next, answer ? *answer : random_command(id, next), now_);
    if (!decided || decided->empty())
      continue;
    for (const auto& event : *decided)
      evolve(next, event, now_);
    rounds.push_back(std::move(*decided));
  }
  if (!rounds.empty() && one_in(4))
    rounds.push_back({obligations_settled{}});
  if (!rounds.empty())
    append<order>(batch, {entity_kind::order, id}, rounds, state, one_in(6));
}

place_order town::placing(const std::string& id) {
  const auto& shipped = shipped_brands()[std::hash<std::string>{}(id) % shipped_brands().size()];
  const auto& shop = stores_.at("s-" + shipped.id.value);
  place_order asked;
  asked.id = {id};
  asked.brand = shipped.id;
  asked.store = shop.card.id;
  asked.customer = {"c" + std::to_string(below(5))};
  asked.items = {{{"a"}, 1 + static_cast<std::int64_t>(below(3)), {}, {}, {}}};
  if (one_in(2))
    asked.items.push_back({{"b"}, 1, {}, {}, {}});
  asked.token = one_in(4) && shipped.policy.payment != payment_timing::inside_ordering ? "" : "tok";
  asked.keyed = one_in(2);
  asked.body_hash = "hash";
  asked.card = std::make_shared<store_card>(shop.card);
  asked.policy = shipped.policy;
  return asked;
}

order_command town::random_command(const std::string& id, const order& state) {
  if (!is_visible(state))
    return placing(id);
  asked_by rider;
  rider.rider = rider_id{"r" + std::to_string(below(3))};
  switch (below(17)) {
    case 0:
      return pay_order{{}, one_in(2) ? payment_method::cash : payment_method::online, "tok"};
    case 1:
      return accept_order{{}, std::chrono::minutes{20}};
    case 2:
      return one_in(4) ? order_command{reject_order{{}, "closing", 3}}
                       : order_command{accept_order{}};
    case 3:
    case 4:
      return start_cooking{};
    case 5:
      return finish_cooking{};
    case 6:
      return pick_order{rider};
    case 7:
      return one_in(2) ? order_command{start_delivery{}} : order_command{finish_cooking{}};
    case 8:
      return deliver_order{};
    case 9:
      return confirm_order{};
    case 10:
      return one_in(3) ? order_command{cancel_order{{}, cancel_party::customer, "changed my mind"}}
                       : order_command{timer_due{}};
    case 11:
      return one_in(3) ? order_command{report_accident{{}, "fell"}}
                       : order_command{pick_order{rider}};
    case 12:
      return one_in(2) ? order_command{withdraw_order{}} : order_command{retry_refund{}};
    case 13:
      return one_in(2) ? order_command{pay_order{{}, payment_method::cash, ""}}
                       : order_command{pay_order{{}, payment_method::card, "tok", money{500}}};
    case 14:
      return remove_item{{}, state.seen.items.front().item, std::int64_t{1}, "sold out"};
    case 15:
      return one_in(2) ? order_command{delay_order{{}, std::chrono::minutes{1}, "busy"}}
                       : order_command{finish_cooking{{}, true}};
    default:
      return order_recovered{};
  }
}

std::optional<order_command> town::random_answer(const order& state) {
  if (state.owed.empty())
    return std::nullopt;
  const auto& what = state.owed[below(state.owed.size())];
  using verdict = gateway_answer::verdict;
  gateway_answer gateway;
  const auto total = state.seen.total;
  if (what.receiver)
    return obligation_answered{
      what.number, entity_answer{one_in(5) && std::holds_alternative<owe_assign_rider>(what.body)
                                   ? errc::rider_busy
                                   : errc::none}};
  if (const auto* refund = std::get_if<owe_refund>(&what.body))
    gateway = {one_in(6) ? verdict::refund_refused : verdict::refunded, state.seen.payment.key,
               refund->amount, refund->amount, ""};
  else if (std::holds_alternative<owe_authorise>(what.body))
    gateway = {one_in(8)   ? verdict::unknown
               : one_in(8) ? verdict::declined
               : one_in(4) ? verdict::unavailable
                           : verdict::approved,
               "key",
               total,
               {},
               "NO"};
  else
    gateway = {one_in(2) ? verdict::not_found : verdict::approved, "key", total, {}, ""};
  return obligation_answered{what.number, gateway};
}

template <class State>
void town::append(std::vector<committed_append>& batch, const entity_key& entity,
                  const std::vector<std::vector<typename actors::aggregate<State>::event>>& rounds,
                  State& state, bool note) {
  const auto text = entity.text();
  committed_append seen;
  seen.slice = slice_of(text);
  seen.entity = entity;
  seen.at = now_;
  seen.first_position = heads_[seen.slice] + 1;
  seen.first_version = versions_[text] + 1;
  actors::change<State> what;
  const auto put = [&](const persistence::encoded_event& encoded) {
    auto& version = versions_[text];
    persistence::event_row row{
      seen.slice,   ++heads_[seen.slice], text, ++version, event_id(dice_() % 1'000'000'007),
      encoded.type, encoded.payload,      now_, {},        1};
    row.hash = persistence::chain_hash(hashes_[text], row);
    hashes_[text] = row.hash;
    rows_.push_back(std::move(row));
  };
  for (const auto& events : rounds) {
    for (std::size_t i = 0; i < events.size(); ++i) {
      event_meta meta;
      meta.more = i + 1 < events.size();
      evolve(state, events[i], now_);
      if constexpr (std::is_same_v<State, order>)
        past_[entity.id].push_back({events[i], state, now_});
      put(persistence::encode_event(events[i], meta));
      what.events.push_back(events[i]);
      what.follows.push_back(meta.follows);
    }
  }
  if (note) {
    put(persistence::encode_note(
      {persistence::event_cause{"order/x", 1, errc::none}, {}, {}, false}));
    what.events.emplace_back();
    what.follows.push_back(0);
  }
  what.after = std::make_shared<State>(state);
  seen.what = std::move(what);
  batch.push_back(std::move(seen));
}

void town::write(std::vector<committed_append>& batch) {
  persistence::write_batch out;
  out.events = std::exchange(rows_, {});
  const auto by_position = [](const auto& a, const auto& b) {
    return std::tie(a.slice, a.position) < std::tie(b.slice, b.position);
  };
  std::sort(out.events.begin(), out.events.end(), by_position);
  must(journal_.write(out) == persistence::write_status::written,
       "the town's journal does not write");
  std::stable_sort(batch.begin(), batch.end(), [](const auto& a, const auto& b) {
    return std::tie(a.slice, a.first_position) < std::tie(b.slice, b.first_position);
  });
}

} // namespace baedal::test
