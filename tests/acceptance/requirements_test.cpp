#include <catch2/catch.hpp>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iomanip>
#include <iostream>
#include <map>
#include <regex>
#include <set>
#include <sstream>

namespace {

namespace fs = std::filesystem;

using name_set = std::set<std::string>;

struct requirement {
  std::string id;
  std::string what;
  std::string proof;
  std::string rules;
};

/// A rule with a switch, and the names of the scenario and its sections that fail when it is off.
struct rule {
  std::string name;
  std::string text;
  std::string program;
  std::vector<std::string> fails;
};

std::string trimmed(const std::string& text) {
  const auto begin = text.find_first_not_of(' ');
  return begin == std::string::npos ? ""
                                    : text.substr(begin, text.find_last_not_of(' ') - begin + 1);
}

std::vector<requirement> read_requirements(const fs::path& file) {
  std::ifstream in{file};
  REQUIRE(in);
  std::vector<requirement> all;
  for (std::string line; std::getline(in, line);) {
    if (line.empty() || line.front() == '#')
      continue;
    std::istringstream cells{line};
    requirement one;
    std::getline(cells, one.id, '|');
    std::getline(cells, one.what, '|');
    std::getline(cells, one.proof, '|');
    std::getline(cells, one.rules);
    all.push_back({trimmed(one.id), trimmed(one.what), trimmed(one.proof), trimmed(one.rules)});
  }
  return all;
}

/// In the order of the file; CMake reads it, too, and refuses what is not well formed.
std::vector<rule> read_rules(const fs::path& file) {
  std::ifstream in{file};
  REQUIRE(in);
  std::vector<rule> all;
  for (std::string line; std::getline(in, line);) {
    if (line.empty() || line.front() == '#')
      continue;
    const auto field = line.substr(0, line.find(' '));
    const auto value = trimmed(line.substr(field.size()));
    const auto colon = value.find(": ");
    if (field == "rule")
      all.push_back({value, {}, {}, {}});
    else if (field == "on")
      all.back().text = value;
    else if (field == "fails")
      all.back().program = value.substr(0, colon);
    if (field == "fails" || field == "within")
      all.back().fails.push_back(value.substr(colon + 2));
  }
  return all;
}

/// The names of all tests below a folder: what stands behind SCENARIO, TEST_CASE and the like.
std::vector<std::string> names_of_tests(const fs::path& folder) {
  const std::regex begin{
    R"re((SCENARIO|TEST_CASE|SECTION|GIVEN|WHEN|THEN)\(((\s*,?\s*"[^"]*")+))re"};
  const std::regex in_pieces{R"re("\s*")re"};
  std::vector<std::string> names;
  for (const auto& entry : fs::recursive_directory_iterator{folder}) {
    if (entry.path().extension() != ".cpp")
      continue;
    std::ifstream in{entry.path()};
    std::stringstream text;
    text << in.rdbuf();
    const auto all = text.str();
    for (std::sregex_iterator it{all.begin(), all.end(), begin}, end; it != end; ++it)
      names.push_back(fs::relative(entry.path(), folder).string() + ": "
                      + std::regex_replace((*it)[2].str(), in_pieces, ""));
  }
  return names;
}

/// The ids in a test's name and tags: "A21", "004-N3", "T0", "K20", "I8".
name_set ids_in(const std::string& name) {
  const std::regex id{"(00[0-4]-[A-Z][0-9]*[a-z]?|[AIKT][0-9]+)(?![A-Za-z0-9])"};
  name_set found;
  for (std::sregex_iterator it{name.begin(), name.end(), id}, end; it != end; ++it)
    found.insert((*it)[1].str());
  return found;
}

/// Which tests name an id.
std::map<std::string, std::vector<std::string>> tests_by_id(const fs::path& folder) {
  std::map<std::string, std::vector<std::string>> by_id;
  for (const auto& name : names_of_tests(folder))
    for (const auto& id : ids_in(name))
      by_id[id].push_back(name);
  return by_id;
}

/// The tests that name a requirement, or what proves it; `gaps` gets what none names.
name_set proofs_of(const requirement& what,
                   const std::map<std::string, std::vector<std::string>>& by_id,
                   std::string& gaps) {
  std::istringstream proofs{what.proof + " " + what.id};
  name_set shown_by;
  for (std::string id; proofs >> id;)
    if (const auto found = by_id.find(id); found != by_id.end())
      shown_by.insert(found->second.begin(), found->second.end());
    else
      gaps += what.id + " (" + what.what + "): no test names " + id + "\n";
  return shown_by;
}

bool is_one_of(const rule& each, const name_set& tests) {
  return std::any_of(tests.begin(), tests.end(), [&](const std::string& test) {
    return std::any_of(each.fails.begin(), each.fails.end(), [&](const std::string& name) {
      return test.find(": \"" + name + "\"") != std::string::npos;
    });
  });
}

/// Prints the rules of a requirement. Each has to make a test fail that shows it.
std::string fault_of_rules(const requirement& what, const name_set& shown_by,
                           const std::vector<rule>& rules, name_set& used) {
  std::istringstream names{what.rules};
  std::string faults = what.rules.empty() ? what.id + " (" + what.what + "): no rule\n" : "";
  for (std::string name; names >> name;) {
    const auto found = std::find_if(rules.begin(), rules.end(),
                                    [&](const rule& each) { return each.name == name; });
    used.insert(name);
    if (found == rules.end())
      faults += what.id + ": there is no rule " + name + "\n";
    else if (!is_one_of(*found, shown_by))
      faults += what.id + ": the rule " + name + " makes none of its tests fail\n";
    else
      std::cout << "      without " << name << ": " << found->program << " fails\n"
                << "              " << found->text << '\n';
  }
  return faults;
}

} // namespace

SCENARIO("every requirement of the five brands is shown by a test, or says why none can") {
  const fs::path tests{BAEDAL_TESTS};
  const auto by_id = tests_by_id(tests);
  const auto all = read_requirements(tests / "acceptance" / "requirements.txt");
  const auto rules = read_rules(tests / "acceptance" / "rules.txt");
  REQUIRE(all.size() > 100);
  REQUIRE(rules.size() >= 30);
  name_set seen;
  name_set used;
  std::string gaps;
  for (const auto& each : all) {
    CHECK(seen.insert(each.id).second);
    std::cout << std::left << std::setw(9) << each.id << each.what << '\n';
    if (each.proof.starts_with("deployment: ")) {
      std::cout << "         " << each.proof << '\n';
      continue;
    }
    const auto shown_by = proofs_of(each, by_id, gaps);
    for (const auto& name : shown_by)
      std::cout << "         " << name << '\n';
    gaps += fault_of_rules(each, shown_by, rules, used);
  }
  for (const auto& each : rules)
    if (used.count(each.name) == 0)
      gaps += "no requirement names the rule " + each.name + "\n";
  CHECK(gaps == "");
}
