#include "failpoints/failpoint.hpp"

#include <chrono>
#include <cstdint>
#include <cstdio>

namespace {

baedal::failpoint point{"bench.point", "nothing: it stays off"};

constexpr std::uint64_t passes = 100'000'000;

/// The compiler may neither unroll the loop into another shape nor drop it.
template <class Pass>
double nanoseconds_per(Pass pass) {
  const auto begin = std::chrono::steady_clock::now();
  for (std::uint64_t i = 0; i < passes; ++i) {
    pass();
    asm volatile("" ::: "memory");
  }
  const auto took = std::chrono::steady_clock::now() - begin;
  return std::chrono::duration<double, std::nano>(took).count() / static_cast<double>(passes);
}

} // namespace

/// Prints what it costs to pass a failpoint that is off: one turn of a loop around it, and one of
/// the loop alone. The processor does much of both at once, so their difference says too little;
/// the whole turn is an upper bound.
int main() {
  std::uint64_t fired = 0;
  const auto loop = nanoseconds_per([] {});
  const auto whole = nanoseconds_per([&] {
    if (point.fires())
      ++fired;
  });
  std::printf("ns=%.3f loop=%.3f fired=%llu\n", whole, loop,
              static_cast<unsigned long long>(fired));
  return fired == 0 ? 0 : 1;
}
