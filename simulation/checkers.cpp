#include "simulation/checkers.hpp"

#include "simulation/checking.hpp"

#include <algorithm>

namespace baedal::simulation {

bool has_ended(const order& state) {
  const auto status = state.seen.status;
  return status == order_status::completed || status == order_status::cancelled
         || status == order_status::checkout_failed;
}

bool may_be_overtaken(const simulated_world& world) {
  return world.suffers(trouble_kind::second_owner) || world.suffers(trouble_kind::lose_commits);
}

bool was_erased(const checking& all, const std::string& order) {
  const auto* known = all.journal().find<baedal::order>(order);
  return known && std::any_of(known->shown.begin(), known->shown.end(), [](const auto& each) {
           return each.second == "personal_erased";
         });
}

bool shows_address(const checking& all, const order_view& seen) {
  return was_erased(all, seen.id.value)
         || seen.address_text == all.world().people().address_given(seen.id.value);
}

findings check_at_rest(simulated_world& world) {
  findings out = world.found();
  const checking all{world, out};
  check_money(all);
  check_stock(all);
  check_riders(all);
  check_completions(all);
  check_breakers(all);
  check_notifications(all);
  check_answers(all);
  check_what_was_refused(all);
  check_sights(all);
  check_keys(all);
  check_numbers(all);
  check_streams(all);
  check_calm(all);
  check_personal(all);
  check_rest(all);
  check_last_looks(all);
  check_twins(all);
  check_pages(all);
  check_relay(all);
  check_read_models(all);
  return out;
}

} // namespace baedal::simulation
