#include "actors/past_walk.hpp"

namespace baedal::actors {

template <class State>
result<walked> past_walk<State>::take(std::span<const persistence::event_row> rows) {
  for (const auto& row : rows) {
    auto decoded =
      persistence::decode_event<typename aggregate<State>::event>(row.type, row.payload);
    if (!decoded)
      return unreadable(row.entity, row.version, decoded.error().detail);
    const bool visible_before = is_visible(after_);
    if (decoded->event)
      evolve(after_, *decoded->event, row.at);
    if (visit_({row, *decoded, visible_before, after_}) == walked::seen_enough)
      return walked::seen_enough;
  }
  return walked::goes_on;
}

refusal unreadable(const std::string& entity, std::uint64_t version, std::string_view why) {
  return {errc::history_unreadable,
          entity + " at version " + std::to_string(version) + ": " + std::string{why}};
}

template class past_walk<order>;
template class past_walk<store>;
template class past_walk<rider>;
template class past_walk<customer>;
template class past_walk<brand>;
template class past_walk<sequence>;
template class past_walk<breaker>;

} // namespace baedal::actors
