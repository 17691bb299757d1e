// bench_journal: the rows of placed orders written by the journal's adapter alone, one per
// transaction and many per transaction. Both take turns every quarter of a second, so that
// whatever else the machine does meets both.
#include "bench/arguments.hpp"
#include "bench/process_cpu.hpp"
#include "domain/entity.hpp"
#include "persistence/journal.hpp"

#include <algorithm>
#include <array>
#include <cstdio>
#include <random>

namespace {

using namespace baedal;
using persistence::journal;
using clock_type = std::chrono::steady_clock;

/// The rows of one placed order as a node wrote them.
struct placed_rows {
  persistence::event_row event;
  std::optional<persistence::wakeup_row> wakeup;
  std::optional<persistence::personal_row> personal;
};

[[noreturn]] void give_up(const std::string& why) {
  std::cerr << "bench_journal: " << why << '\n';
  std::exit(1);
}

std::unique_ptr<journal> opened(const std::string& url) {
  auto out = persistence::open_journal(url);
  if (!out)
    give_up(out.error().detail);
  if (const auto ready = (*out)->connect(); !ready)
    give_up(ready.error().detail);
  return std::move(*out);
}

persistence::event_row placed_event(journal& from) {
  for (std::uint32_t slice = 0; slice < slice_count; ++slice)
    if (const auto page = from.events_in(slice, 0, 1000); page)
      for (const auto& row : *page)
        if (row.type == "order_placed" && row.version == 1)
          return row;
  give_up("no order was placed in the sample");
}

placed_rows sample(journal& from) {
  placed_rows out{placed_event(from), {}, {}};
  const std::array entities{out.event.entity};
  if (auto read = from.histories(entities); read && read->front().personal)
    out.personal = {out.event.slice, out.event.entity, *read->front().personal};
  const auto far = out.event.at + std::chrono::hours{24 * 365};
  if (const auto due = from.due(far, {}, 1'000'000); due)
    for (const auto& row : *due)
      if (row.entity == out.event.entity)
        out.wakeup = row;
  return out;
}

/// Writes copies of the sample under new names.
class copier {
public:
  copier(journal& to, placed_rows sample) : to_(to), sample_(std::move(sample)) {}

  void write(std::size_t count) {
    std::vector<placed_rows> rows;
    for (std::size_t i = 0; i < count; ++i)
      rows.push_back(next());
    std::sort(rows.begin(), rows.end(),
              [](const auto& a, const auto& b) { return a.event.slice < b.event.slice; });
    persistence::write_batch batch;
    for (auto& row : rows) {
      row.event.position = ++heads_[row.event.slice];
      batch.events.push_back(std::move(row.event));
      if (row.wakeup)
        batch.wakeups.push_back(std::move(*row.wakeup));
      if (row.personal)
        batch.personals.push_back(std::move(*row.personal));
    }
    if (to_.write(batch) != persistence::write_status::written)
      give_up("a batch was not written");
  }

private:
  placed_rows next() {
    auto out = sample_;
    std::array<char, 33> digits{};
    std::snprintf(digits.data(), digits.size(), "%016llx%016llx",
                  static_cast<unsigned long long>(random_()),
                  static_cast<unsigned long long>(++number_));
    const std::string unique{digits.data()};
    const auto entity = "order/o_" + unique.substr(6);
    out.event.entity = entity;
    out.event.slice = slice_of(entity);
    out.event.event_id = unique;
    if (out.wakeup)
      out.wakeup->entity = entity, out.wakeup->slice = out.event.slice;
    if (out.personal)
      out.personal->entity = entity, out.personal->slice = out.event.slice;
    return out;
  }

  journal& to_;
  placed_rows sample_;
  std::array<std::uint64_t, slice_count> heads_{};
  std::mt19937_64 random_{std::random_device{}()};
  std::uint64_t number_ = 0;
};

/// What one way of writing has done and used.
struct account {
  std::size_t batch = 1;
  std::uint64_t orders = 0;
  double seconds = 0;
  double own_cpu = 0;
  double database_cpu = 0;

  void run(copier& rows, pid_t database) {
    const auto own = bench::own_cpu_seconds();
    const auto other = database > 0 ? bench::cpu_seconds_of_tree(database) : 0;
    const auto began = clock_type::now();
    auto now = began;
    for (; now - began < std::chrono::milliseconds{250}; now = clock_type::now()) {
      rows.write(batch);
      orders += batch;
    }
    seconds += std::chrono::duration<double>(now - began).count();
    own_cpu += bench::own_cpu_seconds() - own;
    database_cpu += (database > 0 ? bench::cpu_seconds_of_tree(database) : 0) - other;
  }

  [[nodiscard]] double rate() const { return static_cast<double>(orders) / seconds; }

  void print(const char* name) const {
    const auto thousands = static_cast<double>(orders) / 1000;
    std::cout << name << "_rate=" << rate() << ' ' << name << "_own_cpu=" << own_cpu / thousands
              << ' ' << name << "_database_cpu=" << database_cpu / thousands << ' ';
  }
};

} // namespace

int main(int argc, char** argv) {
  const bench::arguments what{argc, argv, 1};
  const auto database = static_cast<pid_t>(std::stol(what.text("postmaster", "0")));
  const auto rows = sample(*opened(what.text("sample")));
  const auto to = opened(what.text("to"));
  copier copies{*to, rows};
  account single{1};
  account batched{static_cast<std::size_t>(what.number("batch"))};
  const auto until = clock_type::now() + std::chrono::seconds{what.number("seconds")};
  while (clock_type::now() < until) {
    single.run(copies, database);
    batched.run(copies, database);
  }
  single.print("single");
  batched.print("batched");
  std::cout << "ratio=" << batched.rate() / single.rate()
            << " rows=" << 1 + (rows.wakeup ? 1 : 0) + (rows.personal ? 1 : 0) << '\n';
}
