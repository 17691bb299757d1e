#pragma once

#include "actors/queries.hpp"
#include "actors/world.hpp"
#include "persistence/read_model.hpp"

#include <functional>

namespace baedal::actors {

/// An event of a topic as lists show it.
topic_row topic_row_of(persistence::topic_event event);

/// Answers queries from one connection. Blocks; owned by one thread.
class query_reader {
public:
  query_reader(std::function<std::unique_ptr<persistence::read_model>()> open, world& time);

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
  world& time_;
  std::unique_ptr<persistence::read_model> reads_;
  bool connected_ = false;
  instant next_attempt_{};
};

} // namespace baedal::actors
