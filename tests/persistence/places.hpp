#pragma once

#include "domain/result.hpp"
#include "domain/time.hpp"
#include "tests/support/postgres_server.hpp"

#include <functional>
#include <memory>
#include <stdexcept>

namespace baedal::persistence {

inline constexpr instant noon{std::chrono::milliseconds{1'700'000'000'000}};

/// Where a store under test (a journal, a read model) keeps its rows. Opened more than once it is a
/// restart, or another one beside the first.
template <class Port>
class place {
public:
  using opening = std::function<result<std::unique_ptr<Port>>()>;

  explicit place(opening how, std::unique_ptr<support::temp_folder> folder = nullptr)
    : folder_(std::move(folder)), open_(std::move(how)) {}

  /// Not connected yet; throws where that does not work.
  std::unique_ptr<Port> open() {
    auto opened = open_();
    if (!opened)
      throw std::runtime_error{opened.error().detail};
    return *std::move(opened);
  }

  /// Connected; throws where that does not work.
  std::unique_ptr<Port> open_connected() {
    auto opened = open();
    if (auto made = opened->connect(); !made)
      throw std::runtime_error{made.error().detail};
    return opened;
  }

private:
  std::unique_ptr<support::temp_folder> folder_;
  opening open_;
};

/// The PostgreSQL server of this test run, started at its first use.
support::postgres_server& postgres();

/// An empty place of the adapter "sqlite" or "postgresql"; `open` is the function for its URL.
template <class Port>
std::unique_ptr<place<Port>>
new_place_of(const std::string& adapter,
             result<std::unique_ptr<Port>> (*open)(const std::string& url)) {
  if (adapter == "postgresql")
    return std::make_unique<place<Port>>(
      [open, url = postgres().url_of_new_schema()] { return open(url); });
  auto folder = std::make_unique<support::temp_folder>();
  const auto file = folder->path() / "a folder" / "rows.db";
  return std::make_unique<place<Port>>(
    [open, url = "sqlite://" + file.string()] { return open(url); }, std::move(folder));
}

} // namespace baedal::persistence
