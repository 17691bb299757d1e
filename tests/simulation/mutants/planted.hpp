#pragma once

#include <string_view>

/// What a mutant is: the first lines of its patch.
struct planted_bug {
  std::string_view name;
  std::string_view bug;
  std::string_view caught_by; ///< invariants, with commas between them: "I6, I7"
  std::string_view worlds;    ///< what the worlds are like that it is hunted in, as of --faults
};

/// The one that is planted in this program.
extern const planted_bug planted;
