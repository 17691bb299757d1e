#pragma once

#include "tests/drills/caller.hpp"

#include <condition_variable>
#include <functional>
#include <map>
#include <mutex>
#include <thread>
#include <vector>

namespace baedal::drills {

/// One answer to an order that was placed without a key, and how long it took.
struct placing_record {
  http_answer answer;
  std::chrono::milliseconds took{};
};

/// Clients that place orders, one after the other, each over a connection of its own, whatever they
/// are answered: a siege.
class placing_burst {
public:
  struct settings {
    std::uint16_t port = 0;
    int clients = 64;
    int orders_each = 1'000'000; ///< then a client goes home; `stop` sends all of them
    std::string path = "/api/v1/orders";
    std::function<std::string(int client)> body;
  };

  explicit placing_burst(settings how);
  ~placing_burst();
  placing_burst(const placing_burst&) = delete;
  placing_burst& operator=(const placing_burst&) = delete;

  using records = std::vector<placing_record>;
  /// Waits until what was answered so far is enough; false if that takes longer.
  bool await(const std::function<bool(const records&)>& enough,
             std::chrono::seconds at_most = std::chrono::seconds{30});
  /// How many answers there are so far.
  std::size_t size();
  /// Waits for all clients, after their present order.
  const records& stop();
  /// Waits for all clients to place all their orders.
  const records& finish();

private:
  void serve_client(int number);

  settings how_;
  std::mutex guard_;
  std::condition_variable changed_;
  records records_;
  bool over_ = false;
  std::vector<std::thread> clients_;
};

/// "201", "503 breaker_open" …: the status, and for refusals the detail, else the code.
std::string kind_of(const http_answer& answer);

/// How many answers of each kind there are.
std::map<std::string, int> tally(const placing_burst::records& all);

/// The time that half of the answers of a kind took at most; zero if there are none.
std::chrono::milliseconds median_of(const placing_burst::records& all, const std::string& kind);

/// One line of figures.
std::string figures_of(const placing_burst::records& all);

} // namespace baedal::drills
