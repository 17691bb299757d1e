#include "node/simulation_jobs.hpp"

#include <poll.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <cstdio>
#include <cstring>

namespace baedal::node {

namespace {

using simulation::summary;
using simulation::verdict;

/// A process that simulates its share of the seeds and writes a line for each.
struct job {
  pid_t child = -1;
  int from = -1;
  std::uint64_t next = 0; ///< the seed that it is at
  std::string unread = {};
};

struct work {
  std::uint64_t last;
  unsigned step; ///< from one seed of a job to its next
  const trial& live;
};

[[noreturn]] void simulate_share(const work& all, std::uint64_t first, int to) {
  prctl(PR_SET_PDEATHSIG, SIGKILL); // Nobody reads what an orphan finds.
  auto* lines = fdopen(to, "w");
  for (auto seed = first; seed <= all.last && lines; seed += all.step) {
    std::fprintf(lines, "%s\n", simulation::to_line(all.live(seed)).c_str());
    std::fflush(lines);
  }
  _exit(lines && std::fclose(lines) == 0 ? 0 : 1);
}

result<job> begin(const work& all, std::uint64_t first) {
  int ends[2] = {-1, -1};
  if (pipe(ends) != 0)
    return refusal{errc::unavailable, "no pipe for a job"};
  const auto child = fork();
  if (child == 0) {
    close(ends[0]);
    simulate_share(all, first, ends[1]);
  }
  close(ends[1]);
  if (child < 0) {
    close(ends[0]);
    return refusal{errc::unavailable, "no process for a job"};
  }
  return job{child, ends[0], first};
}

verdict crash_of(std::uint64_t seed, std::string what) {
  verdict one;
  one.seed = seed;
  one.found.push_back({"crash", "simulation", std::move(what), {}, {}});
  return one;
}

/// Takes what there is. False at the end.
bool take(job& from, const work& all, summary& out) {
  char buffer[65'536];
  const auto got = read(from.from, buffer, sizeof buffer);
  if (got <= 0)
    return false;
  from.unread.append(buffer, static_cast<std::size_t>(got));
  for (auto end = from.unread.find('\n'); end != std::string::npos; end = from.unread.find('\n')) {
    auto one = simulation::from_line(from.unread.substr(0, end));
    out.add(one ? *one : crash_of(from.next, "an unreadable verdict: " + one.error().detail));
    from.next += all.step;
    from.unread.erase(0, end + 1);
  }
  return true;
}

std::string how_it_ended(int status) {
  if (WIFSIGNALED(status))
    return std::string{"the process died of a signal: "} + strsignal(WTERMSIG(status));
  return "the process ended with status " + std::to_string(WEXITSTATUS(status));
}

/// Its process has ended. Nothing where its share was done; else the job that goes on behind the
/// seed at which it died.
result<std::optional<job>> bury(const job& gone, const work& all, summary& out) {
  int status = 0;
  close(gone.from);
  waitpid(gone.child, &status, 0);
  if (gone.next > all.last)
    return std::optional<job>{};
  out.add(crash_of(gone.next, how_it_ended(status)));
  if (gone.next + all.step > all.last)
    return std::optional<job>{};
  auto again = begin(all, gone.next + all.step);
  if (!again)
    return again.error();
  return std::optional{std::move(*again)};
}

} // namespace

result<summary> run_jobs(seed_range seeds, unsigned jobs, const trial& live,
                         const std::function<void(const summary&)>& tell) {
  const work all{seeds.last, jobs, live};
  std::vector<job> open;
  for (unsigned number = 0; number < jobs && seeds.first + number <= seeds.last; ++number) {
    auto begun = begin(all, seeds.first + number);
    if (!begun)
      return begun.error(); // Those that run end with this process.
    open.push_back(std::move(*begun));
  }
  summary out;
  while (!open.empty()) {
    std::vector<pollfd> ready;
    for (const auto& each : open)
      ready.push_back({each.from, POLLIN, 0});
    if (poll(ready.data(), ready.size(), 1000) < 0)
      continue; // A signal.
    for (auto i = open.size(); i-- > 0;) {
      if (ready[i].revents == 0 || take(open[i], all, out))
        continue;
      auto again = bury(open[i], all, out);
      if (!again)
        return again.error();
      if (*again)
        open[i] = std::move(**again);
      else
        open.erase(open.begin() + static_cast<std::ptrdiff_t>(i));
    }
    tell(out);
  }
  return out;
}

} // namespace baedal::node
