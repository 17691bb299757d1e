#include "actors/wakeups.hpp"

#include "actors/crash_log.hpp"
#include "actors/journal_protocol.hpp"
#include "actors/protocol.hpp"
#include "actors/region_names.hpp"
#include "failpoints/failpoint.hpp"

#include <caf/all.hpp>

#include <limits>

namespace baedal::actors {

namespace {

using persistence::wakeup_row;
using poll_atom = caf::atom_constant<caf::atom("poll")>;

failpoint wake_lost{"wakeups.wake_lost", "the message that wakes an entity up is lost"};
failpoint wakeups_die{"wakeups.die", "the service that wakes entities dies"};

enum class sight : std::uint8_t { fresh, round };

/// A page of due rows, back from the journal.
struct due_page {
  sight of = sight::fresh;
  result<std::vector<wakeup_row>> rows;
};
using due_page_ptr = std::shared_ptr<due_page>;

} // namespace

} // namespace baedal::actors

CAF_ALLOW_UNSAFE_MESSAGE_TYPE(baedal::actors::due_page_ptr)

namespace baedal::actors {

namespace {

/// Stands after every row that is due at `at`.
wakeup_row end_of(instant at) {
  return {std::numeric_limits<std::int32_t>::max(), {}, at};
}

class wakeups final : public caf::event_based_actor {
public:
  wakeups(caf::actor_config& config, wakeups_setup setup)
    : caf::event_based_actor(config), setup_(std::move(setup)) {
    // nop
  }

  const char* name() const override { return "wakeups"; }

  caf::behavior make_behavior() override {
    log_crashes(this, "wakeups");
    next_round_ = setup_.entities->time->now() + setup_.rest;
    send(this, poll_atom::value);
    return {
      [this](poll_atom) { look_at_fresh(); },
      [this](const due_page_ptr& page) {
        if (page->of == sight::fresh)
          on_fresh(page->rows);
        else
          on_round(page->rows);
      },
    };
  }

private:
  void look_at_fresh() {
    wakeups_die.crash_if_fired();
    asked_at_ = setup_.entities->time->now();
    asked_for_ = setup_.at_once - setup_.at_once / 5;
    ask(sight::fresh, asked_at_, fresh_after_);
  }

  void on_fresh(const result<std::vector<wakeup_row>>& rows) {
    if (!rows)
      return rest();
    wake_all(*rows);
    const auto seen_before = fresh_after_.due;
    if (rows->size() == asked_for_)
      fresh_after_ = rows->back();
    else
      fresh_after_ = end_of(asked_at_);
    asked_for_ = setup_.at_once - rows->size();
    go_round(seen_before);
  }

  /// A round ends at what was no longer fresh when it began, so it does end.
  void go_round(std::optional<instant> seen_before) {
    if (!round_until_ && seen_before && asked_at_ >= next_round_) {
      round_until_ = std::min(*seen_before, asked_at_);
      round_after_ = {};
    }
    if (!round_until_)
      return rest();
    ask(sight::round, *round_until_, round_after_);
  }

  void on_round(const result<std::vector<wakeup_row>>& rows) {
    if (rows) {
      wake_all(*rows);
      if (rows->size() == asked_for_) {
        round_after_ = rows->back();
      } else {
        round_until_.reset();
        next_round_ = asked_at_ + setup_.rest;
      }
    }
    rest();
  }

  void rest() { delayed_send(this, setup_.poll, poll_atom::value); }

  void ask(sight of, instant until, const wakeup_row& after) {
    caf::actor me{this};
    reply<std::vector<wakeup_row>> back{[me, of](auto rows) {
      caf::anon_send(me, std::make_shared<due_page>(due_page{of, std::move(rows)}));
    }};
    if (auto journal = setup_.entities->find("journal"))
      send(journal, due_request{until, after, asked_for_, std::move(back)});
  }

  void wake_all(const std::vector<wakeup_row>& rows) {
    for (const auto& row : rows) {
      const auto key = parse_entity_key(row.entity);
      if (!key || wake_lost.fires())
        continue; // The row stays; a later round comes by it again.
      if (auto region = setup_.entities->find(region_of(key->kind)))
        send(region, wake_message{key->id});
    }
  }

  wakeups_setup setup_;
  instant asked_at_{};
  std::size_t asked_for_ = 0;
  wakeup_row fresh_after_; ///< up to here, rows were looked at once
  wakeup_row round_after_;
  std::optional<instant> round_until_; ///< set while a round is under way
  instant next_round_{};
};

} // namespace

caf::actor spawn_wakeups(caf::actor_system& system, wakeups_setup setup) {
  return system.spawn<wakeups>(std::move(setup));
}

} // namespace baedal::actors
