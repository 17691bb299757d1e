#pragma once

#include "simulation/trial.hpp"

namespace baedal::simulation {

/// How far the shrinker is: trials made, and what is left.
using shrink_progress = std::function<void(std::size_t trials, const plan& left)>;

/// The smallest plan found within so many trials that still breaks the same invariant: troubles,
/// failpoints and acts are left out as long as it does (delta debugging: Zeller and Hildebrandt,
/// "Simplifying and Isolating Failure-Inducing Input", 2002).
plan shrink(plan failing, const std::string& invariant, std::size_t most_trials,
            const shrink_progress& tell = {});

/// A plan for people: one line for each thing in it.
std::vector<std::string> describe(const plan& what);

} // namespace baedal::simulation
