#include "tests/tidy/rules.hpp"

#include <catch2/catch.hpp>

using namespace baedal::tidy;

namespace {

/// How often a rule objects to a tree of one or more files.
std::size_t objections(findings (*check)(const source_tree&), const source_tree& tree) {
  return check(tree).size();
}

std::string repeated(const std::string& text, std::size_t times) {
  std::string out;
  while (times-- > 0)
    out += text;
  return out;
}

std::string function_of(std::size_t lines) {
  return "int f() {\n" + repeated("  g();\n", lines - 2) + "}\n";
}

} // namespace

SCENARIO("the rule about layers", "[000-I1][002-I1]") {
  const auto check = [](const std::string& from, const std::string& what) {
    return objections(check_layers, {{from, "#include \"" + what + "\"\n"}});
  };
  CHECK(check("domain/order.cpp", "domain/order.hpp") == 0);
  CHECK(check("domain/order.cpp", "persistence/journal.hpp") == 1);
  CHECK(check("persistence/codec.hpp", "gateways/payment_gateway.hpp") == 1);
  CHECK(check("actors/entity.hpp", "persistence/journal.hpp") == 0);
  CHECK(check("actors/entity.hpp", "persistence/sqlite_journal.hpp") == 1);
  CHECK(check("actors/entity.hpp", "supervisors/tree.hpp") == 1);
  CHECK(check("http/order_routes.cpp", "actors/reply.hpp") == 0);
  CHECK(check("http/order_routes.cpp", "persistence/journal.hpp") == 1);
  CHECK(check("sandbox/desk.cpp", "actors/reply.hpp") == 1);
  CHECK(check("node/main.cpp", "sandbox/desk.hpp") == 0);
  CHECK(check("domain/order.cpp", "order.hpp") == 1);
  CHECK(check("domain/order.cpp", "../persistence/journal.hpp") == 1);
}

SCENARIO("the rule about heavy headers") {
  const auto check = [](const std::string& from, const std::string& what) {
    return objections(check_heavy_includes, {{from, "#include <" + what + ">\n"}});
  };
  CHECK(check("actors/entity.hpp", "caf/all.hpp") == 1);
  CHECK(check("actors/entity.cpp", "caf/all.hpp") == 0);
  CHECK(check("actors/entity.hpp", "caf/actor.hpp") == 0);
  CHECK(check("domain/order.hpp", "caf/actor.hpp") == 1);
  CHECK(check("http/body.hpp", "nlohmann/json.hpp") == 1);
  CHECK(check("http/body.cpp", "nlohmann/json.hpp") == 0);
  CHECK(check("http/body.hpp", "nlohmann/json_fwd.hpp") == 0);
  CHECK(check("http/door.hpp", "httplib.h") == 1);
  CHECK(check("persistence/sql.hpp", "soci/soci.h") == 1);
  CHECK(check("persistence/sql.cpp", "soci/soci.h") == 0);
  CHECK(check("node/main.cpp", "CLI/CLI.hpp") == 1);
  CHECK(check("node/main.cpp", "caf/io/middleman.hpp") == 1);
  CHECK(check("cluster/link.cpp", "caf/io/middleman.hpp") == 0);
}

SCENARIO("the rules about sizes") {
  THEN("a file of 300 lines passes, one of 301 does not") {
    CHECK(objections(check_file_sizes, {{"a/b.cpp", repeated("\n", 300)}}) == 0);
    CHECK(objections(check_file_sizes, {{"a/b.cpp", repeated("\n", 301)}}) == 1);
    CHECK(objections(check_file_sizes, {{"a/b.md", repeated("\n", 301)}}) == 0);
  }
  THEN("a function of 70 lines passes, one of 71 does not") {
    CHECK(objections(check_function_sizes, {{"a/b.cpp", function_of(70)}}) == 0);
    CHECK(objections(check_function_sizes, {{"a/b.cpp", function_of(71)}}) == 1);
  }
  THEN("a line of 100 characters passes, one of 101 does not, whatever their bytes") {
    CHECK(objections(check_line_lengths, {{"a/b.cpp", repeated("x", 100)}}) == 0);
    CHECK(objections(check_line_lengths, {{"a/b.cpp", repeated("x", 101)}}) == 1);
    CHECK(objections(check_line_lengths, {{"a/b.cpp", repeated("\xea\xb0\x80", 100)}}) == 0);
    CHECK(objections(check_line_lengths, {{"a/b.cpp", repeated("\xea\xb0\x80", 101)}}) == 1);
  }
  THEN("a header with 8 includes passes, one with 9 does not") {
    CHECK(objections(check_include_counts, {{"a/b.hpp", repeated("#include <x>\n", 8)}}) == 0);
    CHECK(objections(check_include_counts, {{"a/b.hpp", repeated("#include <x>\n", 9)}}) == 1);
    CHECK(objections(check_include_counts, {{"a/b.cpp", repeated("#include <x>\n", 9)}}) == 0);
  }
}

SCENARIO("functions are found where they are") {
  const auto lengths = [](const std::string& text) {
    std::vector<std::size_t> out;
    for (const auto& one : functions_of(text))
      out.push_back(one.length);
    return out;
  };
  using sizes = std::vector<std::size_t>;
  CHECK(lengths("int f() {\n}\nint g() { return 1; }\n") == sizes{2, 1});
  CHECK(lengths("namespace a {\nclass b {\npublic:\n  void c() {\n  }\n};\n}\n") == sizes{2});
  CHECK(lengths("b::b(int x)\n  : y{x}, z{x} {\n  w();\n}\n") == sizes{4});
  CHECK(lengths("void f() {\n  if (x) {\n    y({1, 2});\n  }\n}\n") == sizes{5});
  CHECK(lengths("struct a {\n  int b{1};\n  int c = 2;\n};\nenum class d { e };\n").empty());
  CHECK(lengths("const int a[] = {\n 1,\n};\nvoid f() {\n}\n") == sizes{2});
  CHECK(lengths("MACRO(a::b)\nnamespace c {\nvoid f() {\n}\n}\nTEST(x) {\n}\n") == sizes{2, 2});
  THEN("braces in comments, strings and directives are no braces") {
    CHECK(lengths("void f() {\n  // }\n  g(\"}\", '}', R\"x(})x\"); /* } */\n}\n") == sizes{4});
    CHECK(lengths("#define a() { \\\n  {\nvoid f() {\n  1'000;\n}\n") == sizes{3});
  }
}

SCENARIO("the rules about habits") {
  THEN("a header begins with the pragma") {
    CHECK(objections(check_pragma_once, {{"a/b.hpp", "#pragma once\n"}}) == 0);
    CHECK(objections(check_pragma_once, {{"a/b.hpp", "// Words.\n#pragma once\n"}}) == 1);
    CHECK(objections(check_pragma_once, {{"a/b.cpp", ""}}) == 0);
  }
  THEN("a source is listed beside it, or by a relative path") {
    const source_file source{"a/b.cpp", ""};
    CHECK(objections(check_listed_sources, {source, {"a/CMakeLists.txt", "x(b.cpp)"}}) == 0);
    CHECK(objections(check_listed_sources, {source, {"a/c/CMakeLists.txt", "../b.cpp"}}) == 0);
    CHECK(objections(check_listed_sources, {source, {"a/CMakeLists.txt", "x(ab.cpp)"}}) == 1);
    CHECK(objections(check_listed_sources, {source, {"c/CMakeLists.txt", "x(b.cpp)"}}) == 1);
  }
  THEN("a scenario stands in a file that is run by its name") {
    const auto scenario = std::string{"SCENARIO("} + "\"a b\") {\n}\n";
    CHECK(objections(check_scenario_files, {{"tests/a/b_test.cpp", scenario}}) == 0);
    CHECK(objections(check_scenario_files, {{"tests/a/b.cpp", scenario}}) == 1);
    CHECK(objections(check_scenario_files, {{"tests/a/b_test.hpp", "  TEST_CASE(\"x\") {}"}}) == 1);
    CHECK(objections(check_scenario_files, {{"a/b.cpp", "// SCENARIO(\"a b\")\n"}}) == 0);
  }
  THEN("words that mark something unfinished are found, but not inside of others") {
    CHECK(objections(check_banned_words, {{"a/b.md", std::string{"x\n TO"} + "DO: y\n"}}) == 1);
    CHECK(objections(check_banned_words, {{"a/b.cpp", std::string{"// FIX"} + "ME\n"}}) == 1);
    CHECK(objections(check_banned_words, {{"a/b.cpp", "mkdtemp(\"a-XXXXXX\")"}}) == 0);
  }
  THEN("tests do not sleep, the rest may") {
    const auto call = std::string{"std::this_thread::sleep_"} + "for(1s);\n";
    CHECK(objections(check_sleeps, {{"tests/a/b.cpp", call}}) == 1);
    CHECK(objections(check_sleeps, {{"gateways/b.cpp", call}}) == 0);
  }
  THEN("what is simulated reads no real time, chance or thread") {
    const auto now = std::string{"auto t = std::chrono::steady_clock::now();\n"};
    CHECK(objections(check_virtual_time, {{"actors/a.cpp", now}}) == 1);
    CHECK(objections(check_virtual_time, {{"simulation/a.hpp", "std::thread t;\n"}}) == 1);
    CHECK(objections(check_virtual_time, {{"supervisors/a.cpp", "std::random_device d;\n"}}) == 1);
    CHECK(objections(check_virtual_time, {{"actors/world.cpp", now}}) == 0);
    CHECK(objections(check_virtual_time, {{"node/a.cpp", now}}) == 0);
    for (const auto* wrong :
         {"auto t = time(nullptr);\n", "auto t = std::time(nullptr);\n", "auto t = ::time(0);\n",
          "clock_gettime(CLOCK_REALTIME, &t);\n", "int n = rand();\n", "srand(1);\n",
          "const auto now = real_world().now();\n", "auto& w = actors::real_world();\n"})
      CHECK(objections(check_virtual_time, {{"domain/a.cpp", wrong}}) == 1);
    for (const auto* fine :
         {"clock.advance_time(1);\n", "time_->call_time();\n", "world* time = &real_world();\n",
          "  actors::world* time = &actors::real_world();\n", "int operand(int x);\n",
          "// The first time (of many).\n"})
      CHECK(objections(check_virtual_time, {{"actors/a.hpp", fine}}) == 0);
  }
  THEN("simulated actors have no threads of their own") {
    const auto spawns = std::string{"  return system.spawn<caf::detached>(run);\n"};
    CHECK(objections(check_detached, {{"actors/a.cpp", spawns}}) == 1);
    CHECK(objections(check_detached, {{"actors/a.cpp", "if (setup->own_thread)\n" + spawns}}) == 0);
    CHECK(objections(check_detached, {{"http/a.cpp", spawns}}) == 0);
  }
  THEN("the state of an actor declares a constructor") {
    const source_file use{"a/b.cpp", "using self = caf::stateful_actor<c::memory, x>*;\n"};
    CHECK(objections(check_actor_states, {use, {"a/c.hpp", "struct memory { int x; };"}}) == 1);
    CHECK(objections(check_actor_states, {use, {"a/c.hpp", "struct memory { ~memory(); };"}}) == 1);
    CHECK(objections(check_actor_states, {use, {"a/c.hpp", "class memory { memory(int); };"}})
          == 0);
  }
  THEN("no path of one machine is named") {
    const auto path = std::string{"cd /wo"} + "rk/main\n";
    CHECK(objections(check_machine_paths, {{"run", path}}) == 1);
    CHECK(objections(check_machine_paths, {{"ci.yml", std::string{"https://de"} + "b.x.org\n"}})
          == 1);
    CHECK(objections(check_machine_paths, {{"run", "cd a/work/b /tmp/x /etc/y\n"}}) == 0);
  }
}
