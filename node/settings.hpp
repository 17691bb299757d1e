#pragma once

#include "node/endpoint.hpp"
#include "node/events_settings.hpp"
#include "node/logging.hpp"
#include "node/order_client.hpp"

#include <chrono>
#include <iosfwd>
#include <variant>
#include <vector>

namespace baedal::node {

/// `baedal serve`: one node.
struct serve_settings {
  endpoint http{"127.0.0.1", 8080};
  std::string database{default_database};
  std::string payment_url; ///< required: `http://host:port[/prefix]`, or `embedded`
  std::string payment_secret;
  bool demo = false;              ///< load the demo stores, riders and customers once
  bool insecure_no_auth = false;  ///< listen beyond loopback although nobody is asked who he is
  bool allow_drills = false;      ///< operators may make the node fail
  std::uint32_t threads = 256;    ///< HTTP connections served at once
  std::uint32_t workers = 0;      ///< scheduler threads of the actors; 0: as many as cores
  std::uint32_t sse_streams = 64; ///< event streams open at once
  std::chrono::seconds idle{120}; ///< after which an entity is passivated
  std::chrono::milliseconds edge_deadline{10'000}; ///< of an answer over HTTP
  std::vector<std::uint16_t> compat_ports = {};    ///< of the brands' former services; none: closed
  std::string compat_host = {};                    ///< empty: as `http`
  std::vector<std::string> cors_origins = {};      ///< whose web pages may call; "*" for all
  std::string default_brand{"mealkit"};            ///< of orders that nothing else tells apart
  std::chrono::seconds drain{0}; ///< serves on after the signal to stop, not ready
  log_settings log = {};
};

/// `baedal sandbox`: the payment gateway for first runs, tests and drills.
struct sandbox_settings {
  endpoint http{"127.0.0.1", 9090};
  std::string data{"data/sandbox"};
  log_settings log = {};
};

/// `baedal rebuild`: drop the read models and build them again from the journal.
struct rebuild_settings {
  std::string database{default_database};
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
  std::uint32_t shrink = 200;       ///< trials to make the first failing world smaller; 0: none
  std::string plan;                 ///< a file with one world to run instead of seeds
  std::string keep;                 ///< where the smallest failing world goes; empty: nowhere
  bool trace = false;               ///< print every message of the first seed
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
