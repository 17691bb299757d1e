#pragma once

#include <string>

namespace baedal::persistence::sql {

/// The statement that applies `change_columns`. One statement is one transaction and one round
/// trip. Its last line divides by zero, which undoes everything, where an offset is not what the
/// changes begin at. `again`: events may have been applied before the read models were dropped.
/// Those that had a place in their topic get it back, and notifications their numbers; all others
/// get the brand's next ones; messages that are known stay as they are. Without it everything is
/// new, and what is not is a unique violation.
std::string apply_changes(bool again);

} // namespace baedal::persistence::sql
