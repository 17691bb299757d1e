// bench_audit: what is new in the journal since the last audit, counted by type, and whether given
// orders have each of given events exactly once.
#include "bench/arguments.hpp"
#include "domain/entity.hpp"
#include "persistence/journal.hpp"

#include <array>
#include <fstream>
#include <sstream>
#include <unordered_map>
#include <vector>

namespace {

using namespace baedal;
using positions = std::array<std::uint64_t, slice_count>;

/// How often each order has an event of each type asked about.
using findings = std::unordered_map<std::string, std::vector<std::uint32_t>>;

constexpr std::size_t page_size = 5000;

std::vector<std::string> words_of(const std::string& list) {
  std::istringstream in{list};
  std::vector<std::string> out;
  for (std::string word; std::getline(in, word, ',');)
    out.push_back(word);
  return out;
}

void note(findings& found, const std::vector<std::string>& types,
          const persistence::event_row& row) {
  for (std::size_t i = 0; i < types.size(); ++i)
    if (row.type == types[i]) {
      auto& counts = found[row.entity];
      counts.resize(types.size());
      ++counts[i];
    }
}

findings read_new(persistence::journal& from, positions& seen,
                  const std::vector<std::string>& types) {
  findings found;
  for (std::uint32_t slice = 0; slice < slice_count; ++slice)
    for (;;) {
      const auto page = from.events_in(slice, seen[slice], page_size);
      if (!page) {
        std::cerr << "audit: " << page.error().detail << '\n';
        std::exit(1);
      }
      for (const auto& row : *page)
        note(found, types, row);
      if (!page->empty())
        seen[slice] = page->back().position;
      if (page->size() < page_size)
        break;
    }
  return found;
}

/// Of the orders in the file, those that have not each event exactly once.
std::uint64_t missing_of(const std::string& file, const findings& found, std::size_t types) {
  std::ifstream in{file};
  std::uint64_t missing = 0;
  for (std::string id; std::getline(in, id);) {
    const auto at = found.find("order/" + id);
    const bool whole = at != found.end() && at->second == std::vector<std::uint32_t>(types, 1);
    missing += whole ? 0 : 1;
  }
  return missing;
}

} // namespace

int main(int argc, char** argv) {
  const bench::arguments what{argc, argv, 1};
  const auto types = words_of(what.text("types", "order_placed"));
  positions seen{};
  {
    std::ifstream state{what.text("state")};
    for (auto& each : seen)
      state >> each;
  }
  auto from = persistence::open_journal(what.text("database"));
  if (!from || !(*from)->connect()) {
    std::cerr << "audit: the database cannot be opened\n";
    return 1;
  }
  const auto found = read_new(**from, seen, types);
  std::ofstream state{what.text("state")};
  for (const auto each : seen)
    state << each << '\n';
  std::uint64_t first = 0;
  std::uint64_t twice = 0;
  for (const auto& [entity, counts] : found) {
    first += counts.front();
    twice += counts.front() > 1 ? 1 : 0;
  }
  const auto ids = what.text("ids", "");
  std::cout << "placed=" << first << " twice=" << twice
            << " missing=" << (ids.empty() ? 0 : missing_of(ids, found, types.size())) << '\n';
}
