#include "simulation/checking.hpp"
#include "simulation/shown.hpp"
#include "simulation/type_names.hpp"

#include <algorithm>

// I6: every 2xx stands in the journal, with the event that its command was for; what was certainly
// not done is not there; whoever reads sees what is there.

namespace baedal::simulation {

namespace {

using words = std::vector<std::string_view>;

/// One of these has to stand at or before the version that the command was answered with. None:
/// the command may find that there is nothing to do.
words events_for(const order_command& what) {
  return std::visit(overloaded{
                      [](const place_order&) { return words{"order_placed"}; },
                      [](const pay_order&) {
                        return words{"payment_requested", "payment_approved", "payment_deferred"};
                      },
                      [](const accept_order&) { return words{"order_accepted"}; },
                      [](const reject_order&) {
                        return words{"order_rejected", "cancel_requested"};
                      },
                      [](const start_cooking&) { return words{"cooking_started"}; },
                      [](const finish_cooking&) { return words{"cooking_finished"}; },
                      [](const pick_order&) { return words{"delivery_picked"}; },
                      [](const withdraw_order&) { return words{"pick_withdrawn"}; },
                      [](const start_delivery&) { return words{"delivery_started"}; },
                      [](const deliver_order&) { return words{"delivery_completed"}; },
                      [](const confirm_order&) { return words{"order_completed"}; },
                      [](const cancel_order&) { return words{"cancel_requested"}; },
                      [](const report_accident&) { return words{"accident_reported"}; },
                      [](const remove_item&) { return words{"line_removed"}; },
                      [](const delay_order&) { return words{"order_delayed"}; },
                      [](const retry_refund&) { // Or what made the refund due that is under way.
                        return words{"refund_retried", "payment_refunded", "cancel_requested",
                                     "line_removed", "late_capture_found"};
                      },
                      [](const auto&) { return words{}; },
                    },
                    what);
}
words events_for(const store_command& what) {
  return std::visit(overloaded{
                      [](const define_store&) { return words{"store_defined"}; },
                      [](const define_item&) { return words{"item_defined"}; },
                      [](const retire_item&) { return words{"item_retired"}; },
                      [](const close_store&) { return words{"store_closed"}; },
                      [](const auto&) { return words{}; },
                    },
                    what);
}
words events_for(const rider_command& what) {
  return std::visit(overloaded{
                      [](const define_rider&) { return words{"rider_defined"}; },
                      [](const rider_goes_online&) { return words{"rider_online"}; },
                      [](const auto&) { return words{}; },
                    },
                    what);
}
words events_for(const customer_command& what) {
  return std::holds_alternative<define_customer>(what) ? words{"customer_defined"} : words{};
}
words events_for(const brand_command&) {
  return {"brand_defined"};
}
words events_for(const sequence_command&) {
  return {"number_taken"};
}

/// What a command's first event may be, where that is another one.
words first_events_for(const order_command& what) {
  auto all = events_for(what);
  if (std::holds_alternative<start_delivery>(what) || std::holds_alternative<finish_cooking>(what))
    all.push_back("cooking_started");
  if (std::holds_alternative<confirm_order>(what))
    all.push_back("delivery_completed");
  return all;
}

/// Whether the answer shows what its command was for.
bool shows(const store_command& what, const store_view& seen) {
  return std::visit(overloaded{
                      [&](const define_item& e) {
                        const auto item = seen.menu.find(e.item.id);
                        return item != seen.menu.end() && item->second.price == e.item.price
                               && item->second.sold_out == e.item.sold_out;
                      },
                      [&](const define_store& e) {
                        return seen.delivery_fee == e.card.delivery_fee
                               && seen.overrides == e.card.overrides;
                      },
                      [&](const open_store&) { return seen.open; },
                      [&](const close_store&) { return !seen.open; },
                      [](const auto&) { return true; },
                    },
                    what);
}
bool shows(const rider_command& what, const rider_view& seen) {
  return std::visit(overloaded{
                      [&](const define_rider& e) { return seen.area == e.area; },
                      [&](const rider_goes_online&) { return seen.online; },
                      [&](const rider_goes_offline&) { return !seen.online; },
                      [&](const rider_moves& e) { return seen.at == e.at; },
                      [](const auto&) { return true; },
                    },
                    what);
}
bool shows(const order_command& what, const order_view& seen) {
  const auto& payment = seen.payment;
  return !std::holds_alternative<retry_refund>(what) || payment.refund_due > money{0}
         || payment.refunded > money{0};
}
template <class Command, class View>
bool shows(const Command&, const View&) {
  return true;
}

/// Whether nothing was to be written for a command: a clock that was set back stands still for the
/// order, and so may promise the very moment that it has promised before.
bool changes_nothing(const order_command& what, const order_view& seen) {
  const auto* delay = std::get_if<delay_order>(&what);
  return delay != nullptr && seen.promised_ready_at == seen.updated_at + delay->ready_in;
}
template <class Command, class View>
bool changes_nothing(const Command&, const View&) {
  return false;
}

template <class State, class View>
bool stands(const tracked<State>& known, const View& seen) {
  const auto views = known.views.find(seen.version);
  if (views == known.views.end())
    return false;
  const auto bare = without_personal(seen);
  return std::any_of(views->second.begin(), views->second.end(),
                     [&](const auto& each) { return each == bare; });
}

template <class State>
bool has_event(const tracked<State>& known, const words& wanted, std::uint64_t version) {
  return wanted.empty()
         || std::any_of(known.shown.begin(), known.shown.end(), [&](const auto& each) {
              return each.first <= version
                     && std::find(wanted.begin(), wanted.end(), each.second) != wanted.end();
            });
}

/// If-Match: what a command wrote follows the version that its caller knew. A pick is decided
/// later, by the rider.
bool was_decided_at(const tracked<order>& known, const request<order>& asked,
                    std::uint64_t version) {
  if (version <= *asked.if_match || std::holds_alternative<pick_order>(asked.what)
      || std::holds_alternative<pay_order>(asked.what))
    return version >= *asked.if_match;
  const auto wanted = first_events_for(asked.what);
  return wanted.empty()
         || std::any_of(known.shown.begin(), known.shown.end(), [&](const auto& each) {
              return each.first == *asked.if_match + 1
                     && std::find(wanted.begin(), wanted.end(), each.second) != wanted.end();
            });
}

template <class State>
void check_answer(const checking& all, const request<State>& asked) {
  const auto entity = key_text<State>(asked.entity);
  const auto& told = **asked.told;
  const auto version = std::to_string(told.version);
  const auto* known = all.journal().template find<State>(asked.entity);
  if (known && told.version == 0 && !is_visible(known->now))
    return; // The refund of a checkout that failed: nobody sees the order itself.
  if (!known || !known->views.contains(told.version))
    return all.report("I6", entity, "answered with version " + version + ", which is not there");
  if (!stands(*known, told))
    return all.report("I6", entity,
                      "answered another version " + version + " than the journal has");
  if (!has_event(*known, events_for(asked.what), told.version)
      && !changes_nothing(asked.what, told))
    all.report("I6", entity, name_of(asked.what) + " answered, but nothing of it is there");
  if (!shows(asked.what, told))
    all.report("I6", entity, name_of(asked.what) + " answered with a view that shows another");
  if constexpr (std::is_same_v<State, order>)
    if (!shows_address(all, told))
      all.report("I6", entity, "answered with another address than it was given");
  if constexpr (std::is_same_v<State, order>)
    if (asked.if_match && !asked.key && !was_decided_at(*known, asked, told.version))
      all.report("I6", entity,
                 name_of(asked.what) + " was not decided at version "
                   + std::to_string(*asked.if_match) + ", which If-Match asked for");
}

template <class State>
void check_answers_of(const checking& all) {
  for (const auto& asked : all.history().template asked<State>()) {
    if (!asked.ended)
      all.report("I11", key_text<State>(asked.entity),
                 "a request was never answered: " + name_of(asked.what) + " to " + asked.node
                   + " after " + std::to_string(asked.asked.count()) + " ms");
    else if (asked.told && *asked.told)
      check_answer(all, asked);
  }
}

bool is_certainly_undone(errc code) {
  return code == errc::unavailable || code == errc::overloaded;
}

/// What every attempt with a key was told that it is not done is not in the journal.
template <class State>
void check_refused_keys_of(const checking& all) {
  std::map<std::pair<std::string, std::string>, bool> undone; ///< by entity and key
  for (const auto& asked : all.history().template asked<State>()) {
    if (!asked.key)
      continue;
    const auto code = asked.told ? asked.told->code() : errc::outcome_unknown;
    auto& every = undone.try_emplace({asked.entity, asked.key->key_hash}, true).first->second;
    every = every && is_certainly_undone(code);
  }
  for (const auto& [name, every] : undone) {
    const auto* known = every ? all.journal().template find<State>(name.first) : nullptr;
    if (known
        && std::find(known->keys.begin(), known->keys.end(), name.second) != known->keys.end())
      all.report("I6", key_text<State>(name.first),
                 "the key " + name.second + " was served, and told that it was not");
  }
}

void check_refused_placings(const checking& all) {
  std::map<std::string, bool> undone;
  for (const auto& asked : all.history().asked<order>()) {
    if (!std::holds_alternative<place_order>(asked.what))
      continue;
    const auto code = asked.told ? asked.told->code() : errc::outcome_unknown;
    auto& every = undone.try_emplace(asked.entity, true).first->second;
    every = every && is_certainly_undone(code);
  }
  for (const auto& [id, every] : undone)
    if (const auto* known = every ? all.journal().find<order>(id) : nullptr;
        known && is_visible(known->now))
      all.report("I6", key_text<order>(id),
                 "placed, although every attempt was told that it was not done");
}

void check_sight(const checking& all, const sight<order>& each) {
  const auto entity = key_text<order>(each.entity);
  const auto& seen = **each.seen;
  const auto* known = all.journal().find<order>(each.entity);
  const auto version = std::to_string(seen.version);
  if (seen.status == order_status::absent || seen.status == order_status::checkout
      || seen.status == order_status::checkout_failed)
    return all.report("I6", entity, "seen while " + std::string{to_string(seen.status)});
  if (!known || !stands(*known, seen))
    return all.report("I6", entity, "seen as version " + version + ", which is not there");
  if (!shows_address(all, seen))
    return all.report("I6", entity, "seen with another address than it was given");
  if (each.version && *each.version != seen.version)
    return all.report("I6", entity,
                      "version " + std::to_string(*each.version) + " was asked for, and " + version
                        + " seen");
  // A node that is no owner any more may serve what was true a while ago.
  const auto before = known->version_by(each.asked - std::chrono::seconds{5});
  if (!each.version && !may_be_overtaken(all.world()) && seen.version < before)
    all.report("I6", entity,
               "seen as version " + version + " long after version " + std::to_string(before));
}

} // namespace

void check_answers(const checking& all) {
  check_answers_of<order>(all);
  check_answers_of<store>(all);
  check_answers_of<rider>(all);
  check_answers_of<customer>(all);
  check_answers_of<brand>(all);
  check_answers_of<sequence>(all);
}

void check_what_was_refused(const checking& all) {
  check_refused_placings(all);
  check_refused_keys_of<order>(all);
  check_refused_keys_of<store>(all);
  check_refused_keys_of<sequence>(all);
}

void check_sights(const checking& all) {
  for (const auto& each : all.history().sights<order>())
    if (each.seen && *each.seen)
      check_sight(all, each);
}

} // namespace baedal::simulation
