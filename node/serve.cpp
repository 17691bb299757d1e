#include "node/serve.hpp"

#include "actors/world.hpp"
#include "gateways/event_sink.hpp"
#include "http/front_door.hpp"
#include "node/edge_options.hpp"
#include "node/first_start.hpp"
#include "node/starters.hpp"
#include "node/stop_signals.hpp"
#include "supervisors/running_tree.hpp"

#include <caf/all.hpp>
#include <spdlog/spdlog.h>

#include <cstdlib>
#include <ostream>

namespace baedal::node {

namespace {

using namespace std::chrono_literals;

/// The actor system as measured to be right (design D17).
struct actor_settings : caf::actor_system_config {
  explicit actor_settings(std::size_t workers) {
    set("scheduler.policy", caf::atom("sharing"));
    set("scheduler.max-threads",
        workers != 0 ? workers : std::max(1u, std::thread::hardware_concurrency()));
    set("scheduler.max-throughput", std::size_t{50});
  }
};

/// What would only come out as a restart loop is said at once, in one line.
result<unit> check(const serve_settings& how) {
  auto journal = persistence::open_journal(how.database);
  if (!journal)
    return journal.error();
  if (auto connected = (*journal)->connect(); !connected)
    return refusal{errc::unavailable, "database: " + connected.error().detail};
  auto reads = persistence::open_read_model(how.database);
  if (!reads)
    return reads.error();
  if (auto connected = (*reads)->connect(); !connected)
    return refusal{errc::unavailable, "read model: " + connected.error().detail};
  auto doors = compat_endpoints(how);
  doors.insert(doors.begin(), how.http);
  for (const auto& each : doors)
    if (auto free = check_free(each); !free)
      return free;
  return connect_lists(how.read_models, **reads); // Last: it may move notifications.
}

/// Waits in the open until the node is told to stop, its tree ends, or another node has fenced it
/// out.
void serve_until_stopped(const supervisors::running_tree& tree, const stop_signals& stop,
                         const actors::journal_status& journal) {
  while (!tree.ended() && !journal.fenced.load() && !stop.arrived(200ms)) {
    // The actors do the work.
  }
}

/// For a moment the node still serves whoever comes, but says that it is not ready and closes each
/// connection with its reply, so that clients and balancers go elsewhere without losing a request.
void see_clients_off(node_parts& parts, const present_door& door, const stop_signals& stop) {
  parts.leaving.store(true);
  door.drain();
  const auto end = std::chrono::steady_clock::now() + parts.settings.drain;
  while (std::chrono::steady_clock::now() < end && !stop.arrived(50ms)) {
    // Told twice, it leaves at once.
  }
}

/// Orderly first; a tree that does not end in time is killed, and a process that cannot even then
/// is left at once.
void stop_tree(const supervisors::running_tree& tree) {
  spdlog::info("stopping");
  if (tree.stop(20s))
    return;
  spdlog::error("the tree did not stop in time and is killed");
  tree.kill();
  if (!tree.wait(5s))
    std::_Exit(1);
}

int run_tree(const std::shared_ptr<node_parts>& parts, std::ostream& err) {
  const stop_signals stop;
  actor_settings config{parts->settings.workers};
  caf::actor_system system{config};
  const auto door = std::make_shared<present_door>();
  const edge_watch watch{std::make_shared<metrics_page>(parts, door), door,
                         parts->settings.allow_drills ? std::make_shared<drill_desk>() : nullptr};
  auto tree = supervisors::start_tree(system, supervisors::node_tree(make_starters(parts, watch)),
                                      {parts->book, parts->board, actors::real_world().random()});
  if (!tree) {
    err << "baedal serve: " << tree.error().detail << '\n';
    return 1;
  }
  bool told_to_stop = false;
  const auto go_on = [&] {
    told_to_stop = told_to_stop || stop.arrived(0ms);
    return !told_to_stop && !tree->ended();
  };
  auto opened = open_catalogue(*parts, go_on);
  if (opened) {
    parts->open->store(true);
    spdlog::info("ready");
    serve_until_stopped(*tree, stop, *parts->journal);
    if (!tree->ended() && !parts->journal->fenced.load())
      see_clients_off(*parts, *door, stop);
  }
  parts->open->store(false);
  if (const auto ended = tree->ended()) {
    err << "baedal serve: the supervision tree gave up: " << ended->reason << '\n';
    return 1;
  }
  stop_tree(*tree);
  if (parts->journal->fenced.load()) {
    err << "baedal serve: another node has taken over this database\n";
    return 1;
  }
  if (opened || told_to_stop)
    return 0;
  err << "baedal serve: cannot start: " << to_string(opened.code()) << ' ' << opened.error().detail
      << '\n';
  return 1;
}

} // namespace

int run_serve(const serve_settings& how, std::ostream& err) {
  auto gateway = gateways::make_payment_gateway(how.payment_url, how.payment_secret);
  if (!gateway) {
    err << "baedal serve: --payment-url: " << gateway.error().detail << '\n';
    return 1;
  }
  auto channels = gateways::make_notification_channels(how.notifications.to);
  if (!channels) {
    err << "baedal serve: notifications: " << channels.error().detail << '\n';
    return 1;
  }
  if (how.payment_url == "embedded")
    spdlog::warn("payments are approved inside this process: for measurements only");
  if (how.allow_drills)
    spdlog::warn("drills are allowed: whoever reaches {} can make this node fail",
                 to_string(how.http));
  if (auto ready = check(how); !ready) {
    err << "baedal serve: " << ready.error().detail << '\n';
    return 1;
  }
  auto parts = std::make_shared<node_parts>(how);
  parts->gateway = std::move(*gateway);
  parts->channels = std::move(*channels);
  if (!how.kafka.empty()) {
    auto kafka = gateways::make_kafka_sink({.brokers = how.kafka});
    if (!kafka) {
      err << "baedal serve: " << kafka.error().detail << '\n';
      return 1;
    }
    parts->sink = *std::move(kafka);
  }
  const auto status = run_tree(parts, err);
  http::front_door::join_retired();
  if (status == 0)
    spdlog::info("stopped");
  return status;
}

} // namespace baedal::node
