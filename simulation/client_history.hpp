#pragma once

#include "actors/protocol.hpp"
#include "actors/queries.hpp"

#include <algorithm>
#include <deque>
#include <optional>
#include <tuple>

namespace baedal::simulation {

/// Times in a history are those that the world was awake: they compare whatever the clocks did.
using awake_time = std::chrono::milliseconds;

/// One request as its client saw it: what was asked, and what was answered if anything was.
template <class State>
struct request {
  using view = typename actors::aggregate<State>::view;

  std::size_t first = 0; ///< the request that this one repeats; its own number if none
  std::string node;      ///< the process that was asked
  std::string entity;    ///< id
  typename actors::aggregate<State>::command what;
  std::optional<idempotency> key;
  std::optional<std::uint64_t> if_match;
  std::map<std::string, std::string> personal;
  awake_time asked{};
  std::optional<awake_time> ended;       ///< answered, or the connection broke
  std::optional<result<view>> told = {}; ///< nothing after a broken connection
};

/// An entity as somebody read it, or why nobody could.
template <class State>
struct sight {
  std::string node;
  std::string entity;                   ///< id
  std::optional<std::uint64_t> version; ///< asked for; none: the present one
  awake_time asked{};
  std::optional<result<typename actors::aggregate<State>::view>> seen; ///< nothing: no answer
};

/// The live stream of one order, as far as its hub lived.
struct followed {
  std::string order;
  std::vector<std::uint64_t> versions;
};

/// A page of an order's history.
struct history_seen {
  std::string order;
  std::uint64_t after = 0;
  actors::history_page page;
};

/// A page of orders: those of a store, or of a customer.
struct list_seen {
  std::optional<store_id> store;
  std::optional<customer_id> customer;
  std::vector<order_view> rows;
};

/// A page of a brand's topic.
struct topic_seen {
  brand_id brand;
  std::uint64_t after = 0;
  std::vector<actors::topic_row> rows;
};

/// Everything that clients asked and were told, in the order of asking. Elements never move.
class client_history {
  template <template <class> class Entry>
  using of_all =
    std::tuple<std::deque<Entry<order>>, std::deque<Entry<store>>, std::deque<Entry<rider>>,
               std::deque<Entry<customer>>, std::deque<Entry<brand>>, std::deque<Entry<sequence>>>;

public:
  template <class State>
  [[nodiscard]] std::deque<request<State>>& asked() {
    return std::get<std::deque<request<State>>>(asked_);
  }
  template <class State>
  [[nodiscard]] const std::deque<request<State>>& asked() const {
    return std::get<std::deque<request<State>>>(asked_);
  }
  /// In the middle of things.
  template <class State>
  [[nodiscard]] std::deque<sight<State>>& sights() {
    return std::get<std::deque<sight<State>>>(sights_);
  }
  template <class State>
  [[nodiscard]] const std::deque<sight<State>>& sights() const {
    return std::get<std::deque<sight<State>>>(sights_);
  }
  /// When all has come to rest.
  template <class State>
  [[nodiscard]] std::deque<sight<State>>& last_looks() {
    return std::get<std::deque<sight<State>>>(last_looks_);
  }
  template <class State>
  [[nodiscard]] const std::deque<sight<State>>& last_looks() const {
    return std::get<std::deque<sight<State>>>(last_looks_);
  }
  void forget_last_looks() { last_looks_ = {}; }

  /// Whether anybody still waits for what was asked.
  [[nodiscard]] bool has_open_requests() const {
    return any_in(asked_, [](const auto& each) { return !each.ended; });
  }
  /// Whether a last look was turned away, as by the quarantine of an entity that kept crashing.
  [[nodiscard]] bool has_refused_looks() const {
    return any_in(last_looks_, [](const auto& each) {
      return each.seen && each.seen->code() == errc::unavailable;
    });
  }

  std::deque<followed> streams;
  std::deque<history_seen> histories;
  std::deque<list_seen> lists;
  std::deque<topic_seen> topics;

private:
  template <class All, class Which>
  static bool any_in(const All& all, Which which) {
    return std::apply(
      [&](const auto&... kinds) {
        return (std::any_of(kinds.begin(), kinds.end(), which) || ...);
      },
      all);
  }

  of_all<request> asked_;
  of_all<sight> sights_;
  of_all<sight> last_looks_;
};

} // namespace baedal::simulation
