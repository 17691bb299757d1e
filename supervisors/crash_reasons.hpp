#pragma once

#include "domain/errc.hpp"
#include "supervisors/crash_record.hpp"

#include <caf/error.hpp>
#include <caf/exit_reason.hpp>

namespace baedal::supervisors {

/// Reasons with which an entity ends for the world's sake, not its own: the journal is away or
/// fenced it out.
inline bool is_blameless(const caf::error& reason) {
  if (reason.category() != caf::atom("baedal"))
    return !reason || reason == caf::exit_reason::user_shutdown;
  return static_cast<errc>(reason.code()) != errc::history_unreadable;
}

/// The only reason of ours that is not blameless is a history that cannot be read.
inline prospect prospect_after(const caf::error& reason) {
  return reason.category() == caf::atom("baedal") ? prospect::will_repeat : prospect::may_pass;
}

} // namespace baedal::supervisors
