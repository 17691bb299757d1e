#include "gateways/signatures.hpp"
#include "node/events_command.hpp"
#include "node/order_client.hpp"
#include "node/rebuild_command.hpp"
#include "node/serve.hpp"
#include "node/simulate_command.hpp"
#include "node/stop_signals.hpp"
#include "sandbox/sandbox_server.hpp"

#include <spdlog/spdlog.h>

#include <iostream>

namespace {

using namespace baedal;

/// The payment gateway and the receiver of notifications for first runs, until it is told to stop.
int run_sandbox(const node::sandbox_settings& how) {
  const auto webhook_key = gateways::webhook_key(how.webhook_secret);
  if (!webhook_key) {
    std::cerr << "baedal sandbox: --webhook-secret is whsec_ and the base64 of 24 to 64 bytes\n";
    return 1;
  }
  const node::stop_signals stop;
  auto server =
    sandbox::sandbox_server::start({how.http.host,
                                    how.http.port,
                                    how.data,
                                    {how.ncp_access_key, how.ncp_secret_key, *webhook_key}});
  if (!server) {
    std::cerr << "baedal sandbox: " << server.error().detail << '\n';
    return 1;
  }
  spdlog::info("the payment sandbox listens on http://{}, its books are in {}",
               to_string(node::endpoint{how.http.host, (*server)->port()}), how.data);
  while (!stop.arrived(std::chrono::milliseconds{200}))
    if (!(*server)->is_up()) {
      std::cerr << "baedal sandbox: the listener ended\n";
      return 1;
    }
  return 0;
}

} // namespace

int main(int argc, char** argv) {
  const auto command = node::read_command_line(argc, argv, std::cout, std::cerr);
  return std::visit(
    overloaded{
      [](const node::exit_status& done) { return done.value; },
      [](const node::serve_settings& how) {
        node::start_logging(how.log, std::clog);
        return node::run_serve(how, std::cerr);
      },
      [](const node::sandbox_settings& how) {
        node::start_logging(how.log, std::clog);
        return run_sandbox(how);
      },
      [](const node::rebuild_settings& how) {
        node::start_logging(how.log, std::clog);
        return node::run_rebuild(how, std::cout, std::cerr);
      },
      [](const node::events_settings& what) {
        const node::stop_signals signals;
        return node::run_events(what, std::cout, std::cerr, [&](std::chrono::milliseconds wait) {
          return signals.arrived(wait);
        });
      },
      [](const node::simulate_settings& how) {
        spdlog::set_level(spdlog::level::off); // Thousands of crashes are not news here.
        return node::run_simulate(how, std::cout, std::cerr);
      },
      [](const node::order_call& call) { return node::run_order_call(call, std::cout, std::cerr); },
    },
    command);
}
