#pragma once

#include <string>

namespace baedal::persistence::sql {

/// The statement that applies `change_columns`. One statement is one transaction and one round
/// trip. Its last line divides by zero, which undoes everything, where an offset is not what the
/// changes begin at. What was applied before the read models were dropped may come again: with
/// `topics_again` events that had a place in their topic get it back and orders may be there, with
/// `told_again` notifications get their numbers back, and messages that are known stay as they are;
/// all others get the brand's next ones. Without them everything is new, and what is not is a
/// unique violation.
std::string apply_changes(bool topics_again, bool told_again);

} // namespace baedal::persistence::sql
