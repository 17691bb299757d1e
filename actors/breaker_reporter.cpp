#include "actors/breaker_reporter.hpp"

#include "actors/crash_log.hpp"
#include "actors/protocol.hpp"
#include "actors/region_names.hpp"

#include <caf/all.hpp>

namespace baedal::actors {

/// What became of the change that was told last.
struct change_noted {
  result<answer<breaker_view>> outcome;
};

} // namespace baedal::actors

CAF_ALLOW_UNSAFE_MESSAGE_TYPE(baedal::actors::change_noted)

namespace baedal::actors {

namespace {

using look_atom = caf::atom_constant<caf::atom("look")>;

class breaker_reporter final : public caf::event_based_actor {
public:
  breaker_reporter(caf::actor_config& config, breaker_reporter_setup setup)
    : caf::event_based_actor(config), setup_(std::move(setup)),
      next_(setup_.breaker->beginning()) {
    // nop
  }

  const char* name() const override { return "breaker_reporter"; }

  caf::behavior make_behavior() override {
    log_crashes(this, "breaker_reporter");
    send(this, look_atom::value);
    return {
      [this](look_atom) {
        delayed_send(this, setup_.poll, look_atom::value);
        go_on();
      },
      [this](const change_noted& what) { on_noted(what.outcome); },
    };
  }

private:
  void go_on() {
    if (is_asking_ || !setup_.may_run())
      return;
    if (!next_)
      next_ = setup_.breaker->change_after(noted_);
    if (next_)
      tell(*next_);
  }

  void tell(const breaker_changed& what) {
    is_asking_ = true;
    caf::actor me{this};
    reply<answer<breaker_view>> back{
      [me](auto outcome) { caf::anon_send(me, change_noted{std::move(outcome)}); }};
    if (auto region = setup_.find(region_of(entity_kind::breaker)))
      send(region, command_message<breaker>{
                     what.name, note_breaker_change{what}, {}, {}, {}, std::move(back)});
  }

  /// Whatever went wrong, the next look tells it again. A reporter that took over from another one
  /// learns from the first answer how far that was.
  void on_noted(const result<answer<breaker_view>>& outcome) {
    is_asking_ = false;
    if (!outcome)
      return;
    const auto& seen = outcome->view;
    noted_ = seen.run == next_->run ? std::max(seen.round, next_->round) : next_->round;
    next_.reset();
    go_on();
  }

  breaker_reporter_setup setup_;
  std::optional<breaker_changed> next_; ///< not known to be written down
  std::uint64_t noted_ = 0;             ///< the newest change that is
  bool is_asking_ = false;
};

} // namespace

caf::actor spawn_breaker_reporter(caf::actor_system& system, breaker_reporter_setup setup) {
  return system.spawn<breaker_reporter>(std::move(setup));
}

} // namespace baedal::actors
