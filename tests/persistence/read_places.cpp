#include "tests/persistence/read_places.hpp"

#include "persistence/memory_read_model.hpp"

namespace baedal::persistence {

std::unique_ptr<read_place> new_read_place(const std::string& adapter) {
  if (adapter != "memory")
    return new_place_of<read_model>(adapter, open_read_model);
  return std::make_unique<read_place>([content = make_memory_reads()] {
    return result<std::unique_ptr<read_model>>{make_memory_read_model(content)};
  });
}

std::vector<std::string> lines_of(read_place& place) {
  auto lines = place.open_connected()->dump();
  if (!lines)
    throw std::runtime_error{lines.error().detail};
  return *std::move(lines);
}

} // namespace baedal::persistence
