#include "tests/drills/order_load.hpp"

#include "tests/drills/shop.hpp"

#include <algorithm>
#include <cstdlib>
#include <functional>
#include <random>

namespace baedal::drills {

namespace {

using clock = std::chrono::steady_clock;
using words = std::vector<std::string>;

const words brands{"pizza", "dongne", "mealkit"};

/// In the order of a good life, so that a random part of them often succeeds.
const words& commands_of(const std::string& brand) {
  static const words pizza{"start-cooking", "start-delivery", "deliver"};
  static const words dongne{"accept", "start-cooking", "finish-cooking", "pick",
                            "start-delivery", "deliver", "confirm"};
  static const words mealkit{"start-delivery", "deliver", "confirm"};
  return brand == "pizza" ? pizza : brand == "dongne" ? dongne : mealkit;
}

/// Whether to ask again, with the same key.
bool is_open(const http_answer& answer) {
  return answer.status == 0 || answer.status == 503 || answer.status == 429
         || (answer.status == 409 && answer.member("code") == "request_in_progress");
}

/// One client with one order.
class life {
public:
  /// `pause` comes before each repeat and says whether there shall be one.
  life(order_record& record, caller& to, std::function<bool()> pause)
    : record_(record), to_(to), pause_(std::move(pause)) {
    // nop
  }

  void lead(std::mt19937& chance, std::chrono::seconds patience) {
    patience_ = patience;
    note("place", ask("/api/v1/orders", record_.body, record_.key));
    if (record_.id.empty())
      return;
    if (record_.cash)
      note("pay", ask(path_of("pay"), R"({"method":"cash"})", record_.key + "-pay"));
    if (record_.brand != "mealkit" && chance() % 4 == 0)
      note("remove-item", ask(path_of("remove-item"),
                              R"({"item_id":"dish","quantity":1,"reason":"sold out"})",
                              record_.key + "-remove-item"));
    for (const auto& command : commands_of(record_.brand)) {
      if (chance() % 4 == 0)
        return;
      const bool gives_up = chance() % 6 == 0;
      const auto what = gives_up ? std::string{"cancel"} : command;
      const auto key = chance() % 2 == 0 ? record_.key + "-" + what : std::string{};
      const auto body =
        what == "pick" ? R"({"rider_id":"r)" + std::to_string(1 + chance() % 4) + "\"}" : "{}";
      note(what, ask(path_of(what), body, key));
    }
  }

private:
  [[nodiscard]] std::string path_of(const std::string& command) const {
    return "/api/v1/orders/" + record_.id + "/" + command;
  }

  /// Asks until there is a final answer.
  http_answer ask(const std::string& path, const std::string& body, const std::string& key) {
    const auto end = clock::now() + patience_;
    for (;;) {
      auto answer = to_.post(path, body, key);
      record_.unanswered += answer.status == 0;
      record_.unavailable += answer.status == 503;
      if (!is_open(answer) || clock::now() > end || !pause_())
        return answer;
    }
  }

  void note(const std::string& command, const http_answer& answer) {
    const bool places = command == "place";
    if (places)
      record_.status = answer.status;
    const bool good = answer.status == 200 || answer.status == 201 || answer.status == 202;
    if (good) {
      record_.id = answer.member("order_id");
      record_.told.push_back({command, std::stoull("0" + answer.member("version")), answer.body});
      return;
    }
    record_.code = answer.member("code");
    // An order whose cancelling removed it from the collection is not found by later commands.
    const bool gone = !places && answer.status == 404;
    record_.unbearable = record_.unbearable || is_open(answer)
                         || (answer.status != 402 && answer.status != 409 && !gone);
    if (record_.unbearable)
      record_.code = command + ": " + std::to_string(answer.status) + " " + answer.body;
  }

  order_record& record_;
  caller& to_;
  std::function<bool()> pause_;
  std::chrono::seconds patience_{};
};

} // namespace

order_load::order_load(settings how) : how_(how) {
  for (int number = 0; number < how_.orders; ++number) {
    const auto& brand = brands[static_cast<std::size_t>(number) % brands.size()];
    const auto customer = "customer-" + std::to_string(number % 7);
    const auto token = number % 20 == 7 ? "tok_declined" : "tok_drill";
    order_record record;
    record.brand = brand;
    record.key = "drill-" + std::to_string(how_.seed) + "-" + std::to_string(number);
    record.cash = brand == "dongne" && number % 4 == 0;
    record.body = order_body(brand, customer, record.cash ? "" : token, brand == "mealkit" ? 1 : 3);
    records_.push_back(std::move(record));
  }
  for (int client = 0; client < how_.clients; ++client)
    clients_.emplace_back([this, client] { serve_client(static_cast<unsigned>(client)); });
}

order_load::~order_load() {
  next_ = records_.size();
  {
    const std::lock_guard lock{guard_};
    cut_short_ = true;
  }
  changed_.notify_all();
  finish();
}

int order_load::done() const {
  const std::lock_guard lock{guard_};
  return done_;
}

bool order_load::await(int orders, std::chrono::seconds at_most) {
  std::unique_lock lock{guard_};
  return changed_.wait_for(lock, at_most, [&] { return done_ >= orders; });
}

bool order_load::pause() {
  std::unique_lock lock{guard_};
  return !changed_.wait_for(lock, std::chrono::milliseconds{20}, [this] { return cut_short_; });
}

const std::vector<order_record>& order_load::finish() {
  for (auto& client : clients_)
    if (client.joinable())
      client.join();
  return records_;
}

void order_load::serve_client(unsigned number) {
  caller to{how_.port};
  std::mt19937 chance{how_.seed * 1'000 + number};
  for (auto mine = next_++; mine < records_.size(); mine = next_++) {
    life{records_[mine], to, [this] { return pause(); }}.lead(chance, how_.patience);
    const std::lock_guard lock{guard_};
    ++done_;
    changed_.notify_all();
  }
}

int drill_orders() {
  const auto* asked = std::getenv("BAEDAL_DRILL_ORDERS");
  return asked ? std::max(20, std::atoi(asked)) : 200;
}

} // namespace baedal::drills
