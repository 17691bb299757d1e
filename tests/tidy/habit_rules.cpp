#include "tests/tidy/rules.hpp"

#include <regex>
#include <set>
#include <utility>

namespace baedal::tidy {

namespace {

/// Objects to every line of the file in whose text, or what of it is given, the pattern is found.
void find_lines(const source_file& file, std::string_view text, const std::regex& pattern,
                const char* why, findings& out) {
  std::size_t number = 0;
  for (const auto line : lines_of(text)) {
    ++number;
    if (std::regex_search(line.begin(), line.end(), pattern))
      out.push_back(file.path + ':' + std::to_string(number) + ": " + why);
  }
}

template <class Choose>
findings find_lines(const source_tree& tree, const std::regex& pattern, const char* why,
                    Choose is_chosen) {
  findings out;
  for (const auto& file : tree)
    if (is_chosen(file))
      find_lines(file, file.text, pattern, why, out);
  return out;
}

bool is_any(const source_file&) {
  return true;
}

/// The paths, from the root, of all sources that the build descriptions of the tree name.
std::set<std::string> listed_sources(const source_tree& tree) {
  static const std::regex name{R"([A-Za-z0-9_./-]+\.cpp)"};
  std::set<std::string> out;
  for (const auto& file : tree) {
    const std::filesystem::path path{file.path};
    if (path.filename() != "CMakeLists.txt")
      continue;
    const std::sregex_iterator first{file.text.begin(), file.text.end(), name};
    for (auto found = first; found != std::sregex_iterator{}; ++found)
      out.insert((path.parent_path() / found->str()).lexically_normal().generic_string());
  }
  return out;
}

/// The text between the braces that follow `struct <name>` or `class <name>`; empty where the tree
/// does not define it.
std::string body_of(const source_tree& tree, const std::string& name) {
  const std::regex definition{R"(\b(struct|class)\s+)" + name + R"(\b[^;{()]*\{)"};
  for (const auto& file : tree) {
    if (!file.is_cpp())
      continue;
    const auto code = code_of(file.text);
    std::smatch found;
    if (!std::regex_search(code, found, definition))
      continue;
    const auto begin = static_cast<std::size_t>(found.position() + found.length());
    auto end = begin;
    for (int depth = 1; end < code.size() && depth > 0; ++end)
      depth += code[end] == '{' ? 1 : code[end] == '}' ? -1 : 0;
    return code.substr(begin, end - begin);
  }
  return {};
}

} // namespace

findings check_pragma_once(const source_tree& tree) {
  findings out;
  for (const auto& file : tree)
    if (file.is_header() && !file.text.starts_with("#pragma once\n"))
      out.push_back(file.path + ":1: a header begins with #pragma once");
  return out;
}

findings check_listed_sources(const source_tree& tree) {
  const auto listed = listed_sources(tree);
  findings out;
  for (const auto& file : tree)
    if (file.is_source() && !listed.contains(file.path))
      out.push_back(file.path + ":1: stands in no CMakeLists.txt");
  return out;
}

findings check_scenario_files(const source_tree& tree) {
  static const std::regex scenario{R"(^\s*(TEMPLATE_)?(SCENARIO|TEST_CASE)(_METHOD)?\()"};
  return find_lines(tree, scenario, "a scenario outside of a <what>_test.cpp may never be run",
                    [](const source_file& file) {
                      return file.is_cpp() && !file.path.ends_with("_test.cpp");
                    });
}

findings check_banned_words(const source_tree& tree) {
  // Written so that this file does not hold the words itself.
  static const std::regex words{R"(\b(TO)"
                                R"(DO|FIX)"
                                R"(ME|X)"
                                R"(XX)\b)"};
  return find_lines(tree, words, "a word that marks something unfinished", is_any);
}

findings check_sleeps(const source_tree& tree) {
  static const std::regex calls{R"(\b(sleep_f)"
                                R"(or|sleep_un)"
                                R"(til|usle)"
                                R"(ep|nanosle)"
                                R"(ep|sle)"
                                R"(ep)\s*\()"};
  return find_lines(
    tree, calls, "a test waits on a condition, not for a time",
    [](const source_file& file) { return file.folder() == "tests" && file.is_cpp(); });
}

/// What the simulator runs, but for the adapters of real databases.
bool is_simulated(const source_file& file) {
  static const std::set<std::string> folders{"domain", "failpoints",  "persistence",
                                             "actors", "supervisors", "simulation"};
  static const std::regex adapters{R"(^persistence/(sql|postgres).*)"};
  return file.is_cpp() && folders.contains(file.folder()) && !std::regex_match(file.path, adapters);
}

/// Threads of an actor's own are there where the setup asks for them, which the simulator does not.
findings check_detached(const source_tree& tree) {
  findings out;
  for (const auto& file : tree) {
    if (!is_simulated(file))
      continue;
    std::string_view before;
    std::string_view line;
    std::size_t number = 0;
    for (const auto next : lines_of(file.text)) {
      const auto earlier = std::exchange(before, line);
      line = next;
      ++number;
      const auto is_asked_for = [](std::string_view text) {
        return text.find("own_thread") != std::string_view::npos;
      };
      if (line.find("detached>") != std::string_view::npos && !is_asked_for(line)
          && !is_asked_for(before) && !is_asked_for(earlier))
        out.push_back(file.path + ':' + std::to_string(number)
                      + ": an actor has a thread of its own only where its setup says own_thread");
    }
  }
  return out;
}

findings check_virtual_time(const source_tree& tree) {
  // The real clock and the real pause, each behind its port.
  static const std::regex outside{R"(^actors/(world\.(cpp|hpp)|reconnect_pause\.cpp)$)"};
  static const std::regex real{R"(\b(system_clock|steady_clock|high_resolution_clock)::now)"
                               R"(|\bstd::(this_thread|thread|jthread|async|random_device)\b)"
                               R"(|\b(getrandom|clock_gettime|gettimeofday|s?rand)\s*\()"
                               R"(|(^|[^.\w>:]|std::|[^:]::)time\s*\()"};
  // The real world is what a setup has that is told of no other.
  static const std::regex real_world{R"(^(?!.*world\* time = &).*\breal_world\(\))"};
  findings out;
  for (const auto& file : tree) {
    if (!is_simulated(file) || std::regex_match(file.path, outside))
      continue;
    const auto code = code_of(file.text);
    find_lines(file, code, real, "what is simulated reads no real time, chance or thread", out);
    if (file.path != "supervisors/tree_board.cpp")
      find_lines(file, code, real_world, "time and chance come from the setup", out);
  }
  return out;
}

findings check_actor_states(const source_tree& tree) {
  static const std::regex use{R"(\bstateful_actor<\s*(?:\w+::)*(\w+)\s*[,>])"};
  std::set<std::string> states;
  for (const auto& file : tree) {
    if (!file.is_cpp())
      continue;
    const auto code = code_of(file.text);
    for (std::sregex_iterator found{code.begin(), code.end(), use}; found != std::sregex_iterator{};
         ++found)
      states.insert((*found)[1].str());
  }
  findings out;
  for (const auto& state : states) {
    const auto body = body_of(tree, state);
    if (!body.empty() && !std::regex_search(body, std::regex{"(^|[^~\\w])" + state + R"(\s*\()"}))
      out.push_back(state + ": the state of a stateful actor declares no constructor");
  }
  return out;
}

findings check_machine_paths(const source_tree& tree) {
  // In pieces for the same reason as above.
  static const std::regex paths{R"((^|[^.A-Za-z0-9_$}*>-])/(wo)"
                                R"(rk|ro)"
                                R"(ot|ho)"
                                R"(me|Us)"
                                R"(ers)/|//(regis)"
                                R"(try|de)"
                                R"(b)\.[a-z]+\.(org|com))"};
  return find_lines(tree, paths, "a path of one machine or a registry's host", is_any);
}

const std::vector<rule>& all_rules() {
  static const std::vector<rule> rules{
    {"folders include only what stands below them", check_layers},
    {"heavy headers stay where they belong", check_heavy_includes},
    {"files are short", check_file_sizes},
    {"functions are short", check_function_sizes},
    {"lines are short", check_line_lengths},
    {"headers include little", check_include_counts},
    {"headers begin with #pragma once", check_pragma_once},
    {"every source is listed by name", check_listed_sources},
    {"scenarios stand in files that are run", check_scenario_files},
    {"nothing is marked as unfinished", check_banned_words},
    {"tests do not sleep", check_sleeps},
    {"what is simulated reads no real time, chance or thread", check_virtual_time},
    {"simulated actors have no threads of their own", check_detached},
    {"actor states declare a constructor", check_actor_states},
    {"nothing names one machine", check_machine_paths},
  };
  return rules;
}

} // namespace baedal::tidy
