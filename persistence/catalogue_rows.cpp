#include "persistence/catalogue_rows.hpp"

#include "persistence/event_codec.hpp"

namespace baedal::persistence {

result<std::vector<store_card>> cards_of(const std::vector<catalogue_record>& rows) {
  std::vector<store_card> cards;
  for (const auto& row : rows) {
    auto state = decode_state<store>(row.body);
    if (!state)
      return state.error();
    cards.push_back(std::move(state->card));
  }
  return cards;
}

result<std::vector<brand_view>> brands_of(const std::vector<catalogue_record>& rows) {
  std::vector<brand_view> views;
  for (const auto& row : rows) {
    auto state = decode_state<brand>(row.body);
    if (!state)
      return state.error();
    views.push_back(std::move(state->seen));
  }
  return views;
}

} // namespace baedal::persistence
