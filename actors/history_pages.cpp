#include "actors/history_pages.hpp"

namespace baedal::actors {

result<history_page> history_page_of(past_rows rows, std::uint64_t after, std::size_t limit) {
  if (!rows)
    return rows.error();
  history_page page;
  auto walked = walk<order>(*rows, [&](const past_step<order>& step) {
    if (!step.event.event || !is_public(*step.event.event) || step.after.seen.version <= after)
      return true;
    if (page.events.size() == limit) {
      page.next_after = page.events.back().version;
      return false;
    }
    page.events.push_back({step.after.seen.version,
                           std::string{persistence::type_of(*step.event.event)}, step.row.at,
                           persistence::public_data(*step.event.event, step.after)});
    return true;
  });
  if (!walked)
    return walked.error();
  return page;
}

template <class State>
result<typename aggregate<State>::view> view_at(past_rows rows, std::uint64_t version,
                                                const persistence::personal_data& personal) {
  if (!rows)
    return rows.error();
  std::optional<typename aggregate<State>::view> found;
  auto walked = walk<State>(*rows, [&](const past_step<State>& step) {
    if (view_of(step.after).version > version)
      return false;
    if (view_of(step.after).version == version)
      found = view_of(step.after);
    return true;
  });
  if (!walked)
    return walked.error();
  if (!found)
    return errc::version_unknown;
  lay_over(*found, personal);
  return std::move(*found);
}

template <class State>
result<answer<typename aggregate<State>::view>>
answer_at(past_rows rows, const typename aggregate<State>::command& command,
          std::uint64_t first_version, const persistence::personal_data& personal) {
  using view = typename aggregate<State>::view;
  if (!rows)
    return rows.error();
  std::optional<result<view>> outcome;
  bool visible_before = false;
  auto walked = walk<State>(*rows, [&](const past_step<State>& step) {
    if (step.row.version < first_version)
      return true;
    if (step.row.version == first_version)
      visible_before = step.visible_before;
    if (step.event.meta.more || !is_visible(step.after))
      return true;
    outcome = outcome_of(step.after, command);
    return !outcome;
  });
  if (!walked)
    return walked.error();
  if (!outcome)
    return errc::request_in_progress;
  if (!*outcome)
    return outcome->error();
  answer<view> told{std::move(**outcome), !visible_before};
  lay_over(told.view, personal);
  return told;
}

#define BAEDAL_PAST(state)                                                                         \
  template result<aggregate<state>::view> view_at<state>(past_rows, std::uint64_t,                 \
                                                         const persistence::personal_data&);       \
  template result<answer<aggregate<state>::view>> answer_at<state>(                                \
    past_rows, const aggregate<state>::command&, std::uint64_t,                                    \
    const persistence::personal_data&);
BAEDAL_PAST(order)
BAEDAL_PAST(store)
BAEDAL_PAST(rider)
BAEDAL_PAST(customer)
BAEDAL_PAST(brand)
BAEDAL_PAST(sequence)
#undef BAEDAL_PAST

} // namespace baedal::actors
