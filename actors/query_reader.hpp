#pragma once

#include "actors/queries.hpp"
#include "persistence/read_model.hpp"

#include <chrono>
#include <functional>

namespace baedal::actors {

/// Answers queries from one connection. Blocks; owned by one thread.
class query_reader {
public:
  explicit query_reader(std::function<std::unique_ptr<persistence::read_model>()> open);

  /// Always answers, unless the asker has been answered already (its deadline passed).
  void serve(const query_message& query);

private:
  template <class Query>
  void answer(const Query& query);
  /// Runs `read` on a connection that stands, twice if the first one breaks under it.
  template <class Read>
  auto reading(Read read) -> decltype(read(std::declval<persistence::read_model&>()));
  result<unit> connect();

  std::function<std::unique_ptr<persistence::read_model>()> open_;
  std::unique_ptr<persistence::read_model> reads_;
  bool connected_ = false;
  std::chrono::steady_clock::time_point next_attempt_{};
};

} // namespace baedal::actors
