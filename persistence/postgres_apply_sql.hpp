#pragma once

#include <string>

namespace baedal::persistence::sql {

/// The statement that applies `change_columns`. One statement is one transaction and one round
/// trip. Its last line divides by zero, which undoes everything, where an offset is not what the
/// changes begin at. `with_places`: events that had a place in their topic before the read models
/// were dropped get it back, and notifications their numbers; all others, and without it all, get
/// the brand's next ones.
std::string apply_changes(bool with_places);

} // namespace baedal::persistence::sql
