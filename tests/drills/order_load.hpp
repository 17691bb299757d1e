#pragma once

#include "tests/drills/caller.hpp"

#include <atomic>
#include <condition_variable>
#include <mutex>
#include <thread>
#include <vector>

namespace baedal::drills {

/// A state of an order that the node has told with 200, 201 or 202.
struct told_state {
  std::string command;
  std::uint64_t version = 0;
  std::string body;
};

/// One order as its client has seen it.
struct order_record {
  std::string brand;
  std::string key;
  std::string body;
  int status = 0;               ///< of the final answer to placing; 0 if none came
  std::string code = {};        ///< of a refusal
  std::string id = {};          ///< of an order that was placed
  std::vector<told_state> told = {};
  int unanswered = 0;           ///< requests without an answer
  int unavailable = 0;          ///< requests answered 503
  bool unbearable = false;      ///< an answer that no client may ever see; it is in `code`
  bool cash = false;            ///< placed unpaid, and paid in cash afterwards
};

/// Orders of three brands with a random mix of commands behind each, sent by many clients at once:
/// some are paid in cash, some lose a dish that is sold out. Each client repeats what got no final
/// answer, with the same key, as a good client does.
class order_load {
public:
  struct settings {
    std::uint16_t port = 0;
    int orders = 100;
    int clients = 16;
    unsigned seed = 1;
    std::chrono::seconds patience{90}; ///< of a client with one request and its repeats
  };

  explicit order_load(settings how);
  ~order_load();
  order_load(const order_load&) = delete;
  order_load& operator=(const order_load&) = delete;

  /// Orders that all has been said about.
  [[nodiscard]] int done() const;
  /// Waits until so many orders are done; false if that takes longer.
  bool await(int orders, std::chrono::seconds at_most = std::chrono::seconds{90});
  /// Waits for all clients.
  const std::vector<order_record>& finish();

private:
  void serve_client(unsigned number);
  /// Before a repeat; false if there shall be none.
  bool pause();

  settings how_;
  std::vector<order_record> records_;
  std::atomic<std::size_t> next_ = 0;
  mutable std::mutex guard_;
  std::condition_variable changed_;
  int done_ = 0;
  bool cut_short_ = false;
  std::vector<std::thread> clients_;
};

/// As many as the environment asks for with BAEDAL_DRILL_ORDERS, else 200.
int drill_orders();

} // namespace baedal::drills
