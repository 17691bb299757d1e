#include "actors/crash_log.hpp"

#include <spdlog/spdlog.h>

namespace baedal::actors {

void log_crashes(caf::scheduled_actor* self, const char* who) {
  self->set_exception_handler([who](std::exception_ptr& thrown) -> caf::error {
    try {
      std::rethrow_exception(thrown);
    } catch (const std::exception& bug) {
      spdlog::error("{} crashed: {}", who, bug.what());
    } catch (...) {
      spdlog::error("{} crashed", who);
    }
    return caf::exit_reason::unhandled_exception;
  });
}

} // namespace baedal::actors
