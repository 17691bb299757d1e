#include "simulation/plan_file.hpp"
#include "simulation/report.hpp"
#include "simulation/text_file.hpp"

#include <catch2/catch.hpp>
#include <spdlog/spdlog.h>

#include <filesystem>

using namespace baedal;
using namespace baedal::simulation;

SCENARIO("a plan is kept in a file and lives again the same") {
  spdlog::set_level(spdlog::level::off);
  plan_rules rules;
  rules.lasts = std::chrono::minutes{2};
  const auto drawn = draw_plan(7, rules);
  const auto read = read_plan(to_json(drawn));
  REQUIRE(read);
  CHECK(to_json(*read) == to_json(drawn));
  CHECK(try_plan(*read).trace_hash == try_plan(drawn).trace_hash);
}

SCENARIO("what is no plan is refused with the reason") {
  CHECK(read_plan("{").code() == errc::value_invalid);
  CHECK(read_plan("[]").code() == errc::value_invalid);
  CHECK(read_plan(R"({"seed":1})").code() == errc::value_invalid);
  auto text = to_json(draw_plan(7, {}));
  text.replace(text.find("place"), 5, "plead");
  REQUIRE(!read_plan(text));
  CHECK(read_plan(text).error().detail == "acts: there is no \"plead\"");
}

SCENARIO("the same seed draws the same plan, another seed another") {
  CHECK(to_json(draw_plan(7, {})) == to_json(draw_plan(7, {})));
  CHECK(to_json(draw_plan(7, {})) != to_json(draw_plan(8, {})));
}

SCENARIO("rules come from a file, and mistakes in it are named") {
  GIVEN("rules that narrow the world") {
    const auto rules = read_rules(
      R"({"kinds":["kill_node"],"points":["journal.refuses"],"most_troubles":2,"orders":[3,4]})",
      {});
    REQUIRE(rules);
    THEN("plans keep to them") {
      for (std::uint64_t seed = 1; seed <= 50; ++seed) {
        const auto drawn = draw_plan(seed, *rules);
        CHECK(drawn.troubles.size() <= 2);
        for (const auto& each : drawn.troubles)
          CHECK(each.kind == trouble_kind::kill_node);
        for (const auto& [name, chance] : drawn.points)
          CHECK(name == "journal.refuses");
      }
    }
  }
  GIVEN("rules for worlds in which nothing goes wrong") {
    const auto rules = read_rules(R"({"calm":100})", {});
    REQUIRE(rules);
    for (std::uint64_t seed = 1; seed <= 50; ++seed)
      CHECK(is_calm(draw_plan(seed, *rules)));
  }
  GIVEN("failpoints with the chance of each") {
    const auto rules = read_rules(R"({"points":{"journal.refuses":2500},"calm":0})", {});
    REQUIRE(rules);
    for (std::uint64_t seed = 1; seed <= 50; ++seed)
      CHECK(draw_plan(seed, *rules).points
            == std::map<std::string, unsigned>{{"journal.refuses", 2'500}});
  }
  CHECK(read_rules(R"({"points":{"x.y":1}})", {}).error().detail == "points: there is no x.y");
  for (const auto* chance : {"0", "10001", "1.5", "true", "4294967297", "\"often\""})
    CHECK(read_rules(R"({"points":{"journal.refuses":)" + std::string{chance} + "}}", {})
            .error()
            .detail
          == "points: the chance of journal.refuses must be from 1 to 10000");
  CHECK(read_rules(R"({"calm":101})", {}).code() == errc::value_invalid);
  CHECK(read_rules("{", {}).code() == errc::value_invalid);
  CHECK(read_rules(R"({"kinds":["rain"]})", {}).error().detail == "kinds: there is no \"rain\"");
  CHECK(read_rules(R"({"points":["x.y"]})", {}).error().detail == "points: there is no x.y");
  CHECK(read_rules(R"({"weather":1})", {}).error().detail == "there is no rule weather");
  CHECK(read_rules(R"({"orders":[5,4]})", {}).code() == errc::value_invalid);
}

SCENARIO("the worlds that a planted bug asks for can be drawn") {
  const auto folder = std::filesystem::path{BAEDAL_WORLDS}.parent_path() / "mutants";
  const std::string begin = "\nWorlds: ";
  int asking = 0;
  for (const auto& each : std::filesystem::directory_iterator{folder}) {
    const auto text = text_of_file(each.path().string());
    const auto at = text ? text->find(begin) : std::string::npos;
    if (each.path().extension() != ".patch" || at == std::string::npos)
      continue;
    const auto from = at + begin.size();
    const auto rules = read_rules(text->substr(from, text->find('\n', from) - from), {});
    INFO(each.path());
    CHECK(rules.code() == errc::none);
    ++asking;
  }
  CHECK(asking > 0);
}

SCENARIO("a verdict travels as a line") {
  verdict one;
  one.seed = 18'446'744'073'709'551'615ull;
  one.trace_hash = 17;
  one.found.push_back({"I1", "order/o1", "held \"too much\"", instant{}, {"a line"}});
  one.points["journal.refuses"] = {5, 2};
  one.live_orders = 99.5;
  const auto back = from_line(to_line(one));
  REQUIRE(back);
  CHECK(to_line(*back) == to_line(one));
  CHECK(from_line("{}").code() == errc::value_invalid);
}
