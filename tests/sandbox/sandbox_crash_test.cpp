#include "gateways/payment_gateway.hpp"
#include "tests/sandbox/temp_folder.hpp"

#include <catch2/catch.hpp>
#include <httplib.h>
#include <nlohmann/json.hpp>

#include <atomic>
#include <csignal>
#include <map>
#include <thread>

#include <sys/wait.h>
#include <unistd.h>

using namespace baedal;
using namespace baedal::sandbox;
using namespace std::chrono_literals;
using json = nlohmann::json;
using verdict = gateway_answer::verdict;

namespace {

/// A sandbox process that can be killed.
class sandbox_process {
public:
  sandbox_process(const temp_folder& folder, int port) {
    int ends[2];
    REQUIRE(::pipe(ends) == 0);
    const auto port_text = std::to_string(port);
    const auto data = folder.path().string();
    child_ = ::fork();
    if (child_ == 0) {
      ::dup2(ends[1], STDOUT_FILENO);
      ::execl(BAEDAL_SANDBOX_CHILD, BAEDAL_SANDBOX_CHILD, data.c_str(), port_text.c_str(), nullptr);
      ::_exit(127);
    }
    ::close(ends[1]);
    char text[16]{};
    const auto size = ::read(ends[0], text, sizeof text - 1);
    ::close(ends[0]);
    REQUIRE(size > 0);
    port_ = std::atoi(text);
  }
  ~sandbox_process() { kill(); }
  sandbox_process(const sandbox_process&) = delete;
  sandbox_process& operator=(const sandbox_process&) = delete;

  /// kill -9; returns once the process is gone.
  void kill() {
    if (child_ <= 0)
      return;
    ::kill(child_, SIGKILL);
    ::waitpid(child_, nullptr, 0);
    child_ = -1;
  }
  [[nodiscard]] int port() const { return port_; }

private:
  pid_t child_ = -1;
  int port_ = 0;
};

std::shared_ptr<gateways::payment_gateway> gateway_at(int port) {
  auto made = gateways::make_payment_gateway("http://127.0.0.1:" + std::to_string(port), "sk");
  REQUIRE(made);
  return *made;
}

} // namespace

SCENARIO("kill -9 of the sandbox under load loses no payment and no refund it has told of",
         "[I1][I2]") {
  const temp_folder folder;
  constexpr int threads = 8;
  std::vector<std::map<std::string, std::int64_t>> told(threads); // Order to won given back.
  std::vector<std::string> in_doubt(threads);
  int port = 0;
  for (int life = 0; life < 3; ++life) {
    sandbox_process sandbox{folder, port};
    port = sandbox.port();
    const auto gateway = gateway_at(port);
    std::atomic<int> done = 0;
    std::vector<std::thread> clients;
    for (int i = 0; i < threads; ++i)
      clients.emplace_back([&, i] {
        for (int n = 0;; ++n) {
          const auto order =
            std::to_string(life) + "-" + std::to_string(i) + "-" + std::to_string(n);
          const auto paid = gateway->authorise({order_id{order}, "tok", money{1'000}, order, 5s});
          if (paid.said != verdict::approved)
            return void(in_doubt[i] = order);
          told[i][order] = 0;
          const auto back = gateway->refund({paid.payment_key, money{1}, "r" + order, "late", 5s});
          if (back.said != verdict::refunded)
            return;
          told[i][order] = 1;
          ++done;
        }
      });
    const auto limit = std::chrono::steady_clock::now() + 60s;
    while (done < 100 && std::chrono::steady_clock::now() < limit)
      std::this_thread::yield();
    sandbox.kill();
    for (auto& client : clients)
      client.join();
    REQUIRE(done >= 100);
  }
  sandbox_process sandbox{folder, port};
  const auto reply = httplib::Client{"127.0.0.1", port}.Get("/sandbox/payments");
  REQUIRE(reply);
  std::map<std::string, json> books;
  const auto document = json::parse(reply->body);
  for (const auto& row : document.at("payments")) {
    CHECK(row["captures"].size() == 1);
    CHECK(row["cancels"].size() <= 1);
    CHECK(books.emplace(row["order_id"], row).second);
  }
  for (const auto& orders : told)
    for (const auto& [order, won] : orders) {
      INFO(order);
      REQUIRE(books.contains(order));
      CHECK(books[order]["cancels"].size() >= static_cast<std::size_t>(won));
    }
  const auto gateway = gateway_at(port);
  for (const auto& order : in_doubt)
    if (!order.empty()) {
      const auto found = gateway->look_up({order_id{order}, 5s}).said;
      CHECK(found == (books.contains(order) ? verdict::approved : verdict::not_found));
    }
}
