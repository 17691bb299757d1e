#include "domain/shared_map.hpp"

#include <catch2/catch.hpp>

#include <map>
#include <random>
#include <string>
#include <vector>

using baedal::shared_map;

namespace {

using plain = std::map<std::string, int>;
using shared = shared_map<std::string, int>;

/// Equal in every way that a reader can ask.
void require_same(const shared& asked, const plain& wanted) {
  REQUIRE(asked.size() == wanted.size());
  REQUIRE(asked.empty() == wanted.empty());
  plain walked;
  std::string before;
  for (const auto& [key, value] : asked) {
    REQUIRE((walked.empty() || before < key));
    walked.emplace(before = key, value);
  }
  REQUIRE(walked == wanted);
}

} // namespace

SCENARIO("a shared map is a map, whatever is put in and taken out") {
  for (unsigned seed = 1; seed <= 20; ++seed) {
    INFO("seed " << seed);
    std::mt19937 dice{seed};
    shared asked;
    plain wanted;
    for (int step = 0; step < 1'000; ++step) {
      const auto key = std::to_string(dice() % 200);
      if (dice() % 5 < 3) {
        asked.set(key, step);
        wanted[key] = step;
      } else {
        asked.erase(key);
        wanted.erase(key);
      }
      REQUIRE(asked.count(key) == wanted.count(key));
      if (wanted.count(key) > 0)
        REQUIRE(asked.at(key) == wanted.at(key));
      if (step % 50 == 0)
        require_same(asked, wanted);
    }
    require_same(asked, wanted);
  }
}

SCENARIO("no copy of a shared map sees another's changes") {
  shared present;
  std::vector<shared> past;
  for (int step = 0; step < 300; ++step) {
    past.push_back(present);
    present.set(std::to_string(step), step);
  }
  for (int step = 0; step < 300; ++step) {
    present.erase(std::to_string(step));
    CHECK(past[static_cast<std::size_t>(step)].size() == static_cast<std::size_t>(step));
    CHECK(past[static_cast<std::size_t>(step)].count(std::to_string(step)) == 0);
    if (step > 0)
      CHECK(past[static_cast<std::size_t>(step)].at(std::to_string(step - 1)) == step - 1);
  }
  CHECK(present == shared{});
}

SCENARIO("keys that come in order do not make a shared map deep") {
  shared_map<int, int> map;
  for (int key = 0; key < 100'000; ++key)
    map.set(key, key);
  for (int key = 0; key < 100'000; key += 2)
    map.erase(key);
  int wanted = 1; // A path deeper than an iterator can hold would have ended the walk.
  for (const auto& [key, value] : map) {
    REQUIRE(key == wanted);
    wanted += 2;
  }
  CHECK(map.size() == 50'000);
}

SCENARIO("a shared map finds a key and goes on from there") {
  shared map;
  for (const auto* key : {"c", "a", "e", "b", "d"})
    map.set(key, key[0]);
  auto at = map.find("b");
  std::string seen;
  for (; at != map.end(); ++at)
    seen += at->first;
  CHECK(seen == "bcde");
  CHECK(map.find("x") == map.end());
  CHECK_THROWS_AS(map.at("x"), std::out_of_range);
  auto other = map;
  CHECK(other == map);
  other.set("a", 0);
  CHECK_FALSE(other == map);
  map.clear();
  CHECK(map.begin() == map.end());
}
