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

/// As many rows as the requirements have: of the brands, the acceptance scenarios, the invariants,
/// the settlements K1 to K21, the model (policies M4.1 to M4.12, views M5.1 to M5.9), and the
/// transitions T0 to T21.
const std::map<char, int> rows_of_kind{{'0', 143}, {'A', 54}, {'I', 14},
                                       {'K', 21},  {'M', 26}, {'T', 22}};

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

/// The ids in a test's name and tags: "A21", "004-N3", "T0", "K20", "I8", "M4.11".
name_set ids_in(const std::string& name) {
  const std::regex id{R"(\b(00[0-4]-[A-Z][0-9]*[a-z]?|M[0-9]+(\.[0-9]+)?|[AIKT][0-9]+)\b)"};
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

/// Whether a test may show what has this id: an acceptance scenario is one of the program itself.
bool may_show(const std::string& id, const std::string& test) {
  return id.front() != 'A' || test.starts_with("acceptance/") || test.starts_with("drills/");
}

/// The tests that name a requirement, or what proves it; `gaps` gets what none names.
name_set proofs_of(const requirement& what,
                   const std::map<std::string, std::vector<std::string>>& by_id,
                   std::string& gaps) {
  const auto gap = [&](const std::string& id) {
    gaps += what.id + " (" + what.what + "): no test names " + id + "\n";
  };
  std::istringstream proofs{what.proof};
  name_set shown_by;
  for (std::string id; proofs >> id;)
    if (const auto found = by_id.find(id); found != by_id.end())
      shown_by.insert(found->second.begin(), found->second.end());
    else
      gap(id);
  const auto own = by_id.find(what.id);
  bool is_named = false;
  if (own != by_id.end())
    for (const auto& test : own->second)
      if (may_show(what.id, test)) {
        shown_by.insert(test);
        is_named = true;
      }
  if (!is_named)
    gap(what.id);
  return shown_by;
}

bool is_one_of(const rule& each, const name_set& tests) {
  return std::any_of(tests.begin(), tests.end(), [&](const std::string& test) {
    return std::any_of(each.fails.begin(), each.fails.end(), [&](const std::string& name) {
      return test.find(": \"" + name + "\"") != std::string::npos;
    });
  });
}

/// A brand's requirement needs a rule; the model's rows and the acceptance scenarios have theirs.
bool is_of_a_brand(const requirement& what) {
  return what.id.starts_with("00");
}

/// Prints the rules of a requirement. Each has to make a test fail that shows it.
std::string fault_of_rules(const requirement& what, const name_set& shown_by,
                           const std::vector<rule>& rules, name_set& used) {
  std::istringstream names{what.rules};
  std::string faults;
  if (what.rules.empty() && is_of_a_brand(what))
    faults = what.id + " (" + what.what + "): no rule\n";
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
  REQUIRE(rules.size() >= 30);
  name_set seen;
  name_set used;
  std::string gaps;
  std::map<char, int> rows;
  for (const auto& each : all) {
    CHECK(seen.insert(each.id).second);
    ++rows[each.id.front()];
    std::cout << std::left << std::setw(9) << each.id << each.what << '\n';
    if (each.proof.starts_with("deployment: ") || each.proof.starts_with("later: ")) {
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
  for (const auto& [kind, many] : rows_of_kind) {
    INFO("rows whose id begins with " << kind);
    CHECK(rows[kind] == many);
  }
}
