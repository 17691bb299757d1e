#include "actors/world.hpp"

#include <sys/random.h>

#include <array>

namespace baedal::actors {

namespace {

class system_world final : public world {
public:
  instant now() override {
    return std::chrono::time_point_cast<std::chrono::milliseconds>(
      std::chrono::system_clock::now());
  }

  std::uint64_t random() override {
    // Kernel randomness is bought in blocks: one system call for 32 numbers.
    thread_local std::array<std::uint64_t, 32> block{};
    thread_local std::size_t left = 0;
    if (left == 0) {
      while (getrandom(block.data(), sizeof block, 0) != static_cast<ssize_t>(sizeof block)) {
        // Interrupted by a signal: ask again.
      }
      left = block.size();
    }
    return block[--left];
  }
};

} // namespace

std::string world::new_id() {
  constexpr std::string_view digits = "0123456789abcdef";
  std::string id(32, '0');
  for (auto half : {std::size_t{0}, std::size_t{16}}) {
    auto bits = random();
    for (std::size_t i = 0; i < 16; ++i, bits >>= 4)
      id[half + i] = digits[bits & 15];
  }
  return id;
}

world& real_world() {
  static system_world instance;
  return instance;
}

} // namespace baedal::actors
