#include "bench/process_cpu.hpp"

#include <ctime>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>

#include <unistd.h>

namespace baedal::bench {

namespace {

struct process_figures {
  pid_t parent = 0;
  double own = 0;
  double of_ended_children = 0;
};

/// proc(5): behind the name in parentheses, parent is the 2nd field, times are the 12th to 15th.
process_figures figures_of(const std::string& process) {
  std::ifstream in{"/proc/" + process + "/stat"};
  std::string line;
  std::getline(in, line);
  const auto name_end = line.rfind(')');
  if (name_end == std::string::npos)
    return {};
  std::istringstream rest{line.substr(name_end + 1)};
  std::string skipped;
  process_figures out;
  rest >> skipped >> out.parent;
  for (int i = 0; i < 9; ++i)
    rest >> skipped;
  double user = 0;
  double kernel = 0;
  double children_user = 0;
  double children_kernel = 0;
  rest >> user >> kernel >> children_user >> children_kernel;
  const auto ticks = static_cast<double>(::sysconf(_SC_CLK_TCK));
  out.own = (user + kernel) / ticks;
  out.of_ended_children = (children_user + children_kernel) / ticks;
  return out;
}

} // namespace

double cpu_seconds_of_tree(pid_t root) {
  const auto first = figures_of(std::to_string(root));
  auto sum = first.own + first.of_ended_children;
  for (const auto& entry : std::filesystem::directory_iterator{"/proc"}) {
    const auto name = entry.path().filename().string();
    if (name.find_first_not_of("0123456789") != std::string::npos)
      continue;
    if (const auto each = figures_of(name); each.parent == root)
      sum += each.own;
  }
  return sum;
}

double own_cpu_seconds() {
  timespec now{};
  ::clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) * 1e-9;
}

} // namespace baedal::bench
