#include "actors/history_pages.hpp"

#include "actors/fold.hpp"

namespace baedal::actors {

namespace {

/// What a reading gathers on its way, and the walk that gathers it.
template <class State, class Found>
struct gathering {
  Found found{};
  std::optional<past_walk<State>> walk;
};

/// A reading around a walk: `visit` gathers into a `Found`, `done` is given it at the end.
template <class State, class Found, class Visit, class Done>
past_reading reading_of(Visit visit, Done done) {
  auto shared = std::make_shared<gathering<State, Found>>();
  shared->walk.emplace(
    [visit, &found = shared->found](const past_step<State>& step) { return visit(found, step); });
  return {[shared](const auto& rows) { return shared->walk->take(rows); },
          [shared, done](const result<unit>& ended) { done(shared->found, ended); }};
}

} // namespace

past_reading read_history_page(std::uint64_t after, std::size_t limit, reply<history_page> back) {
  const auto visit = [after, limit](history_page& page, const past_step<order>& step) {
    if (!step.event.event || !is_public(*step.event.event) || step.after.seen.version <= after)
      return walked::goes_on;
    if (page.events.size() == limit) {
      page.next_after = page.events.back().version;
      return walked::seen_enough;
    }
    page.events.push_back({step.after.seen.version,
                           std::string{persistence::type_of(*step.event.event)}, step.row.at,
                           persistence::public_data(*step.event.event, step.after)});
    return walked::goes_on;
  };
  return reading_of<order, history_page>(
    visit, [back = std::move(back)](history_page& page, const result<unit>& ended) {
      if (ended)
        back.deliver(std::move(page));
      else
        back.refuse(ended.error());
    });
}

template <class State>
past_reading read_view_at(std::uint64_t version, persistence::personal_data personal,
                          reply<typename aggregate<State>::view> back) {
  using found_view = std::optional<typename aggregate<State>::view>;
  const auto visit = [version](found_view& found, const past_step<State>& step) {
    if (view_of(step.after).version > version)
      return walked::seen_enough;
    if (view_of(step.after).version == version)
      found = view_of(step.after);
    return walked::goes_on;
  };
  return reading_of<State, found_view>(
    visit, [back = std::move(back), personal = std::move(personal)](found_view& found,
                                                                    const result<unit>& ended) {
      if (!ended)
        return back.refuse(ended.error());
      if (!found)
        return back.refuse(errc::version_unknown);
      lay_over(*found, personal);
      back.deliver(std::move(*found));
    });
}

template <class State>
past_reading read_answer_at(command_message<State> what, std::uint64_t first_version,
                            persistence::personal_data personal,
                            std::function<void()> nothing_yet) {
  using view = typename aggregate<State>::view;
  struct first_answer {
    std::optional<result<view>> outcome;
    bool visible_before = false;
  };
  const auto back = what.back;
  const bool placing = is_placing(what); // A checkout is not there for whoever placed it.
  const auto visit = [placing, command = std::move(what.command),
                      first_version](first_answer& told, const past_step<State>& step) {
    if (step.row.version < first_version)
      return walked::goes_on;
    if (step.row.version == first_version)
      told.visible_before = step.visible_before;
    if (step.event.meta.more || (placing && !is_visible(step.after)))
      return walked::goes_on;
    told.outcome = outcome_of(step.after, command);
    return told.outcome ? walked::seen_enough : walked::goes_on;
  };
  return reading_of<State, first_answer>(
    visit, [back, personal = std::move(personal),
            nothing_yet = std::move(nothing_yet)](first_answer& told, const result<unit>& ended) {
      if (!ended)
        return back.refuse(ended.error());
      if (!told.outcome)
        return nothing_yet();
      if (!*told.outcome)
        return back.refuse(told.outcome->error());
      answer<view> again{std::move(**told.outcome), !told.visible_before};
      lay_over(again.view, personal);
      back.deliver(std::move(again));
    });
}

#define BAEDAL_PAST(state)                                                                         \
  template past_reading read_view_at<state>(std::uint64_t, persistence::personal_data,             \
                                            reply<aggregate<state>::view>);                        \
  template past_reading read_answer_at<state>(command_message<state>, std::uint64_t,               \
                                              persistence::personal_data, std::function<void()>);
BAEDAL_PAST(order)
BAEDAL_PAST(store)
BAEDAL_PAST(rider)
BAEDAL_PAST(customer)
BAEDAL_PAST(brand)
BAEDAL_PAST(sequence)
BAEDAL_PAST(breaker)
#undef BAEDAL_PAST

} // namespace baedal::actors
