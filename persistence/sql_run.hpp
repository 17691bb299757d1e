#pragma once

namespace soci {
class statement;
} // namespace soci

namespace baedal::persistence {

/// Runs a kept statement with its variables; whether there were rows. Every statement that is run
/// again after a failure must be run by this: the PostgreSQL backend of SOCI 4.0.3 forgets, at the
/// next run, the copies of the variables that a failed one left behind.
bool run_kept(soci::statement& kept);

} // namespace baedal::persistence
