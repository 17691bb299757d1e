#include "simulation/checking.hpp"
#include "simulation/shown.hpp"
#include "simulation/type_names.hpp"

#include <algorithm>
#include <functional>

// One key, one answer; numbers handed out once; streams; calm worlds; what is personal.

namespace baedal::simulation {

namespace {

template <class State>
std::optional<idempotency> key_of(const request<State>& asked) {
  if constexpr (std::is_same_v<State, order>)
    if (const auto* placing = std::get_if<place_order>(&asked.what))
      return placing->keyed ? std::optional{idempotency{"place", placing->body_hash}}
                            : std::nullopt;
  return asked.key;
}

/// An answer that every repeat of the key has to get, too.
template <class State>
bool is_final(const request<State>& asked) {
  return asked.told && (*asked.told || asked.told->code() == errc::payment_declined);
}

template <class State>
bool is_same_answer(const checking& all, const request<State>& one, const request<State>& other) {
  if (one.told->code() != other.told->code())
    return false;
  if (!*one.told || **one.told == **other.told)
    return true;
  if constexpr (std::is_same_v<State, order>)
    if (was_erased(all, one.entity))
      return without_personal(**one.told) == without_personal(**other.told);
  return false;
}

/// I10: one key, one answer; with another body it is refused.
template <class State>
void check_keys_of(const checking& all) {
  struct first_use {
    const request<State>* asked;
    std::string body_hash;
  };
  std::map<std::pair<std::string, std::string>, first_use> first; ///< by entity and key
  for (const auto& asked : all.history().template asked<State>()) {
    const auto key = key_of(asked);
    if (!key || !is_final(asked))
      continue;
    const auto [known, fresh] =
      first.try_emplace({asked.entity, key->key_hash}, first_use{&asked, key->body_hash});
    if (fresh)
      continue;
    if (known->second.body_hash != key->body_hash)
      all.report("I10", key_text<State>(asked.entity), "a key was served for two bodies");
    else if (!is_same_answer(all, *known->second.asked, asked))
      all.report("I10", key_text<State>(asked.entity),
                 "a key was answered differently the second time: " + name_of(asked.what));
  }
}

bool has_fired(const checking& all, std::string_view point) {
  const auto& seen = all.world().points();
  const auto known = seen.find(point);
  return known != seen.end() && known->second.fired > 0;
}

/// A stream leaves out what was committed without being told of: its outcome was unknown, or the
/// hub could not be found.
bool streams_may_have_gaps(const checking& all) {
  const auto& world = all.world();
  return world.suffers(trouble_kind::suspend_branch) || world.suffers(trouble_kind::stop_database)
         || world.suffers(trouble_kind::lose_commits) || has_fired(all, "journal.unpublished")
         || has_fired(all, "journal.stays_away");
}

template <class State>
void check_calm_of(const checking& all) {
  for (const auto& asked : all.history().template asked<State>()) {
    const auto code = asked.told ? asked.told->code() : errc::none;
    if (code == errc::unavailable || code == errc::overloaded || is_unknown_outcome(code))
      all.report("I11", key_text<State>(asked.entity),
                 "told " + std::string{to_string(code)} + " although nothing went wrong");
  }
}

std::string personal_hash_of(const order& state) {
  return state.placed ? state.placed->personal_hash : std::string{};
}
template <class State>
std::string personal_hash_of(const State& state) {
  return state.personal_hash;
}

/// The erasable row is the one whose hash the events hold, and empty where they hold none.
template <class State>
void check_personal_of(const checking& all) {
  for (const auto& [entity, known] : all.journal().template all<State>()) {
    const auto text = all.world().store().rows->whole(entity).personal;
    const auto row = text ? persistence::decode_personal(*text)
                          : result<persistence::personal_data>{persistence::personal_data{}};
    const auto wanted = personal_hash_of(known.now);
    if (!row)
      all.report("personal", entity, "its personal row cannot be read");
    else if (wanted.empty() ? !row->members.empty() : persistence::personal_hash(*row) != wanted)
      all.report("personal", entity,
                 wanted.empty() ? "what was erased is still there"
                                : "the personal row is not the one of the events");
  }
}

} // namespace

void check_keys(const checking& all) {
  check_keys_of<order>(all);
  check_keys_of<store>(all);
  check_keys_of<sequence>(all);
}

/// A sequence hands each number out once: to one request, or to the repeats of one key.
void check_numbers(const checking& all) {
  std::map<std::pair<std::string, std::uint64_t>, std::string> taken; ///< by sequence and number
  std::size_t number = 0;
  for (const auto& asked : all.history().asked<sequence>()) {
    const auto who = asked.key ? asked.key->key_hash : std::to_string(number);
    ++number;
    if (!asked.told || !*asked.told)
      continue;
    const auto [known, fresh] = taken.try_emplace({asked.entity, (**asked.told).last}, who);
    if (!fresh && known->second != who)
      all.report("I6", key_text<sequence>(asked.entity),
                 "handed " + std::to_string((**asked.told).last) + " out twice");
  }
}

/// Live streams show each version once, in order (design D9).
void check_streams(const checking& all) {
  const bool gaps = streams_may_have_gaps(all);
  for (const auto& each : all.history().streams) {
    const auto& seen = each.versions;
    const auto broken = std::adjacent_find(
      seen.begin(), seen.end(), [gaps](auto a, auto b) { return gaps ? b <= a : b != a + 1; });
    if (broken != seen.end())
      all.report("stream", key_text<order>(each.order),
                 "version " + std::to_string(*std::next(broken)) + " came after "
                   + std::to_string(*broken));
  }
}

/// I11 where nothing ever goes wrong: everybody is served.
void check_calm(const checking& all) {
  if (!is_calm(all.world().what()))
    return;
  check_calm_of<order>(all);
  check_calm_of<store>(all);
  check_calm_of<rider>(all);
  check_calm_of<customer>(all);
  check_calm_of<brand>(all);
  check_calm_of<sequence>(all);
}

void check_personal(const checking& all) {
  check_personal_of<order>(all);
  check_personal_of<rider>(all);
  check_personal_of<customer>(all);
}

} // namespace baedal::simulation
