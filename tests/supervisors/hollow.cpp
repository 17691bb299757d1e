#include "tests/supervisors/hollow.hpp"

#include <caf/event_based_actor.hpp>
#include <caf/stateful_actor.hpp>

#include <stdexcept>

CAF_ALLOW_UNSAFE_MESSAGE_TYPE(baedal::test::deed)

namespace baedal::test {

namespace {

struct hollow_memory {
  hollow_memory() = default;
  hollow_memory(const hollow_memory&) = delete;
  hollow_memory& operator=(const hollow_memory&) = delete;
  ~hollow_memory() {
    if (children)
      children->died(called);
  }
  hollow_children* children = nullptr;
  std::string called;
};
static_assert(!std::is_aggregate_v<hollow_memory>);

using hollow_actor = caf::stateful_actor<hollow_memory>;

struct traits {
  bool stubborn = false;
  bool stillborn = false;
};

caf::behavior run_hollow(hollow_actor* self, hollow_children* children, const std::string& name,
                         traits has) {
  self->state.children = children;
  self->state.called = name;
  self->set_exception_handler( // As CAF's own, without its line on stderr.
    [](caf::scheduled_actor*, std::exception_ptr&) { return make_error(caf::sec::runtime_error); });
  if (has.stubborn)
    self->set_exit_handler([](caf::exit_msg&) {});
  if (has.stillborn)
    self->send(self, deed::fail);
  return {[self](deed what) {
    switch (what) {
      case deed::finish:
        return self->quit();
      case deed::shut_down:
        return self->quit(caf::exit_reason::user_shutdown);
      case deed::fail:
        return self->quit(caf::sec::runtime_error);
      case deed::throw_up:
        throw std::runtime_error{"hollow"};
    }
  }};
}

} // namespace

supervisors::starter hollow_children::make(const std::string& name) {
  return [this, name](caf::scheduled_actor* parent) -> result<caf::actor> {
    traits has;
    {
      std::lock_guard lock{guard_};
      if (refusals_[name] > 0) {
        --refusals_[name];
        return refusal{errc::unavailable, "refuses to start"};
      }
      has = {stubborn_.count(name) != 0, stillborn_.count(name) != 0};
    }
    born(name);
    return parent->home_system().spawn(run_hollow, this, name, has);
  };
}

void hollow_children::refuse_starts(const std::string& name, std::size_t times) {
  std::lock_guard lock{guard_};
  refusals_[name] = times;
}

void hollow_children::make_stubborn(const std::string& name) {
  std::lock_guard lock{guard_};
  stubborn_.insert(name);
}

void hollow_children::make_stillborn(const std::string& name) {
  std::lock_guard lock{guard_};
  stillborn_.insert(name);
}

std::vector<std::string> hollow_children::happened() {
  std::lock_guard lock{guard_};
  return std::exchange(happened_, {});
}

tally hollow_children::births() const {
  std::lock_guard lock{guard_};
  return births_;
}

std::set<std::string> hollow_children::alive() const {
  std::lock_guard lock{guard_};
  std::set<std::string> names;
  for (const auto& [name, count] : living_)
    if (count > 0)
      names.insert(name);
  return names;
}

std::set<std::string> hollow_children::doubles() const {
  std::lock_guard lock{guard_};
  return doubles_;
}

void hollow_children::born(const std::string& name) {
  std::lock_guard lock{guard_};
  happened_.push_back("+" + name);
  ++births_[name];
  if (++living_[name] > 1)
    doubles_.insert(name);
}

void hollow_children::died(const std::string& name) {
  std::lock_guard lock{guard_};
  happened_.push_back("-" + name);
  --living_[name];
}

void perform(const caf::actor& child, deed what) {
  caf::anon_send(child, what);
}

supervisors::starters hollow_starters(hollow_children& children) {
  return {
    .journal = children.make("journal"),
    .payments = children.make("payments"),
    .brands = children.make("brands"),
    .customers = children.make("customers"),
    .stores = children.make("stores"),
    .riders = children.make("riders"),
    .sequences = children.make("sequences"),
    .breakers = children.make("breakers"),
    .orders = children.make("orders"),
    .projections = children.make("projections"),
    .queries = children.make("queries"),
    .hub = children.make("hub"),
    .notifier = children.make("notifier"),
    .breaker_reporter = children.make("breaker_reporter"),
    .wakeups = children.make("wakeups"),
    .front_door = children.make("front_door"),
  };
}

} // namespace baedal::test
