#include "tests/drills/shop.hpp"

#include <catch2/catch.hpp>

#include <csignal>
#include <cstdlib>

namespace baedal::drills {

namespace {

using namespace std::chrono_literals;

std::string loopback(std::uint16_t port) {
  return "127.0.0.1:" + std::to_string(port);
}

/// Patient with a busy machine, impatient with a gateway that never heard of a payment.
constexpr auto times = R"("policy":{"payment_answer_ms":3000,"payment_settle_seconds":2})";

} // namespace

std::string program() {
  const auto* other = std::getenv("BAEDAL_PROGRAM");
  return other ? other : BAEDAL_PROGRAM;
}

shop::shop(std::string database) : database_(std::move(database)) {
  if (database_.empty())
    database_ = "sqlite://" + (folder() / "node.db").string();
  start_sandbox();
}

void shop::start_sandbox() {
  const auto log = folder() / ("sandbox-" + std::to_string(++starts_) + ".log");
  sandbox_.emplace(std::vector<std::string>{program(), "sandbox", "--http",
                                            loopback(sandbox_port_), "--data",
                                            (folder() / "sandbox").string()},
                   log);
  const bool listens = !sandbox_->await_line("listens on http://", 30s).empty();
  INFO(sandbox_->log());
  REQUIRE(listens);
}

void shop::start_node(const std::vector<std::string>& options) {
  const auto log = folder() / ("node-" + std::to_string(++starts_) + ".log");
  auto words = serve_words(node_port_, database_);
  words.insert(words.begin(), program());
  words.insert(words.end(), options.begin(), options.end());
  node_.emplace(words, log);
  const bool ready =
    support::eventually(60s, [this] { return node().get("/readyz").status == 200; });
  INFO(node_log());
  REQUIRE(ready);
}

int shop::stop_node() {
  node_->signal(SIGTERM);
  const auto status = node_->wait(40s);
  INFO(node_log());
  CHECK(status == 0);
  node_.reset();
  return status;
}

http_answer shop::suspend(const std::string& branch) const {
  return node().post("/api/v1/ops/tree/" + branch + "/suspend", "");
}

http_answer shop::resume(const std::string& branch) const {
  return node().post("/api/v1/ops/tree/" + branch + "/resume", "");
}

support::process shop::beside(const std::vector<std::string>& words) {
  std::vector<std::string> all{program()};
  all.insert(all.end(), words.begin(), words.end());
  return support::process{all, folder() / ("beside-" + std::to_string(++starts_) + ".log")};
}

std::vector<std::string> shop::serve_words(std::uint16_t port, const std::string& database) const {
  return {"serve",
          "--http",
          loopback(port),
          "--database",
          database,
          "--payment-url",
          "http://" + loopback(sandbox_port_)};
}

int shop::rebuild(const std::vector<std::string>& options) {
  std::vector<std::string> line{program(), "rebuild", "--database", database_};
  line.insert(line.end(), options.begin(), options.end());
  support::process run{line, folder() / "rebuild.log"};
  const auto status = run.wait(120s);
  INFO(run.log());
  CHECK(status == 0);
  return status;
}

void open_stores(std::uint16_t node_port) {
  caller to{node_port};
  const auto put = [&](const std::string& path, const std::string& body) {
    const auto answer = to.put(path, body);
    INFO(path << ": " << answer.body);
    REQUIRE((answer.status == 201 || answer.status == 200));
  };
  for (const std::string brand : {"pizza", "dongne", "mealkit"}) {
    const auto store = "/api/v1/stores/drill-" + brand;
    put(store, R"({"brand":")" + brand + R"(","name":"Drill","area":"drill",)" + times + "}");
    put(store + "/menu/dish",
        R"({"name":"Dish","price":9000)"
          + (brand == "mealkit" ? ",\"stock\":" + std::to_string(stock_at_first) : "") + "}");
  }
  for (const std::string rider : {"r1", "r2", "r3", "r4"}) {
    put("/api/v1/riders/" + rider, R"({"name":"Rider","area":"drill"})");
    REQUIRE(to.post("/api/v1/riders/" + rider + "/online", "{}").status == 200);
  }
}

void shop::behave(const std::string& how) {
  REQUIRE(sandbox().put("/sandbox/behaviour", how).status == 200);
}

std::string order_body(const std::string& brand, const std::string& customer,
                       const std::string& token, int quantity) {
  const auto payment =
    token.empty() ? std::string{} : R"(,"payment":{"method":"card","token":")" + token + "\"}";
  return R"({"brand":")" + brand + R"(","store_id":"drill-)" + brand + R"(","customer_id":")"
         + customer + R"(","items":[{"item_id":"dish","quantity":)" + std::to_string(quantity)
         + "}]" + payment + "}";
}

} // namespace baedal::drills
