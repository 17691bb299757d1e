#pragma once

#include "node/endpoint.hpp"
#include "node/events_settings.hpp"
#include "node/logging.hpp"
#include "node/notification_settings.hpp"
#include "node/protection_options.hpp"
#include "node/read_model_places.hpp"

namespace baedal::node {

/// `baedal serve`: one node.
struct serve_settings {
  endpoint http{"127.0.0.1", 8080};
  std::string database{default_database};
  std::string payment_url; ///< required: `http://host:port[/prefix]`, or `embedded`
  std::string payment_secret;
  notification_settings notifications = {};
  bool demo = false;              ///< load the demo stores, riders and customers once
  bool insecure_no_auth = false;  ///< listen beyond loopback although nobody is asked who he is
  bool allow_drills = false;      ///< operators may make the node fail
  std::uint32_t threads = 256;    ///< HTTP connections served at once
  std::uint32_t workers = 0;      ///< scheduler threads of the actors; 0: as many as cores
  std::uint32_t sse_streams = 64; ///< event streams open at once
  std::chrono::seconds idle{120}; ///< after which an entity is passivated
  std::uint32_t awake = 200'000;  ///< entities of one kind in memory; beyond it some sleep early
  std::chrono::milliseconds edge_deadline{10'000}; ///< of an answer over HTTP
  std::chrono::milliseconds drain{500};            ///< between "not ready" and the end
  std::vector<std::uint16_t> compat_ports = {};    ///< of the brands' former services; none: closed
  std::string compat_host = {};                    ///< empty: as `http`
  std::vector<std::string> cors_origins = {};      ///< whose web pages may call; "*" for all
  std::string default_brand{"mealkit"};            ///< of orders that nothing else tells apart
  read_model_places read_models;  ///< lists in databases of their own
  std::string kafka;              ///< brokers that get the topics; empty: none
  protection_settings protection = {};
  log_settings log = {};
};

} // namespace baedal::node
