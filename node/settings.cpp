#include "node/settings.hpp"

#include "gateways/gateway_url.hpp"
#include "gateways/payment_gateway.hpp"
#include "node/notification_options.hpp"
#include "node/number_options.hpp"
#include "node/edge_options.hpp"
#include "node/order_options.hpp"
#include "node/simulate_options.hpp"
#include "persistence/journal.hpp"

#include <algorithm>
#include <ostream>

namespace baedal::node {

namespace {

// -- values ----

result<std::string> parse_database(const std::string& text) {
  if (auto opened = persistence::open_journal(text); !opened)
    return opened.error();
  return text;
}

result<std::string> parse_payment_url(const std::string& text) {
  if (text == "embedded")
    return text;
  if (auto url = gateways::parse_gateway_url(text); !url)
    return url.error();
  return text;
}

result<entity_key> parse_entity(const std::string& text) {
  if (auto key = parse_entity_key(text))
    return *std::move(key);
  return refusal{errc::value_invalid,
                 "write KIND/ID with order, store, rider, customer, brand, sequence or breaker as "
                 "KIND"};
}

result<brand_id> parse_topic(const std::string& text) {
  return brand_id{text};
}

result<http::event_form> parse_event_form(const std::string& text) {
  if (text == "flat")
    return http::event_form::flat;
  if (text == "canonical")
    return http::event_form::canonical;
  return refusal{errc::value_invalid, "write flat or canonical"};
}

result<slice_number> parse_slice(const std::string& text) {
  const auto value = parse_number(text, {0, slice_count - 1});
  if (!value)
    return value.error();
  return slice_number{static_cast<std::uint32_t>(*value)};
}

result<log_level> parse_log_level(const std::string& text) {
  constexpr std::string_view words[] = {"trace", "debug", "info", "warn", "error"};
  const auto found = std::find(std::begin(words), std::end(words), text);
  if (found == std::end(words))
    return refusal{errc::value_invalid, "write trace, debug, info, warn or error"};
  return static_cast<log_level>(found - std::begin(words));
}

result<log_format> parse_log_format(const std::string& text) {
  if (text == "text")
    return log_format::text;
  if (text == "json")
    return log_format::json;
  return refusal{errc::value_invalid, "write text or json"};
}

// -- subcommands ----

void add_http(const option_set& add, endpoint& to) {
  add.parsed({"http", "HOST:PORT", "where to listen", to_string(to)}, into(to, parse_endpoint));
}

void add_database(const option_set& add, std::string& to) {
  const auto help = "sqlite:relative/path, sqlite:///absolute/path or postgresql://...";
  add.parsed({"database", "URL", help, to}, into(to, parse_database));
}

void add_read_models(const option_set& add, read_model_places& to) {
  add.several({"read-model", "LIST=URL",
               "a list in a database of its own: " + persistence::names_of_read_lists()
                 + "; repeatable"},
              [&to](const std::string& text) { return add_place(to, text); });
}

void add_logging(const option_set& add, log_settings& to) {
  const auto levels = "trace, debug, info, warn or error";
  add.parsed({"log-level", "LEVEL", levels, "info"}, into(to.level, parse_log_level));
  add.parsed({"log-format", "FORMAT", "text or json", "text"}, into(to.format, parse_log_format));
}

void add_limits(const option_set& add, serve_settings& to) {
  add.parsed({"threads", "NUMBER", "HTTP connections served at once", "256"},
             number(to.threads, {1, 4096}));
  add.parsed({"workers", "NUMBER", "threads of the actors; 0: one per core", "0"},
             number(to.workers, {0, 1024}));
  add.parsed({"sse-streams", "NUMBER", "event streams open at once", "64"},
             number(to.sse_streams, {0, 4096}));
  add.parsed({"idle-seconds", "SECONDS", "after which an entity leaves the memory", "120"},
             number(to.idle, {1, 86'400}));
  add.parsed(
    {"awake", "NUMBER", "entities of one kind in memory before some leave it early", "200000"},
    number(to.awake, {100, 100'000'000}));
  add.parsed({"edge-deadline-ms", "MILLISECONDS", "for an answer over HTTP", "10000"},
             number(to.edge_deadline, {100, 600'000}));
  add.parsed(
    {"drain-ms", "MILLISECONDS", "between 'not ready' and the end of an orderly stop", "500"},
    number(to.drain, {0, 600'000}));
}

void add_serve(const option_set& root, serve_settings& to) {
  const auto add = root.subcommand("serve", "Run a node");
  add_http(add, to.http);
  add_database(add, to.database);
  add.needed({"payment-url", "URL",
              "the payment gateway: http://HOST:PORT[/PREFIX], or embedded, which approves "
              "everything and is for benches only"},
             into(to.payment_url, parse_payment_url));
  add.text({"payment-secret", "TEXT", "the key for the payment gateway", "a test key"},
           to.payment_secret);
  add.flag("demo", "load demo stores, menus, riders and customers once", to.demo);
  add.flag("insecure-no-auth", "listen beyond this machine although nobody is authenticated",
           to.insecure_no_auth);
  add.flag("allow-drills", "operators may arm failpoints and suspend branches of the tree",
           to.allow_drills);
  add_read_models(add, to.read_models);
  add.text({"kafka", "HOST:PORT,...", "brokers that the event topics are relayed to"},
           to.kafka);
  add_limits(add, to);
  add_protection(add, to.protection);
  add_notification_options(add, to);
  add_edge_options(add, to);
  add_logging(add, to.log);
}

void add_sandbox(const option_set& root, sandbox_settings& to) {
  const auto add = root.subcommand(
    "sandbox", "Run a payment gateway and a receiver of notifications for first runs and tests",
    "BAEDAL_SANDBOX_");
  add_http(add, to.http);
  add.text({"data", "DIR", "the folder of its books", to.data}, to.data);
  add_receiver_options(add, to);
  add_logging(add, to.log);
}

void add_rebuild(const option_set& root, rebuild_settings& to) {
  const auto add = root.subcommand("rebuild", "Drop the lists and build them from the journal");
  add_database(add, to.database);
  add_read_models(add, to.read_models);
  add_logging(add, to.log);
}

void add_events(const option_set& root, events_settings& to) {
  const auto add = root.subcommand("events", "Print a part of the journal as NDJSON");
  add_database(add, to.database);
  const auto what = add.one_of("What to print, one of");
  what.parsed({"entity", "KIND/ID", "the events of an entity"}, into(to.of, parse_entity));
  what.parsed({"slice", "NUMBER", "the events of a slice"}, into(to.of, parse_slice));
  what.parsed({"topic", "BRAND", "the event topic of a brand, or ops"}, into(to.of, parse_topic));
  add.parsed({"after", "NUMBER", "begin behind this version or position", "0"},
             number(to.after, {}));
  add.parsed({"limit", "NUMBER", "print at most so many"}, number(to.limit, {1}));
  add.parsed({"format", "FORM", "of a topic: flat, in the brand's words, or canonical", "flat"},
             into(to.form, parse_event_form));
  add.flag("from-beginning", "the same as --after 0", to.from_beginning);
  add.flag("follow", "at the end wait for more, until interrupted", to.follow);
}

// What no single option can see.
result<unit> check(const events_settings& events) {
  if (!events.from_beginning || events.after == 0)
    return unit{};
  return refusal{errc::value_invalid, "--from-beginning and --after exclude each other"};
}

result<unit> check(const rebuild_settings& rebuild) {
  return check_places(rebuild.read_models, rebuild.database);
}

result<unit> check(const serve_settings& serve) {
  if (auto apart = check_places(serve.read_models, serve.database); !apart)
    return apart;
  if (auto sound = check(serve.protection, serve.threads); !sound)
    return sound;
  auto doors = compat_endpoints(serve);
  doors.push_back(serve.http);
  const auto open = std::find_if(doors.begin(), doors.end(),
                                 [](const endpoint& each) { return !is_loopback(each); });
  if (open == doors.end() || serve.insecure_no_auth)
    return unit{};
  return refusal{errc::value_invalid,
                 to_string(*open)
                   + " can be reached by other machines, and there is no authentication; listen on "
                     "127.0.0.1, or add --insecure-no-auth"};
}

exit_status complain(std::ostream& err, const refusal& why) {
  err << "baedal: " << why.detail << '\n';
  return usage_error;
}

} // namespace

command read_command_line(int argc, const char* const* argv, std::ostream& out, std::ostream& err) {
  serve_settings serve;
  serve.payment_secret = gateways::default_payment_secret;
  sandbox_settings sandbox;
  rebuild_settings rebuild;
  events_settings events;
  simulate_settings simulate;
  order_call orders;
  const command_parser parser{"baedal", "Actor-model backend for food and parcel delivery",
                              BAEDAL_VERSION};
  const auto root = parser.root();
  add_serve(root, serve);
  add_sandbox(root, sandbox);
  add_rebuild(root, rebuild);
  add_events(root, events);
  add_simulate(root, simulate);
  const auto order_actions = add_order_options(root, orders);

  const auto parsed = parser.parse(argc, argv, out);
  if (!parsed)
    return complain(err, parsed.error());
  if (!*parsed)
    return exit_status{0};
  const auto chosen = root.chosen();
  if (chosen == "sandbox")
    return sandbox;
  if (chosen == "rebuild") {
    if (const auto sound = check(rebuild); !sound)
      return complain(err, sound.error());
    return rebuild;
  }
  if (chosen == "events") {
    if (const auto sound = check(events); !sound)
      return complain(err, sound.error());
    return events;
  }
  if (chosen == "simulate") {
    if (const auto sound = check(simulate); !sound)
      return complain(err, sound.error());
    return simulate;
  }
  if (chosen == "orders") {
    orders.action = order_actions.chosen();
    if (const auto sound = check(orders); !sound)
      return complain(err, sound.error());
    return orders;
  }
  if (const auto sound = check(serve); !sound)
    return complain(err, sound.error());
  return serve;
}

} // namespace baedal::node
