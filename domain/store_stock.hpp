#pragma once

#include "domain/store.hpp"

// What stock events make of a store; called by `evolve`.

namespace baedal {

void apply(store& state, const units_reserved& event);
void apply(store& state, const units_committed& event);
void apply(store& state, const units_released& event);
void apply(store& state, const units_settled& event);
/// A line that nothing is left of is forgotten, and so is a reservation without lines.
void apply(store& state, const units_returned& event);

} // namespace baedal
