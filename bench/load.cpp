// bench_load: loads that wrk's scripts would be awkward for. One thread per connection, each in a
// closed loop; the result is one line of name=value pairs.
#include "bench/arguments.hpp"
#include "bench/life.hpp"

#include <algorithm>
#include <atomic>
#include <fstream>
#include <thread>

#include <unistd.h>

namespace {

using namespace baedal::bench;
using clock_type = std::chrono::steady_clock;

/// Runs `work(index, tally)` on every connection's thread and adds the tallies up.
template <class Work>
tally on_all(long connections, Work work) {
  std::vector<tally> each(static_cast<std::size_t>(connections));
  std::vector<std::thread> threads;
  for (std::size_t i = 0; i < each.size(); ++i)
    threads.emplace_back([&, i] { work(i, each[i]); });
  for (auto& one : threads)
    one.join();
  tally all;
  for (auto& one : each) {
    all.took_us.insert(all.took_us.end(), one.took_us.begin(), one.took_us.end());
    all.ids.insert(all.ids.end(), one.ids.begin(), one.ids.end());
    all.ok += one.ok;
    all.refused += one.refused;
    all.unknown += one.unknown;
    if (all.complaint.empty())
      all.complaint = one.complaint;
  }
  return all;
}

std::uint32_t quantile(std::vector<std::uint32_t>& sorted, double share) {
  if (sorted.empty())
    return 0;
  return sorted[static_cast<std::size_t>(share * static_cast<double>(sorted.size() - 1))];
}

void report(tally& all, clock_type::duration took) {
  std::sort(all.took_us.begin(), all.took_us.end());
  std::cout << "requests=" << all.took_us.size() << " ok=" << all.ok << " refused=" << all.refused
            << " unknown=" << all.unknown << " whole=" << all.ids.size()
            << " seconds=" << std::chrono::duration<double>(took).count()
            << " p50_us=" << quantile(all.took_us, 0.5) << " p99_us=" << quantile(all.took_us, 0.99)
            << '\n';
  if (!all.complaint.empty())
    std::cerr << "first refusal: " << all.complaint << '\n';
}

void write_ids(const tally& all, const std::string& file) {
  std::ofstream out{file};
  for (const auto& id : all.ids)
    out << id << '\n';
}

std::vector<std::string> read_ids(const std::string& file) {
  std::ifstream in{file};
  std::vector<std::string> out;
  for (std::string line; std::getline(in, line);)
    out.push_back(line);
  return out;
}

// -- the loads ----

/// Lives of orders until the time is over; the last one of each connection is finished.
tally lives(const arguments& what) {
  const auto port = static_cast<std::uint16_t>(what.number("port"));
  const auto until = clock_type::now() + std::chrono::seconds{what.number("seconds")};
  return on_all(what.number("connections"), [&](std::size_t index, tally& count) {
    http_client over{port};
    std::string rider;
    for (std::size_t life = 0; clock_type::now() < until; ++life) {
      if (rider.empty()) {
        rider = "bench-rider-" + std::to_string(::getpid()) + '-' + std::to_string(index) + '-'
                + std::to_string(life);
        enlist(count, over, rider);
        count.took_us.clear(); // Preparations are not what is measured.
        count.ok = 0;
      }
      if (!live(count, over, rider, (index * 31 + life) % 1000))
        rider.clear(); // It may still be on its way.
    }
  });
}

/// So many orders, each placed once.
tally place(const arguments& what) {
  const auto port = static_cast<std::uint16_t>(what.number("port"));
  const auto brand = what.text("brand", "dongne");
  const auto when = brand == "pizza" ? paying::at_once : paying::later;
  std::atomic<long> left{what.number("count")};
  return on_all(what.number("connections"), [&](std::size_t, tally& count) {
    http_client over{port};
    for (auto number = --left; number >= 0; number = --left)
      if (const auto placed =
            count.ask(over, "POST", "/api/v1/orders",
                      placing(brand, static_cast<std::size_t>(number) % 1000, when)))
        count.ids.push_back(member_of(*placed, "order_id"));
  });
}

/// Each of the orders, read once.
tally read(const arguments& what) {
  const auto port = static_cast<std::uint16_t>(what.number("port"));
  auto ids = read_ids(what.text("ids"));
  ids.resize(std::min(ids.size(), static_cast<std::size_t>(what.number("count"))));
  std::atomic<std::size_t> next{0};
  return on_all(what.number("connections"), [&](std::size_t, tally& count) {
    http_client over{port};
    for (auto at = next++; at < ids.size(); at = next++)
      count.ask(over, "GET", "/api/v1/orders/" + ids[at]);
  });
}

/// Until the node is ready; 1 where it is not within a minute.
int await_ready(const arguments& what) {
  const auto until = clock_type::now() + std::chrono::seconds{60};
  while (clock_type::now() < until) {
    http_client over{static_cast<std::uint16_t>(what.number("port"))};
    if (over.ask("GET", "/readyz").status == 200)
      return 0;
    ::usleep(2'000);
  }
  return 1;
}

} // namespace

int main(int argc, char** argv) {
  const std::string which = argc > 1 ? argv[1] : "";
  const arguments what{argc, argv, 2};
  if (which == "ready")
    return await_ready(what);
  const auto began = clock_type::now();
  tally all;
  if (which == "lives")
    all = lives(what);
  else if (which == "place")
    all = place(what);
  else if (which == "read")
    all = read(what);
  else
    return 2;
  report(all, clock_type::now() - began);
  if (which != "read")
    write_ids(all, what.text("ids"));
  return 0;
}
