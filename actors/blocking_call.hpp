#pragma once

#include "actors/world.hpp"

#include <caf/allowed_unsafe_message_type.hpp>
#include <caf/event_based_actor.hpp>

#include <functional>

namespace baedal::actors {

/// What a worker goes on with later.
using later_step = std::shared_ptr<std::function<void()>>;

/// Makes a blocking call and then tells of it, on behalf of a worker that gets its next work only
/// when it has told. Where time is real the call blocks, and all of it happens at once. Where time
/// is virtual it takes some, before its effect and again after it, so that anything else may happen
/// in between. The worker runs each `later_step` that it gets.
template <class Effect, class Tell>
void blocking_call(caf::event_based_actor* self, world& time, Effect effect, Tell tell) {
  const auto later = [self](std::chrono::milliseconds pause, std::function<void()> what) {
    if (pause.count() == 0)
      return what();
    self->delayed_send(self, pause, std::make_shared<std::function<void()>>(std::move(what)));
  };
  later(time.call_time(), [later, &time, effect, tell] {
    effect();
    later(time.call_time(), tell);
  });
}

} // namespace baedal::actors

CAF_ALLOW_UNSAFE_MESSAGE_TYPE(baedal::actors::later_step)
