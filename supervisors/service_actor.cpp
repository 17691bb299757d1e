#include "supervisors/service_actor.hpp"

#include "supervisors/failure.hpp"
#include "supervisors/kill.hpp"

#include <caf/event_based_actor.hpp>
#include <caf/stateful_actor.hpp>

#include <mutex>

namespace baedal::supervisors {

namespace {

/// The object said that it cannot go on.
struct service_trouble {
  std::string why;
};

} // namespace

} // namespace baedal::supervisors

CAF_ALLOW_UNSAFE_MESSAGE_TYPE(baedal::supervisors::service_trouble)

namespace baedal::supervisors {

namespace {

/// The object and whether it runs. The worker may die while `start` still runs in the supervisor,
/// hence the lock.
class held_service {
public:
  explicit held_service(service object) : object_(std::move(object)) {
    // nop
  }

  result<unit> start(service::tell_failed tell) {
    std::lock_guard lock{guard_};
    if (over_)
      return refusal{errc::unavailable, "stopped while starting"};
    auto started = object_.start(std::move(tell));
    runs_ = static_cast<bool>(started);
    return started;
  }

  void stop() {
    std::lock_guard lock{guard_};
    over_ = true;
    if (std::exchange(runs_, false) && object_.stop)
      object_.stop();
  }

private:
  std::mutex guard_;
  service object_;
  bool runs_ = false;
  bool over_ = false;
};

struct service_memory {
  service_memory() = default;
  service_memory(const service_memory&) = delete;
  service_memory& operator=(const service_memory&) = delete;
  ~service_memory() {
    if (held)
      held->stop();
  }

  std::string name = "service";
  std::shared_ptr<held_service> held;
};
static_assert(!std::is_aggregate_v<service_memory>);

using service_worker_actor = caf::stateful_actor<service_memory>;

caf::behavior run_service(service_worker_actor* self, const std::string& name,
                          const std::shared_ptr<held_service>& held) {
  self->state.name = name;
  self->state.held = held;
  return {[self](const service_trouble& trouble) {
    self->quit(make_error(failure::service_failed, trouble.why));
  }};
}

} // namespace

start_fn service_worker(std::string name, std::function<service()> make) {
  return [name = std::move(name), make = std::move(make)](caf::scheduled_actor* parent)
           -> result<caf::actor> {
    const auto held = std::make_shared<held_service>(make());
    auto worker = parent->home_system().spawn(run_service, name, held);
    const caf::actor_addr back = worker.address(); // Weak: the object must not keep its worker.
    auto started = held->start([back](std::string why) {
      if (auto whom = caf::actor_cast<caf::actor>(back))
        caf::anon_send(whom, service_trouble{std::move(why)});
    });
    if (started)
      return worker;
    kill(worker);
    return started.error();
  };
}

} // namespace baedal::supervisors
