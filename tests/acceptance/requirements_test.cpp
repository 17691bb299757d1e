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
    std::getline(cells, one.proof);
    all.push_back({trimmed(one.id), trimmed(one.what), trimmed(one.proof)});
  }
  return all;
}

/// The names of all tests below a folder: what stands behind SCENARIO, TEST_CASE and the like.
std::vector<std::string> names_of_tests(const fs::path& folder) {
  const std::regex begin{
    R"re((SCENARIO|TEST_CASE|SECTION|GIVEN|WHEN|THEN)\(((\s*,?\s*"[^"]*")+))re"};
  std::vector<std::string> names;
  for (const auto& entry : fs::recursive_directory_iterator{folder}) {
    if (entry.path().extension() != ".cpp")
      continue;
    std::ifstream in{entry.path()};
    std::stringstream text;
    text << in.rdbuf();
    const auto all = text.str();
    for (std::sregex_iterator it{all.begin(), all.end(), begin}, end; it != end; ++it)
      names.push_back(fs::relative(entry.path(), folder).string() + ": " + (*it)[2].str());
  }
  return names;
}

/// The ids in a test's name: "A21", "004-N3", "T0", "K20", "I8".
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

} // namespace

SCENARIO("every requirement of the five brands is shown by a test, or says why none can") {
  const fs::path tests{BAEDAL_TESTS};
  const auto by_id = tests_by_id(tests);
  const auto all = read_requirements(tests / "acceptance" / "requirements.txt");
  REQUIRE(all.size() > 100);
  name_set seen;
  std::string gaps;
  for (const auto& each : all) {
    CHECK(seen.insert(each.id).second);
    std::cout << std::left << std::setw(9) << each.id << each.what << '\n';
    if (each.proof.starts_with("deployment: ")) {
      std::cout << "         " << each.proof << '\n';
      continue;
    }
    std::istringstream proofs{each.proof + " " + each.id};
    name_set shown_by;
    for (std::string id; proofs >> id;)
      if (const auto found = by_id.find(id); found != by_id.end())
        shown_by.insert(found->second.begin(), found->second.end());
      else if (id != each.id || each.proof == each.id)
        gaps += each.id + " (" + each.what + "): no test names " + id + "\n";
    for (const auto& name : shown_by)
      std::cout << "         " << name << '\n';
  }
  CHECK(gaps == "");
}
