#include "sandbox/sandbox_server.hpp"

#include <csignal>
#include <cstdio>
#include <cstdlib>

#include <sys/prctl.h>
#include <unistd.h>

/// A sandbox in a process of its own, to be killed by a test: `sandbox_child FOLDER PORT`. Prints
/// its port and dies with its parent.
int main(int argc, char** argv) {
  ::prctl(PR_SET_PDEATHSIG, SIGKILL);
  if (argc != 3)
    return 2;
  const auto port = static_cast<std::uint16_t>(std::atoi(argv[2]));
  const auto server = baedal::sandbox::sandbox_server::start({"127.0.0.1", port, argv[1]});
  if (!server) {
    std::fprintf(stderr, "%s\n", server.error().detail.c_str());
    return 1;
  }
  std::printf("%u\n", (*server)->port());
  std::fflush(stdout);
  while (true)
    ::pause();
}
