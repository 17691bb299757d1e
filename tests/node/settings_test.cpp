#include "http/order_input.hpp"
#include "tests/node/environment.hpp"

#include <catch2/catch.hpp>

using namespace baedal;
using namespace baedal::node;
using namespace baedal::node::test;
using Catch::Matchers::Contains;

namespace {

constexpr auto gateway = "http://127.0.0.1:9090";

/// A refusal is one line that names what is wrong.
void check_refused(const outcome& got, const std::string& because) {
  CAPTURE(got.err);
  REQUIRE(got.get<exit_status>() != nullptr);
  CHECK(*got.get<exit_status>() == usage_error);
  CHECK_THAT(got.err, Contains(because));
  CHECK(std::count(got.err.begin(), got.err.end(), '\n') == 1);
  CHECK(got.err.ends_with('\n'));
  CHECK(got.out.empty());
}

} // namespace

SCENARIO("a node needs nothing on the command line but its payment gateway") {
  GIVEN("serve with a payment URL") {
    const auto got = parse({"serve", "--payment-url", gateway});
    THEN("all else has its default") {
      REQUIRE(got.get<serve_settings>() != nullptr);
      const auto& serve = *got.get<serve_settings>();
      CHECK(serve.http == endpoint{"127.0.0.1", 8080});
      CHECK(serve.database == "sqlite:data/baedal.db");
      CHECK(serve.payment_url == gateway);
      CHECK(serve.payment_secret == "test_sk_baedal");
      CHECK_FALSE(serve.demo);
      CHECK_FALSE(serve.allow_drills);
      CHECK(serve.threads == 256);
      CHECK(serve.workers == 0);
      CHECK(serve.sse_streams == 64);
      CHECK(serve.idle == std::chrono::seconds{120});
      CHECK(serve.awake == 200'000);
      CHECK(serve.edge_deadline == std::chrono::seconds{10});
      CHECK(serve.drain == std::chrono::milliseconds{500});
      CHECK(serve.log == log_settings{log_level::info, log_format::text});
    }
  }
  GIVEN("serve without one") {
    THEN("it is refused") {
      check_refused(parse({"serve"}), "--payment-url is required");
    }
  }
}

SCENARIO("every option of a node can be set") {
  const auto got = parse({"serve",
                          "--http=[::1]:9999",
                          "--database",
                          "postgresql://baedal@/baedal?host=/run/x",
                          "--payment-url",
                          "embedded",
                          "--payment-secret",
                          "s p#c",
                          "--demo",
                          "--allow-drills",
                          "--threads",
                          "7",
                          "--workers",
                          "3",
                          "--sse-streams",
                          "0",
                          "--idle-seconds",
                          "5",
                          "--awake",
                          "4000",
                          "--edge-deadline-ms",
                          "250",
                          "--drain-ms",
                          "0",
                          "--log-level",
                          "debug",
                          "--log-format",
                          "json"});
  REQUIRE(got.get<serve_settings>() != nullptr);
  const auto& serve = *got.get<serve_settings>();
  CHECK(serve.http == endpoint{"::1", 9999});
  CHECK(serve.database == "postgresql://baedal@/baedal?host=/run/x");
  CHECK(serve.payment_url == "embedded");
  CHECK(serve.payment_secret == "s p#c");
  CHECK(serve.demo);
  CHECK(serve.allow_drills);
  CHECK(serve.threads == 7);
  CHECK(serve.workers == 3);
  CHECK(serve.sse_streams == 0);
  CHECK(serve.idle == std::chrono::seconds{5});
  CHECK(serve.awake == 4'000);
  CHECK(serve.edge_deadline == std::chrono::milliseconds{250});
  CHECK(serve.drain == std::chrono::milliseconds{0});
  CHECK(serve.log == log_settings{log_level::debug, log_format::json});
}

SCENARIO("a list may stand in a database of its own (004-I3)") {
  const auto with = [](const char* first, const char* second = "payments=sqlite:p.db") {
    return parse({"serve", "--payment-url", gateway, "--database=sqlite:a.db", "--read-model",
                  first, "--read-model", second});
  };
  THEN("it is taken") {
    const auto got = with("delivery=sqlite:d.db", "payments=postgresql://x/y");
    REQUIRE(got.get<serve_settings>() != nullptr);
    const auto& places = got.get<serve_settings>()->read_models;
    CHECK(places.at(persistence::read_list::delivery) == "sqlite:d.db");
    CHECK(places.at(persistence::read_list::payments) == "postgresql://x/y");
  }
  THEN("what cannot be is refused") {
    check_refused(with("delivery"), "--read-model");
    check_refused(with("orders=sqlite:d.db"), "queues, collections or notifications");
    check_refused(with("delivery=mysql://x"), "sqlite: or postgresql://");
    check_refused(with("delivery=sqlite:d.db", "delivery=sqlite:e.db"), "placed twice");
    check_refused(with("delivery=sqlite:a.db"), "in use for something else");
    check_refused(with("delivery=sqlite:d.db", "payments=sqlite:d.db"),
                  "in use for something else");
  }
}

SCENARIO("a node without authentication stays on its machine") {
  WHEN("another address is asked for") {
    THEN("it is refused, and the way out is named") {
      check_refused(parse({"serve", "--payment-url", gateway, "--http", "0.0.0.0:8080"}),
                    "--insecure-no-auth");
    }
  }
  WHEN("drills are allowed there, too") {
    THEN("it is refused the same") {
      check_refused(
        parse({"serve", "--payment-url", gateway, "--allow-drills", "--http", "0.0.0.0:8080"}),
        "--insecure-no-auth");
    }
  }
  WHEN("the risk is taken in so many words") {
    const auto got =
      parse({"serve", "--payment-url", gateway, "--http", "0.0.0.0:8080", "--insecure-no-auth"});
    THEN("it is done") {
      REQUIRE(got.get<serve_settings>() != nullptr);
      CHECK(got.get<serve_settings>()->insecure_no_auth);
    }
  }
}

SCENARIO("a mistake on the command line ends with one line that names it") {
  check_refused(parse({}), "a subcommand is missing (see baedal --help)");
  check_refused(parse({"dance"}), "dance");
  check_refused(parse({"serve", "--payment-url", gateway, "--dance"}),
                "unknown argument --dance (see baedal serve --help)");
  check_refused(parse({"serve", "--payment-url", gateway, "sandbox"}), "sandbox");
  check_refused(parse({"serve", "--payment-url"}), "--payment-url: its value is missing");
  check_refused(parse({"serve", "--payment-url", gateway, "--demo=maybe"}),
                "--demo = maybe is neither true nor false");
  check_refused(parse({"serve", "--payment-url", gateway, "--config", "/none.toml"}),
                "--config: there is no file /none.toml");
  check_refused(parse({"serve", "--payment-url", "ftp://x"}), "--payment-url");
  check_refused(parse({"serve", "--payment-url", gateway, "--http", "8080"}), "HOST:PORT");
  check_refused(parse({"serve", "--payment-url", gateway, "--database", "oracle:x"}), "--database");
  check_refused(parse({"serve", "--payment-url", gateway, "--threads", "0"}), "from 1 to 4096");
  check_refused(parse({"serve", "--payment-url", gateway, "--threads", "2.5"}), "--threads");
  check_refused(parse({"serve", "--payment-url", gateway, "--log-level", "loud"}), "--log-level");
  check_refused(parse({"serve", "--payment-url", gateway, "--log-format", "xml"}), "text or json");
  check_refused(parse({"events"}), "give exactly one of --entity, --slice, --topic");
  check_refused(parse({"events", "--slice", "1024"}), "from 0 to 1023");
  check_refused(parse({"events", "--entity", "dog/1"}), "KIND/ID");
  check_refused(parse({"events", "--slice", "1", "--topic", "pizza"}), "give exactly one of");
  check_refused(parse({"orders"}), "a subcommand is missing (see baedal orders --help)");
  check_refused(parse({"orders", "get"}), "order is required");
  check_refused(parse({"orders", "get", "o1", "o2"}), "unknown argument o2");
  check_refused(parse({"orders", "place", "--item", "cola"}), "needs --store, --customer (see");
  check_refused(parse({"orders", "place", "--item", "cola:0"}), "ITEM:QUANTITY");
  check_refused(parse({"orders", "get", "o1", "--server", "nowhere"}), "--server");
}

SCENARIO("help and version are everywhere") {
  for (const auto* subcommand : {"serve", "sandbox", "rebuild", "events", "simulate", "orders"}) {
    CAPTURE(subcommand);
    const auto help = parse({subcommand, "--help"});
    CHECK(*help.get<exit_status>() == exit_status{0});
    CHECK_THAT(help.out, Contains("Usage: baedal " + std::string{subcommand}));
    CHECK(help.err.empty());
    const auto version = parse({subcommand, "--version"});
    CHECK(*version.get<exit_status>() == exit_status{0});
    CHECK(version.out == "baedal " BAEDAL_VERSION "\n");
  }
  CHECK_THAT(parse({"--help"}).out,
             Contains("serve") && Contains("orders") && Contains("--config"));
  CHECK(parse({"--version"}).out == "baedal " BAEDAL_VERSION "\n");
  const auto placing = parse({"orders", "place", "--help"}).out;
  CHECK_THAT(placing, Contains("--token"));
  for (const auto* needed : {"the store; required", "the customer; required", "ordered; required"})
    CHECK_THAT(placing, Contains(needed));
  CHECK_THAT(parse({"serve", "--help"}).out,
             Contains("BAEDAL_PAYMENT_URL") && Contains("--config") && Contains("8080"));
  CHECK_THAT(parse({"sandbox", "--help"}).out, Contains("BAEDAL_SANDBOX_HTTP"));
}

SCENARIO("the other commands have settings of their own") {
  const auto sandbox = parse({"sandbox", "--http", "127.0.0.1:0", "--data", "books"});
  REQUIRE(sandbox.get<sandbox_settings>() != nullptr);
  CHECK(sandbox.get<sandbox_settings>()->http == endpoint{"127.0.0.1", 0});
  CHECK(sandbox.get<sandbox_settings>()->data == "books");

  const auto rebuild = parse({"rebuild", "--database", "sqlite:x.db"});
  REQUIRE(rebuild.get<rebuild_settings>() != nullptr);
  CHECK(rebuild.get<rebuild_settings>()->database == "sqlite:x.db");

  const auto entity = parse({"events", "--entity", "order/o-1", "--after", "3", "--limit", "2"});
  REQUIRE(entity.get<events_settings>() != nullptr);
  CHECK(entity.get<events_settings>()->after == 3);
  CHECK(entity.get<events_settings>()->limit == 2);
  CHECK(std::get<entity_key>(entity.get<events_settings>()->of)
        == entity_key{entity_kind::order, "o-1"});

  const auto slice = parse({"events", "--slice", "17"});
  REQUIRE(slice.get<events_settings>() != nullptr);
  CHECK(std::get<slice_number>(slice.get<events_settings>()->of) == slice_number{17});
  CHECK_FALSE(slice.get<events_settings>()->limit);

  const auto topic = parse({"events", "--topic", "pizza"});
  REQUIRE(topic.get<events_settings>() != nullptr);
  CHECK(std::get<brand_id>(topic.get<events_settings>()->of) == brand_id{"pizza"});
}

SCENARIO("simulate takes seeds, minutes and jobs") {
  const auto plain = parse({"simulate"});
  REQUIRE(plain.get<simulate_settings>() != nullptr);
  CHECK(plain.get<simulate_settings>()->seeds == seed_range{1, 100});
  const auto asked = parse({"simulate", "--seeds", "3..7", "--minutes", "5", "--jobs", "2",
                            "--revision", "abc123", "--live-orders", "100"});
  REQUIRE(asked.get<simulate_settings>() != nullptr);
  CHECK(asked.get<simulate_settings>()->seeds == seed_range{3, 7});
  CHECK(asked.get<simulate_settings>()->minutes == std::chrono::minutes{5});
  CHECK(asked.get<simulate_settings>()->jobs == 2);
  CHECK(asked.get<simulate_settings>()->revision == "abc123");
  CHECK(asked.get<simulate_settings>()->live_orders == 100);
  CHECK(parse({"simulate", "--sagas"}).get<simulate_settings>()->sagas);
  for (const auto* other : {"--faults", "--json", "--compare", "--plan", "--keep"})
    check_refused(parse({"simulate", "--sagas", other, "x"}), "--sagas takes");
  check_refused(parse({"simulate", "--trace", "--compare", "x"}), "--compare is for");
  for (const auto* name : {"--seeds", "--seed"})
    CHECK(parse({"simulate", name, "9"}).get<simulate_settings>()->seeds == seed_range{9, 9});
  for (const auto* wrong : {"x", "7..3", "1..", "..4", "1...3"})
    check_refused(parse({"simulate", "--seeds", wrong}), "--seeds: write a seed, or FIRST..LAST");
  check_refused(parse({"simulate", "--seed", "1..5"}), "--seed: write a seed");
  check_refused(parse({"simulate", "--jobs", "0"}), "--jobs");
  check_refused(parse({"simulate", "--live-orders", "-1"}), "--live-orders");
  CHECK(parse({"simulate", "--compare", "x.json"}).get<simulate_settings>()->compare == "x.json");
}

SCENARIO("orders has a subcommand for everything an order understands") {
  const auto placed =
    parse({"orders", "place", "--brand", "dongne", "--store", "s", "--customer", "c", "--item",
           "a:2", "--item", "b", "--address", "here", "--token", "t", "--key", "k"});
  REQUIRE(placed.get<order_call>() != nullptr);
  const auto& call = *placed.get<order_call>();
  CHECK(call.action == "place");
  CHECK(call.brand == "dongne");
  CHECK(call.items == std::vector<ordered_item>{{"a", 2}, {"b", 1}});
  CHECK(call.token == "t");
  CHECK(call.key == "k");

  std::vector<std::string> actions{"get", "history", "payments"};
  for (const auto action : http::order_actions())
    actions.emplace_back(action);
  REQUIRE(actions.size() > 15);
  for (const auto& action : actions) {
    CAPTURE(action);
    const auto got = parse({"orders", action.c_str(), "o-1", "--server", "http://127.0.0.1:1"});
    REQUIRE(got.get<order_call>() != nullptr);
    CHECK(got.get<order_call>()->action == action);
    CHECK(got.get<order_call>()->order == "o-1");
    CHECK(got.get<order_call>()->server == "http://127.0.0.1:1");
  }
  CHECK(parse({"orders", "place", "--json", "{}"}).get<order_call>() != nullptr);
  const auto cancel = parse({"orders", "cancel", "o", "--by", "store", "--reason", "no cola"});
  REQUIRE(cancel.get<order_call>() != nullptr);
  CHECK(cancel.get<order_call>()->by == "store");
  CHECK(cancel.get<order_call>()->reason == "no cola");
  const auto gone = parse({"orders", "remove-item", "o", "--item", "cola", "--quantity", "2"});
  REQUIRE(gone.get<order_call>() != nullptr);
  CHECK(gone.get<order_call>()->item == "cola");
  CHECK(gone.get<order_call>()->quantity == 2);
  const auto late = parse({"orders", "delay", "o", "--ready-in-minutes", "20"});
  REQUIRE(late.get<order_call>() != nullptr);
  CHECK(late.get<order_call>()->ready_in_minutes == 20);
  check_refused(parse({"orders", "delay", "o", "--ready-in-minutes", "soon"}),
                "must be a whole number");
  const auto reject = parse({"orders", "reject", "o", "--code", "3"});
  REQUIRE(reject.get<order_call>() != nullptr);
  CHECK(reject.get<order_call>()->code == 3U);
}
