#include "node/simulation_jobs.hpp"

#include <poll.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <cstdio>

namespace baedal::node {

namespace {

/// A process that simulates its share of the seeds and writes a line for each.
struct job {
  pid_t child = -1;
  int from = -1;
  std::string unread;
};

[[noreturn]] void simulate_share(seed_range seeds, unsigned number, unsigned jobs,
                                 const simulation::plan_rules& rules, int to) {
  prctl(PR_SET_PDEATHSIG, SIGKILL); // Nobody reads what an orphan finds.
  auto* lines = fdopen(to, "w");
  for (auto seed = seeds.first + number; seed <= seeds.last && lines; seed += jobs) {
    const auto line = simulation::to_line(simulation::try_plan(simulation::draw_plan(seed, rules)));
    std::fprintf(lines, "%s\n", line.c_str());
    std::fflush(lines);
  }
  _exit(lines && std::fclose(lines) == 0 ? 0 : 1);
}

result<job> begin(seed_range seeds, unsigned number, unsigned jobs,
                  const simulation::plan_rules& rules) {
  int ends[2] = {-1, -1};
  if (pipe(ends) != 0)
    return refusal{errc::unavailable, "no pipe for a job"};
  const auto child = fork();
  if (child == 0) {
    close(ends[0]);
    simulate_share(seeds, number, jobs, rules, ends[1]);
  }
  close(ends[1]);
  if (child < 0) {
    close(ends[0]);
    return refusal{errc::unavailable, "no process for a job"};
  }
  return job{child, ends[0], {}};
}

/// Takes what there is. False at the end.
bool take(job& from, simulation::summary& all) {
  char buffer[65'536];
  const auto got = read(from.from, buffer, sizeof buffer);
  if (got <= 0)
    return false;
  from.unread.append(buffer, static_cast<std::size_t>(got));
  for (auto end = from.unread.find('\n'); end != std::string::npos; end = from.unread.find('\n')) {
    if (auto one = simulation::from_line(from.unread.substr(0, end)))
      all.add(*one);
    from.unread.erase(0, end + 1);
  }
  return true;
}

} // namespace

result<simulation::summary> run_jobs(seed_range seeds, unsigned jobs,
                                     const simulation::plan_rules& rules,
                                     const std::function<void(const simulation::summary&)>& tell) {
  std::vector<job> open;
  for (unsigned number = 0; number < jobs; ++number) {
    auto begun = begin(seeds, number, jobs, rules);
    if (!begun)
      return begun.error(); // Those that run end with this process.
    open.push_back(std::move(*begun));
  }
  simulation::summary all;
  while (!open.empty()) {
    std::vector<pollfd> ready;
    for (const auto& each : open)
      ready.push_back({each.from, POLLIN, 0});
    if (poll(ready.data(), ready.size(), 1000) < 0)
      continue; // A signal.
    for (auto i = open.size(); i-- > 0;) {
      if (ready[i].revents == 0 || take(open[i], all))
        continue;
      int status = 0;
      close(open[i].from);
      waitpid(open[i].child, &status, 0);
      open.erase(open.begin() + static_cast<std::ptrdiff_t>(i));
    }
    tell(all);
  }
  const auto asked = seeds.last - seeds.first + 1;
  if (all.seeds != asked)
    return refusal{errc::unavailable, "a job died: " + std::to_string(all.seeds) + " of "
                                        + std::to_string(asked) + " seeds were simulated"};
  return all;
}

} // namespace baedal::node
