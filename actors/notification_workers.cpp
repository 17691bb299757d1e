#include "actors/notification_workers.hpp"

#include "actors/blocking_call.hpp"
#include "actors/crash_log.hpp"
#include "failpoints/failpoint.hpp"

#include <caf/all.hpp>

namespace baedal::actors {

namespace {

using gateways::notification_channel;
using gateways::send_answer;

failpoint clerk_dies{"notifier.clerk_dies", "the notifier's clerk dies with its turn"};
failpoint dies_before{"notifier.dies_before_send", "a sender dies before it sends a message"};
failpoint dies_after{"notifier.dies_after_send", "a sender dies before it tells of a message sent"};
failpoint answer_lost{"notifier.answer_lost", "the receiver's answer to a message is lost"};

caf::actor asker_of(caf::event_based_actor* self) {
  return caf::actor_cast<caf::actor>(self->current_sender());
}

struct clerk_memory {
  clerk_memory() = default;

  const char* name = "notification clerk";
};
static_assert(!std::is_aggregate_v<clerk_memory>);

caf::behavior run_clerk(caf::stateful_actor<clerk_memory>* self,
                        const notification_clerk::parts& parts) {
  log_crashes(self, "notification clerk");
  auto clerk = std::make_shared<notification_clerk>(parts);
  return {
    [self, clerk, time = parts.time](const turn_ptr& turn) {
      auto report = std::make_shared<clerk_report>();
      blocking_call(
        self, *time, [clerk, turn, report] { *report = clerk->serve(*turn); },
        [self, report, notifier = asker_of(self)] {
          clerk_dies.crash_if_fired();
          self->send(notifier, report_ptr{report});
        });
    },
    [](const later_step& step) { (*step)(); },
  };
}

struct sender_memory {
  sender_memory() = default;

  const char* name = "notification sender";
};
static_assert(!std::is_aggregate_v<sender_memory>);

caf::behavior run_sender(caf::stateful_actor<sender_memory>* self,
                         const std::shared_ptr<notification_channel>& channel, world* time) {
  log_crashes(self, "notification sender");
  return {
    [self, channel, time](const send_task& task) {
      dies_before.crash_if_fired();
      auto answer = std::make_shared<send_answer>();
      blocking_call(
        self, *time,
        [channel, time, task, answer] { *answer = channel->send(task.what->content, time->now()); },
        [self, task, answer, notifier = asker_of(self)] {
          dies_after.crash_if_fired();
          if (answer_lost.fires())
            *answer = {send_answer::verdict::again, "the answer is lost", {}};
          self->send(notifier, send_done{task.what, *answer, caf::actor{self}});
        });
    },
    [](const later_step& step) { (*step)(); },
  };
}

} // namespace

caf::actor spawn_notification_clerk(caf::actor_system& system, notification_clerk::parts parts,
                                    bool own_thread) {
  return own_thread ? system.spawn<caf::detached>(run_clerk, std::move(parts))
                    : system.spawn(run_clerk, std::move(parts));
}

caf::actor spawn_notification_sender(caf::actor_system& system,
                                     std::shared_ptr<notification_channel> channel, world* time,
                                     bool own_thread) {
  return own_thread ? system.spawn<caf::detached>(run_sender, std::move(channel), time)
                    : system.spawn(run_sender, std::move(channel), time);
}

} // namespace baedal::actors
