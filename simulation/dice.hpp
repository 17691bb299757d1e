#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <random>
#include <string_view>

namespace baedal::simulation {

/// Draws from one seed; the same on every machine, which the standard's distributions are not.
class dice {
public:
  explicit dice(std::uint64_t seed) : source_(seed) {
    // nop
  }

  std::uint64_t number() { return source_(); }
  /// From 0 up to, not including, `limit`.
  std::uint64_t below(std::uint64_t limit) { return source_() % limit; }
  /// From `low` up to and including `high`.
  std::int64_t between(std::int64_t low, std::int64_t high) {
    return low + static_cast<std::int64_t>(below(static_cast<std::uint64_t>(high - low + 1)));
  }
  /// True in `chances` of 100 cases.
  bool percent(unsigned chances) { return below(100) < chances; }

  template <class T, std::size_t N>
  const T& one_of(const std::array<T, N>& all) {
    return all[below(N)];
  }
  template <class Container>
  auto& any(Container& all) {
    return all[below(all.size())];
  }

private:
  std::mt19937_64 source_;
};

/// FNV-1a, 64 bits: a name as a purpose. Written down, for it must be the same in every build.
constexpr std::uint64_t hash_of(std::string_view name) {
  std::uint64_t hash = 14'695'981'039'346'656'037ull;
  for (const char each : name)
    hash = (hash ^ static_cast<unsigned char>(each)) * 1'099'511'628'211ull;
  return hash;
}

/// A seed for one purpose, so that two purposes never share their draws.
constexpr std::uint64_t seed_for(std::uint64_t seed, std::uint64_t purpose) {
  auto mixed = seed + 0x9e37'79b9'7f4a'7c15ull * (purpose + 1);
  mixed = (mixed ^ (mixed >> 30)) * 0xbf58'476d'1ce4'e5b9ull;
  mixed = (mixed ^ (mixed >> 27)) * 0x94d0'49bb'1331'11ebull;
  return mixed ^ (mixed >> 31);
}

} // namespace baedal::simulation
