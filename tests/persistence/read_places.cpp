#include "tests/persistence/read_places.hpp"

#include "persistence/memory_read_model.hpp"
#include "tests/persistence/journal_places.hpp"
#include "tests/support/temp_folder.hpp"

namespace baedal::persistence {

namespace {

class memory_read_place final : public read_place {
public:
  std::unique_ptr<read_model> open() override { return make_memory_read_model(content_); }

private:
  std::shared_ptr<memory_reads> content_ = make_memory_reads();
};

class url_read_place final : public read_place {
public:
  explicit url_read_place(std::string url, std::unique_ptr<support::temp_folder> folder = nullptr)
    : folder_(std::move(folder)), url_(std::move(url)) {}

  std::unique_ptr<read_model> open() override {
    auto opened = open_read_model(url_);
    if (!opened)
      throw std::runtime_error{opened.error().detail};
    return *std::move(opened);
  }

private:
  std::unique_ptr<support::temp_folder> folder_;
  std::string url_;
};

} // namespace

std::unique_ptr<read_model> read_place::open_connected() {
  auto opened = open();
  if (auto made = opened->connect(); !made)
    throw std::runtime_error{made.error().detail};
  return opened;
}

std::unique_ptr<read_place> new_read_place(const std::string& adapter) {
  if (adapter == "memory")
    return std::make_unique<memory_read_place>();
  if (adapter == "postgresql")
    return std::make_unique<url_read_place>(postgres().url_of_new_schema());
  auto folder = std::make_unique<support::temp_folder>();
  auto url = "sqlite://" + (folder->path() / "deep" / "town.db").string();
  return std::make_unique<url_read_place>(std::move(url), std::move(folder));
}

std::vector<std::string> lines_of(read_place& place) {
  auto lines = place.open_connected()->dump();
  if (!lines)
    throw std::runtime_error{lines.error().detail};
  return *std::move(lines);
}

} // namespace baedal::persistence
