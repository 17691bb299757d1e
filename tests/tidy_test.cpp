#include "tests/tidy/rules.hpp"

#include <catch2/catch.hpp>

using namespace baedal::tidy;

namespace {

/// Rules that one file may break, each with its reason.
struct exception {
  const char* rule;
  const char* path;
  const char* reason;
};
constexpr exception exceptions[] = {
  {"tests do not sleep", "tests/support/postgres_server.cpp",
   "a server of another program says nothing when it is ready: it is asked again and again"},
  {"heavy headers stay where they belong", "persistence/kept_statements.hpp",
   "templates over SOCI's statements, included by the source files that hold such statements"},
};

bool is_excepted(const std::string& rule, const std::string& finding) {
  for (const auto& one : exceptions)
    if (one.rule == rule && finding.starts_with(std::string{one.path} + ':'))
      return true;
  return false;
}

} // namespace

SCENARIO("the project keeps its own rules") {
  static const auto tree = load(BAEDAL_SOURCE_DIR);
  REQUIRE(tree.size() > 100);
  for (const auto& [name, check] : all_rules()) {
    DYNAMIC_SECTION(name) {
      std::string broken;
      for (const auto& finding : check(tree))
        if (!is_excepted(name, finding))
          broken += finding + '\n';
      CHECK(broken == "");
    }
  }
}
