#include "simulation/checking.hpp"
#include "simulation/shown.hpp"

// Nothing is stuck, and everything can be read.

namespace baedal::simulation {

namespace {

void check_order_at_rest(const checking& all, const std::string& entity, const order& state) {
  const auto now = all.world().still().now();
  const auto stuck = [&](const std::string& what) { all.report("I11", entity, what); };
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

template <class State>
void check_last_looks_of(const checking& all) {
  for (const auto& each : all.history().template last_looks<State>()) {
    const auto entity = key_text<State>(each.entity);
    const auto* known = all.journal().template find<State>(each.entity);
    if (!each.seen)
      all.report("I11", entity, "cannot be read: nobody answers");
    else if (!*each.seen)
      all.report("I11", entity, "cannot be read: " + std::string{to_string(each.seen->code())});
    else if ((**each.seen).version < actors::view_of(known->now).version
             && may_be_overtaken(all.world()))
      continue; // A lost commit was carried out behind it: it is seen with the next event.
    else if (!(without_personal(**each.seen) == actors::view_of(known->now)))
      all.report("I11", entity,
                 "is read as version " + std::to_string((**each.seen).version) + ", but is at "
                   + std::to_string(actors::view_of(known->now).version));
  }
}

} // namespace

/// I11: no order waits for something that will not come.
void check_rest(const checking& all) {
  const auto* node = all.world().newest();
  if (!node || !node->ready())
    all.report("I11", "node", "no node serves, long after everything went well again");
  for (const auto& [entity, known] : all.journal().all<order>())
    check_order_at_rest(all, entity, known.now);
}

/// I11 for those who come back later: everything answers, and as the journal has it.
void check_last_looks(const checking& all) {
  check_last_looks_of<order>(all);
  check_last_looks_of<store>(all);
  check_last_looks_of<rider>(all);
  check_last_looks_of<customer>(all);
  check_last_looks_of<brand>(all);
}

/// Design D3: there is one incarnation of an entity at a time, so that nobody ever writes at a
/// version that is taken. Only another owner, or a commit that came later than its answer, may.
void check_twins(const checking& all) {
  const auto twins = all.world().stale_twins();
  if (twins > 0 && !may_be_overtaken(all.world()))
    all.report("I7", "entities",
               std::to_string(twins) + " wrote at a version that another incarnation had taken");
}

} // namespace baedal::simulation
