#pragma once

#include "tests/tidy/source_tree.hpp"

namespace baedal::tidy {

/// What a rule objects to, "domain/order.cpp:12: a line of 120 characters".
using findings = std::vector<std::string>;

// -- who may include whom ----
/// Folders include only what stands below them (the table is in the source).
findings check_layers(const source_tree& tree);
/// Headers that are slow or belong to one place: nlohmann's, httplib's, SOCI's and CAF's whole one
/// in no header, CLI11 in one file, CAF's I/O in cluster/.
findings check_heavy_includes(const source_tree& tree);

// -- sizes ----
findings check_file_sizes(const source_tree& tree);     ///< at most 300 lines
findings check_function_sizes(const source_tree& tree); ///< at most 70 lines
findings check_line_lengths(const source_tree& tree);   ///< at most 100 characters
findings check_include_counts(const source_tree& tree); ///< at most 8 in a header

// -- habits ----
findings check_pragma_once(const source_tree& tree);
/// Every source file stands in a CMakeLists.txt.
findings check_listed_sources(const source_tree& tree);
/// Scenarios stand in files by whose names they are run: <what>_test.cpp.
findings check_scenario_files(const source_tree& tree);
/// No words that mark something unfinished.
findings check_banned_words(const source_tree& tree);
/// Tests wait on a condition or use virtual time.
findings check_sleeps(const source_tree& tree);
findings check_virtual_time(const source_tree& tree);
findings check_detached(const source_tree& tree);
/// The state of every stateful actor declares a constructor: without one C++20 takes it for an
/// aggregate, and CAF constructs it wrongly.
findings check_actor_states(const source_tree& tree);
/// Nothing names a folder of one machine, or the host of a package registry.
findings check_machine_paths(const source_tree& tree);

struct rule {
  const char* name;
  findings (*check)(const source_tree&);
};
const std::vector<rule>& all_rules();

} // namespace baedal::tidy
