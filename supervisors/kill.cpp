#include "supervisors/kill.hpp"

#include <caf/exit_reason.hpp>
#include <caf/send.hpp>
#include <caf/system_messages.hpp>

namespace baedal::supervisors {

bool kill(const caf::actor& victim) {
  if (!victim)
    return false;
  caf::anon_send<caf::message_priority::high>(
    victim, caf::exit_msg{victim.address(), caf::exit_reason::kill});
  return true;
}

bool ask_to_stop(const caf::actor& whom) {
  if (!whom)
    return false;
  caf::anon_send(whom, caf::exit_msg{whom.address(), caf::exit_reason::user_shutdown});
  return true;
}

} // namespace baedal::supervisors
