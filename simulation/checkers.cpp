#include "simulation/checkers.hpp"

#include "actors/projection_session.hpp"
#include "simulation/money_and_stock.hpp"
#include "simulation/notification_check.hpp"

#include <algorithm>

namespace baedal::simulation {

namespace {

std::string key_of(const std::string& order) {
  return entity_key{entity_kind::order, order}.text();
}

/// What the checks share: a place for findings, and the journal's view of an order.
class check {
public:
  check(simulated_world& world, findings& out) : world_(world), out_(out) {
    // nop
  }

  void answers_are_in_the_journal();
  void what_was_refused_is_not_there();
  void sights_are_in_the_journal();
  void nobody_is_turned_away_in_calm();
  void completions_count_once();
  void keys_have_one_answer();
  void streams_rise();
  void nothing_is_stuck();
  void lists_are_the_fold();

private:
  void report(const char* invariant, const std::string& entity, std::string what) {
    out_.push_back({invariant, entity, std::move(what), world_.still().now()});
  }
  const order* journaled(const std::string& id) const {
    const auto& all = world_.journal().orders();
    const auto known = all.find(key_of(id));
    return known == all.end() ? nullptr : &known->second.now;
  }
  bool suffers(trouble_kind kind) const {
    const auto& all = world_.what().troubles;
    return std::any_of(all.begin(), all.end(), [=](const auto& each) { return each.kind == kind; });
  }
  void answer_is_in_the_journal(const order_request& asked);
  void order_is_at_rest(const std::string& entity, const order& state);

  simulated_world& world_;
  findings& out_;
};

/// I6: every 2xx stands in the journal as it was told.
void check::answers_are_in_the_journal() {
  for (const auto& asked : world_.people().history().orders) {
    if (!asked.ended)
      report("I6", key_of(asked.entity),
             "a request was never answered: command " + std::to_string(asked.what.index()) + " to "
               + asked.node + " at " + std::to_string(asked.asked.time_since_epoch().count()));
    else if (asked.told && *asked.told)
      answer_is_in_the_journal(asked);
  }
}

void check::answer_is_in_the_journal(const order_request& asked) {
  const auto& told = **asked.told;
  const auto* seen = world_.journal().view_at(key_of(asked.entity), told.version);
  if (!seen)
    return report("I6", key_of(asked.entity),
                  "answered with version " + std::to_string(told.version) + ", which is not there");
  if (!(*seen == told))
    report("I6", key_of(asked.entity),
           "answered another version " + std::to_string(told.version) + " than the journal has");
}

/// I6, the other way round: where every attempt to place was certainly not done, there is no order.
void check::what_was_refused_is_not_there() {
  std::map<std::string, bool> undone;
  for (const auto& asked : world_.people().history().orders) {
    if (!std::holds_alternative<place_order>(asked.what))
      continue;
    const auto code = asked.told ? asked.told->code() : errc::outcome_unknown;
    const bool certain = code == errc::unavailable || code == errc::overloaded;
    auto& all = undone.try_emplace(asked.entity, true).first->second;
    all = all && certain;
  }
  for (const auto& [id, all] : undone)
    if (const auto* known = all ? journaled(id) : nullptr; known && is_visible(*known))
      report("I6", key_of(id), "placed, although every attempt was told that it was not done");
}

/// I6 for those who only read: they see what the journal has, and no order before it is placed.
/// Without a second node that may read what it no longer owns, they see what is newest, too.
void check::sights_are_in_the_journal() {
  const bool two_owners = suffers(trouble_kind::second_owner);
  const auto newest_at = [this](const sight& each) {
    return world_.journal().version_by(key_of(each.entity), each.asked - std::chrono::seconds{5});
  };
  for (const auto& each : world_.people().history().sights) {
    const auto status = each.seen.status;
    const auto* seen = world_.journal().view_at(key_of(each.entity), each.seen.version);
    if (status == order_status::absent || status == order_status::checkout
        || status == order_status::checkout_failed)
      report("I6", key_of(each.entity), "seen while " + std::string{to_string(status)});
    else if (!seen || !(*seen == each.seen))
      report("I6", key_of(each.entity),
             "seen as version " + std::to_string(each.seen.version) + ", which is not there");
    else if (!two_owners && each.seen.version < newest_at(each))
      report("I6", key_of(each.entity),
             "seen as version " + std::to_string(each.seen.version) + " long after version "
               + std::to_string(newest_at(each)));
  }
}

/// I11 where nothing ever goes wrong: everybody is served.
void check::nobody_is_turned_away_in_calm() {
  if (!is_calm(world_.what()))
    return;
  for (const auto& asked : world_.people().history().orders) {
    const auto code = asked.told ? asked.told->code() : errc::none;
    if (code == errc::unavailable || is_unknown_outcome(code))
      report("I11", key_of(asked.entity),
             "told " + std::string{to_string(code)} + " although nothing went wrong");
  }
}

/// I9: each completed order counts once for its customer.
void check::completions_count_once() {
  std::map<std::string, std::int64_t> completed;
  for (const auto& [entity, known] : world_.journal().orders())
    if (known.now.seen.status == order_status::completed)
      ++completed[known.now.seen.customer.value];
  for (const auto& [entity, known] : world_.journal().customers()) {
    const auto counted = known.now.seen.completed_orders;
    const auto wanted = completed[known.now.seen.id.value];
    if (counted != wanted)
      report("I9", entity, std::to_string(counted) + " counted of " + std::to_string(wanted));
  }
}

/// I10: one key, one answer.
void check::keys_have_one_answer() {
  std::map<std::string, const order_request*> first;
  for (const auto& asked : world_.people().history().orders) {
    const auto* placing = std::get_if<place_order>(&asked.what);
    const bool keyed = placing ? placing->keyed : asked.key.has_value();
    const bool final = asked.told && (*asked.told || asked.told->code() == errc::payment_declined);
    if (!keyed || !final)
      continue;
    const auto name = asked.entity + ' ' + (asked.key ? asked.key->key_hash : "place");
    const auto [known, fresh] = first.emplace(name, &asked);
    if (fresh)
      continue;
    const auto& before = *known->second->told;
    if (before.code() != asked.told->code() || (before && !(*before == **asked.told)))
      report("I10", key_of(asked.entity), "a key was answered differently the second time");
  }
}

/// Live streams show each version once, in order (design D9).
void check::streams_rise() {
  for (const auto& each : world_.people().history().streams)
    if (std::adjacent_find(each.versions.begin(), each.versions.end(), std::greater_equal{})
        != each.versions.end())
      report("stream", key_of(each.order), "a live stream went back");
}

/// I11: no order waits for something that will not come.
void check::nothing_is_stuck() {
  if (!world_.newest() || !world_.newest()->ready())
    report("I11", "node", "no node serves, long after everything went well again");
  for (const auto& [entity, known] : world_.journal().orders())
    order_is_at_rest(entity, known.now);
}

void check::order_is_at_rest(const std::string& entity, const order& state) {
  const auto now = world_.still().now();
  const auto stuck = [&](const std::string& what) { report("I11", entity, what); };
  if (state.seen.status == order_status::checkout || state.seen.status == order_status::cancelling)
    stuck("stays " + std::string{to_string(state.seen.status)});
  if (state.seen.payment.status == payment_status::refund_pending)
    stuck("money is promised back and never goes");
  if (state.claim)
    stuck("a rider's claim is never decided");
  if (const auto due = next_timer(state); due && *due <= now)
    stuck("a deadline has passed without effect");
  for (const auto& each : owed(state))
    if (each.not_before <= now)
      stuck("still owes number " + std::to_string(each.number));
}

/// I8: the read models are the fold of the journal.
void check::lists_are_the_fold() {
  if (!world_.lists_are_level())
    return report("I8", "read models", "some slices stay behind the journal");
  const auto client = std::make_shared<process>("checker");
  auto kept = world_.store().open_reads(client);
  if (!kept->connect())
    return report("I8", "read models", "cannot be reached");
  const auto before = kept->dump();
  const auto rebuilt = actors::rebuild(world_.store().open_journal(client),
                                       world_.store().open_reads(client), [](auto, auto) {});
  const auto after = kept->dump();
  if (!before || !after || !rebuilt)
    return report("I8", "read models", "cannot be rebuilt");
  std::vector<std::string> differing;
  const std::multiset<std::string> left{before->begin(), before->end()};
  const std::multiset<std::string> right{after->begin(), after->end()};
  std::set_symmetric_difference(left.begin(), left.end(), right.begin(), right.end(),
                                std::back_inserter(differing));
  if (!differing.empty())
    report("I8", "read models",
           std::to_string(differing.size()) + " rows differ after a rebuild: " + differing.front());
}

} // namespace

findings check_at_rest(simulated_world& world) {
  findings out = world.journal().found();
  for (auto& each : world.of_trees())
    out.push_back(std::move(each));
  check_money(world, out);
  check_stock(world, out);
  check all{world, out};
  all.answers_are_in_the_journal();
  all.what_was_refused_is_not_there();
  all.sights_are_in_the_journal();
  all.nobody_is_turned_away_in_calm();
  all.completions_count_once();
  all.keys_have_one_answer();
  all.streams_rise();
  all.nothing_is_stuck();
  check_notifications(world, out);
  all.lists_are_the_fold();
  return out;
}

} // namespace baedal::simulation
