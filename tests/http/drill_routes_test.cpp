#include "tests/http/open_api.hpp"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

using namespace baedal;
using namespace baedal::http;
using namespace std::chrono_literals;

namespace {

constexpr auto points = "/api/v1/ops/failpoints";
constexpr auto point = "/api/v1/ops/failpoints/journal.breaks";

/// A node with one failpoint and one branch that remembers what it was told.
struct fake_node {
  point_state one{.name = "journal.breaks", .meaning = "it breaks"};
  std::vector<std::string> held = {};

  std::optional<point_state> change(const std::string& name, std::optional<arming> how) {
    if (name != one.name)
      return std::nullopt;
    one.armed = how;
    return one;
  }

  hold_outcome hold(const std::string& path, hold_outcome outcome) {
    if (path == "edge")
      return hold_outcome::not_to_be_held;
    if (path != "core/entities/stores")
      return hold_outcome::unknown_path;
    held.push_back(path);
    return outcome;
  }

  drill_door door() {
    drill_door out;
    out.points = [this] { return std::vector{one}; };
    out.arm = [this](const auto& name, const arming& how) { return change(name, how); };
    out.disarm = [this](const auto& name) { return change(name, {}); };
    out.suspend = [this](const auto& path) { return hold(path, hold_outcome::suspended); };
    out.resume = [this](const auto& path) { return hold(path, hold_outcome::at_work); };
    return out;
  }
};

struct drill_api : fake_node, open_api {
  drill_api() : open_api(10s, 2, door()) {}
};

} // namespace

SCENARIO("without --allow-drills every drill is refused and says how to allow it") {
  open_api api;
  const auto refused = [](const response& reply) {
    CHECK(problem_of(reply) == "403 drills_not_allowed");
    CHECK(reply.content_type == problem_type);
  };
  refused(api.get(points));
  refused(api.put(point, "{}"));
  refused(api.put(point, "not even JSON"));
  refused(api.call(verb::remove, point));
  refused(api.post("/api/v1/ops/tree/core/suspend"));
  refused(api.post("/api/v1/ops/tree/core/resume"));
  CHECK(api.get("/api/v1/ops/tree").status == 200);
}

SCENARIO("failpoints are listed, armed and disarmed by name") {
  drill_api api;
  WHEN("nothing is armed") {
    const auto list = nlohmann::json::parse(api.get(points).body);
    const auto expected = nlohmann::json::parse(
      R"({"failpoints":[{"name":"journal.breaks","meaning":"it breaks","armed":false,)"
      R"("passed":0,"fired":0}]})");
    CHECK(list == expected);
  }
  WHEN("one is armed without a word") {
    const auto reply = api.put(point, "");
    THEN("it always fails, without end") {
      CHECK(reply.status == 200);
      REQUIRE(api.one.armed);
      CHECK(api.one.armed->probability == 1);
      CHECK_FALSE(api.one.armed->times);
      CHECK(api.one.armed->action == drill_action::fail);
      CHECK_FALSE(api.one.armed->seed);
      CHECK(member_of(reply, "/armed") == "true");
      CHECK(member_of(reply, "/action") == "fail");
      CHECK(member_of(reply, "/times_left") == "absent");
    }
  }
  WHEN("one is armed with everything") {
    const auto reply =
      api.put(point, R"({"probability":0.25,"times":3,"action":"exit","seed":7})");
    THEN("it is as said, and shown so") {
      CHECK(reply.status == 200);
      CHECK(member_of(reply, "/probability") == "0.25");
      CHECK(member_of(reply, "/times_left") == "3");
      CHECK(member_of(reply, "/action") == "exit");
      CHECK(member_of(reply, "/seed") == "7");
      AND_THEN("disarming it ends that") {
        const auto after = api.call(verb::remove, point);
        CHECK(after.status == 200);
        CHECK(member_of(after, "/armed") == "false");
      }
    }
  }
  WHEN("there is no such point") {
    CHECK(problem_of(api.put("/api/v1/ops/failpoints/nothing", "{}")) == "404 failpoint_unknown");
    CHECK(problem_of(api.call(verb::remove, "/api/v1/ops/failpoints/nothing"))
          == "404 failpoint_unknown");
  }
}

SCENARIO("arming is read as strictly as all input") {
  drill_api api;
  CHECK(problem_of(api.put(point, "{")) == "400 bad_json");
  CHECK(problem_of(api.put(point, R"({"probability":"1"})")) == "400 wrong_type probability");
  CHECK(problem_of(api.put(point, R"({"times":1.5})")) == "400 wrong_type times");
  CHECK(problem_of(api.put(point, R"({"probability":1.01})")) == "422 value_invalid probability");
  CHECK(problem_of(api.put(point, R"({"probability":-0.1})")) == "422 value_invalid probability");
  CHECK(problem_of(api.put(point, R"({"times":0})")) == "422 value_invalid times");
  CHECK(problem_of(api.put(point, R"({"action":"explode"})")) == "422 value_invalid action");
  CHECK(problem_of(api.put(point, R"({"seed":-1})")) == "422 value_invalid seed");
  CHECK_FALSE(api.one.armed);
}

SCENARIO("a branch is held by its path, written plainly or escaped") {
  drill_api api;
  const auto held = api.post("/api/v1/ops/tree/core/entities/stores/suspend");
  CHECK(held.status == 200);
  CHECK(member_of(held, "/path") == "core/entities/stores");
  CHECK(member_of(held, "/suspended") == "true");
  const auto free = api.post("/api/v1/ops/tree/core%2Fentities%2Fstores/resume");
  CHECK(free.status == 200);
  CHECK(member_of(free, "/suspended") == "false");
  CHECK(api.held.size() == 2);
  CHECK(problem_of(api.post("/api/v1/ops/tree/core/nothing/suspend")) == "404 path_unknown");
  CHECK(problem_of(api.post("/api/v1/ops/tree/edge/suspend")) == "409 not_suspendable");
  CHECK(api.get("/api/v1/ops/tree/core/suspend").status == 405);
}
