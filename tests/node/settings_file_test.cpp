#include "tests/node/environment.hpp"

#include <catch2/catch.hpp>

using namespace baedal;
using namespace baedal::node;
using namespace baedal::node::test;
using Catch::Matchers::Contains;

namespace {

std::uint32_t threads_of(const outcome& got) {
  CAPTURE(got.err);
  REQUIRE(got.get<serve_settings>() != nullptr);
  return got.get<serve_settings>()->threads;
}

} // namespace

SCENARIO("the command line counts before the environment, that before the file, that before the "
         "default") {
  const support::temp_folder folder;
  const auto file = write_in(folder, "baedal.toml",
                             "[serve]\n"
                             "payment-url = \"http://127.0.0.1:1\"\n"
                             "threads = 3\n"
                             "demo = true\n");
  GIVEN("a file alone") {
    const auto got = parse({"serve", "--config", file.c_str()});
    THEN("it fills what it names, and the defaults fill the rest") {
      CHECK(threads_of(got) == 3);
      CHECK(got.get<serve_settings>()->demo);
      CHECK(got.get<serve_settings>()->payment_url == "http://127.0.0.1:1");
      CHECK(got.get<serve_settings>()->sse_streams == 64);
    }
  }
  GIVEN("the environment too") {
    const variable threads{"BAEDAL_THREADS", "4"};
    const variable payment{"BAEDAL_PAYMENT_URL", "http://127.0.0.1:2"};
    THEN("it counts before the file") {
      const auto got = parse({"serve", "--config", file.c_str()});
      CHECK(threads_of(got) == 4);
      CHECK(got.get<serve_settings>()->payment_url == "http://127.0.0.1:2");
    }
    THEN("the command line counts before both, wherever --config stands") {
      CHECK(threads_of(parse({"--config", file.c_str(), "serve", "--threads", "5"})) == 5);
      CHECK(threads_of(parse({"serve", "--threads", "5", "--config", file.c_str()})) == 5);
    }
    THEN("it needs no file") {
      CHECK(threads_of(parse({"serve"})) == 4);
    }
  }
  GIVEN("the file's name in the environment") {
    const variable config{"BAEDAL_CONFIG", file};
    THEN("it is read") {
      CHECK(threads_of(parse({"serve"})) == 3);
    }
  }
}

SCENARIO("the environment knows every option by its name") {
  const variable payment{"BAEDAL_PAYMENT_URL", "embedded"};
  GIVEN("flags, addresses and databases") {
    const variable demo{"BAEDAL_DEMO", "true"};
    const variable http{"BAEDAL_HTTP", "127.0.0.1:7777"};
    const variable database{"BAEDAL_DATABASE", "sqlite:elsewhere.db"};
    const variable level{"BAEDAL_LOG_LEVEL", "warn"};
    THEN("they are taken") {
      const auto got = parse({"serve"});
      REQUIRE(got.get<serve_settings>() != nullptr);
      CHECK(got.get<serve_settings>()->demo);
      CHECK(got.get<serve_settings>()->http.port == 7777);
      CHECK(got.get<serve_settings>()->database == "sqlite:elsewhere.db");
      CHECK(got.get<serve_settings>()->log.level == log_level::warn);
    }
    THEN("the sandbox does not mistake the node's address for its own") {
      const auto got = parse({"sandbox"});
      REQUIRE(got.get<sandbox_settings>() != nullptr);
      CHECK(got.get<sandbox_settings>()->http == endpoint{"127.0.0.1", 9090});
    }
  }
  GIVEN("a wrong value") {
    const variable threads{"BAEDAL_THREADS", "many"};
    THEN("it is refused like one of the command line") {
      const auto got = parse({"serve"});
      CHECK(*got.get<exit_status>() == usage_error);
      CHECK_THAT(got.err, Contains("--threads") && Contains("many"));
    }
    THEN("a command without that option does not mind") {
      CHECK(parse({"rebuild"}).get<rebuild_settings>() != nullptr);
    }
  }
}

SCENARIO("keys above all tables count for every command that has them") {
  const support::temp_folder folder;
  const auto file = write_in(folder, "baedal.toml",
                             "database = \"sqlite:shared.db\"\n"
                             "payment-url = \"embedded\"\n"
                             "[rebuild]\n"
                             "database = \"sqlite:own.db\"\n");
  const auto serve = parse({"serve", "--config", file.c_str()});
  REQUIRE(serve.get<serve_settings>() != nullptr);
  CHECK(serve.get<serve_settings>()->database == "sqlite:shared.db");
  const auto rebuild = parse({"rebuild", "--config", file.c_str()});
  REQUIRE(rebuild.get<rebuild_settings>() != nullptr);
  CHECK(rebuild.get<rebuild_settings>()->database == "sqlite:own.db");
  const auto events = parse({"events", "--slice", "1", "--config", file.c_str()});
  REQUIRE(events.get<events_settings>() != nullptr);
  CHECK(events.get<events_settings>()->database == "sqlite:shared.db");
}

SCENARIO("a file that cannot be right is refused") {
  const support::temp_folder folder;
  const auto refused = [&](const std::string& text) {
    const auto file = write_in(folder, "baedal.toml", text);
    const auto got = parse({"serve", "--payment-url", "embedded", "--config", file.c_str()});
    REQUIRE(got.get<exit_status>() != nullptr);
    CHECK(*got.get<exit_status>() == usage_error);
    return got.err;
  };
  THEN("a word that is no setting is named") {
    CHECK_THAT(refused("[serve]\nthread = 3\n"), Contains("serve.thread"));
    CHECK_THAT(refused("[server]\nthreads = 3\n"), Contains("server.threads"));
    CHECK_THAT(refused("thread = 3\n"), Contains("thread"));
  }
  THEN("a bad value is named") {
    CHECK_THAT(refused("[serve]\nthreads = 0\n"), Contains("--threads"));
  }
  THEN("a value that the reader of the file would cut is not taken") {
    CHECK_THAT(refused("[serve]\npayment-secret = \"a#b\"\n"), Contains("serve.payment-secret"));
  }
  THEN("a missing file is an error") {
    const auto gone = path_in(folder, "gone.toml");
    const auto named = parse({"serve", "--payment-url", "embedded", "--config", gone.c_str()});
    CHECK(*named.get<exit_status>() == usage_error);
    CHECK_THAT(named.err, Contains("gone.toml"));
    const variable config{"BAEDAL_CONFIG", gone};
    const auto from_environment = parse({"serve", "--payment-url", "embedded"});
    CHECK(*from_environment.get<exit_status>() == usage_error);
    CHECK_THAT(from_environment.err, Contains("gone.toml"));
  }
}
