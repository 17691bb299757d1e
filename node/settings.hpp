#pragma once

#include "node/events_settings.hpp"
#include "node/order_client.hpp"
#include "node/serve_settings.hpp"

#include <iosfwd>
#include <variant>
#include <vector>

namespace baedal::node {

/// `baedal sandbox`: the payment gateway and the receiver of notifications for first runs, tests
/// and drills.
struct sandbox_settings {
  endpoint http{"127.0.0.1", 9090};
  std::string data{"data/sandbox"};
  std::string ncp_access_key;
  std::string ncp_secret_key;
  std::string webhook_secret;
  log_settings log = {};
};

/// `baedal rebuild`: drop the read models and build them again from the journal.
struct rebuild_settings {
  std::string database{default_database};
  read_model_places read_models = {}; ///< lists in databases of their own
  log_settings log = {};
};

/// Seeds from the first to the last, both included.
struct seed_range {
  std::uint64_t first = 1;
  std::uint64_t last = 1;

  friend bool operator==(seed_range, seed_range) = default;
};

/// `baedal simulate`: worlds in virtual time, one per seed.
struct simulate_settings {
  seed_range seeds{1, 100};
  std::chrono::minutes minutes{10}; ///< virtual, of each world
  std::string faults;               ///< a file of rules; empty: everything may go wrong
  std::uint32_t jobs = 1;           ///< processes
  std::string json;                 ///< where the results go; empty: nowhere
  std::string revision;             ///< of the sources, for the results
  std::string compare; ///< results whose worlds have to be the same; empty: none
  std::uint32_t live_orders = 0;    ///< kept alive all the time; 0: as each seed draws them
  std::uint32_t shrink = 200;       ///< trials to make the first failing world smaller; 0: none
  std::string plan;                 ///< a file with one world to run instead of seeds
  std::string keep;                 ///< where the smallest failing world goes; empty: nowhere
  bool trace = false;               ///< print every message of the first seed
  bool sagas = false;               ///< the saga map instead of worlds
  bool points = false;              ///< list the failpoints only
};

/// There is nothing to do but to exit: help was printed, or what is wrong with the command line.
struct exit_status {
  int value = 0;

  friend bool operator==(exit_status, exit_status) = default;
};

inline constexpr exit_status usage_error{2};

using command = std::variant<exit_status, serve_settings, sandbox_settings, rebuild_settings,
                             events_settings, simulate_settings, order_call>;

/// Reads the command line. What it does not say comes from the environment (`BAEDAL_HTTP` for
/// `--http`, for the sandbox `BAEDAL_SANDBOX_HTTP`), then from the TOML file of `--config` or
/// BAEDAL_CONFIG, then from the defaults. Help goes to `out`, one line about a mistake to `err`.
command read_command_line(int argc, const char* const* argv, std::ostream& out, std::ostream& err);

} // namespace baedal::node
