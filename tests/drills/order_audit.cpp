#include "tests/drills/order_audit.hpp"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include <map>

namespace baedal::drills {

namespace {

using json = nlohmann::json;
using namespace std::chrono_literals;

struct booked {
  std::size_t captures = 0;
  std::int64_t captured = 0;
  std::int64_t refunded = 0;
};

/// The sandbox's books by order.
std::map<std::string, booked> books_of(const shop& of) {
  const auto answer = of.sandbox().get("/sandbox/payments");
  REQUIRE(answer.status == 200);
  std::map<std::string, booked> books;
  const auto document = json::parse(answer.body);
  for (const auto& row : document.at("payments")) {
    auto& entry = books[row.at("order_id").get<std::string>()];
    for (const auto& capture : row.at("captures")) {
      ++entry.captures;
      entry.captured += capture.at("amount").get<std::int64_t>();
    }
    for (const auto& cancel : row.at("cancels"))
      entry.refunded += cancel.at("amount").get<std::int64_t>();
  }
  return books;
}

/// An order as it stands, told by its history where it is hidden.
struct standing {
  std::string status;
  std::string payment;
  std::string method;
  std::string delivery;
  std::string rider;
  std::int64_t total = 0;
  std::uint64_t version = 0;
  bool deferred = false;

  /// Given up, or still to be paid in a step of its own.
  [[nodiscard]] bool pays_nothing() const {
    return status == "cancelled" || status == "payment_failed"
           || (status == "placed" && (payment == "none" || payment == "failed"));
  }
  [[nodiscard]] bool settled() const {
    return status != "cancelling" && status != "checkout" && payment != "requested"
           && payment != "unknown" && payment != "refund_pending" && !deferred;
  }
};

json history_of(caller& node, const std::string& id) {
  const auto answer = node.get("/api/v1/orders/" + id + "/history?limit=500");
  INFO(id << ": " << answer.body);
  REQUIRE(answer.status == 200);
  return json::parse(answer.body).at("events");
}

standing standing_of(caller& node, const std::string& id) {
  const auto answer = node.get("/api/v1/orders/" + id);
  INFO(id << ": " << answer.status << ' ' << answer.body);
  if (answer.status == 404) {
    const auto events = history_of(node, id);
    const bool cancelled = std::any_of(events.begin(), events.end(), [](const json& event) {
      return event.at("type") == "order_cancelled";
    });
    return {cancelled ? "cancelled" : "cancelling", "", "", "", "", 0, events.size()};
  }
  REQUIRE(answer.status == 200);
  const auto view = json::parse(answer.body);
  return {view.at("status"), view.at("payment").at("status"), view.at("payment").at("method"),
          view.at("delivery").at("status"), view.at("delivery").value("rider_id", ""),
          view.at("total"), view.at("version"), view.contains("payment_deferred")};
}

/// An order that was removed from its collection is gone in all versions; its history stays.
void check_told_states(caller& node, const order_record& record) {
  if (node.get("/api/v1/orders/" + record.id).status == 404)
    return;
  for (const auto& told : record.told) {
    const auto path =
      "/api/v1/orders/" + record.id + "?version=" + std::to_string(told.version);
    const auto now = node.get(path);
    INFO(record.brand << ' ' << told.command << " was answered " << told.body << " but " << path
                      << " is " << now.status << ' ' << now.body);
    CHECK(now.status == 200);
    CHECK(now.body == told.body);
  }
}

void check_history(caller& node, const order_record& record) {
  const auto events = history_of(node, record.id);
  std::uint64_t expected = 0;
  for (const auto& event : events)
    CHECK(event.at("version") == ++expected);
  for (const auto& told : record.told) {
    INFO(record.id << ' ' << told.command);
    CHECK(told.version <= expected);
  }
}

/// A key that is free again, after a 409, is left alone: it would place an order now.
void check_repeat(caller& node, const order_record& record) {
  if (record.status != 402 && record.id.empty())
    return;
  const auto again = node.post("/api/v1/orders", record.body, record.key);
  INFO(record.key << " was answered " << record.status << ", is now " << again.status << ' '
                  << again.body);
  if (record.status == 402)
    CHECK(again.status == 402);
  else {
    CHECK(again.status / 100 == 2);
    CHECK(again.member("order_id") == record.id);
  }
}

void check_money(const std::string& id, const standing& order, const booked& books) {
  INFO(id << ' ' << order.status << ' ' << order.payment << " of " << order.total << ", captured "
          << books.captured << ", refunded " << books.refunded);
  CHECK(books.captures <= 1);
  CHECK(books.refunded <= books.captured);
  const bool at_gateway = !order.pays_nothing() && order.method != "cash";
  CHECK(books.captured - books.refunded == (at_gateway ? order.total : 0));
}

/// What the orders that live have taken, and what is left, is what there was.
void check_stock(caller& node, int sold) {
  int left = 0;
  support::eventually(30s, [&] {
    const auto menu = node.get("/api/v1/stores/drill-mealkit/menu");
    REQUIRE(menu.status == 200);
    left = json::parse(menu.body).at("items").at(0).at("stock").get<int>();
    CHECK(left >= 0);
    return left + sold == stock_at_first;
  });
  CHECK(left + sold == stock_at_first);
}

bool is_settled(shop& of, const std::vector<order_record>& records) {
  auto node = of.node();
  std::map<std::string, bool> known;
  for (const auto& record : records) {
    if (record.id.empty())
      continue;
    if (!standing_of(node, record.id).settled())
      return false;
    known[record.id] = true;
  }
  for (const auto& [id, books] : books_of(of))
    if (!known.contains(id) && books.captured != books.refunded)
      return false;
  return true;
}

void report(const std::vector<order_record>& records) {
  std::map<std::string, int> counts;
  for (const auto& record : records) {
    ++counts[record.brand + " placed with " + std::to_string(record.status)];
    counts["commands answered well"] += static_cast<int>(record.told.size());
    counts["requests without an answer"] += record.unanswered;
    counts["requests answered 503"] += record.unavailable;
  }
  std::string line;
  for (const auto& [what, count] : counts)
    line += what + ": " + std::to_string(count) + "; ";
  WARN(line);
}

} // namespace

void audit_orders(shop& of, const std::vector<order_record>& records) {
  report(records);
  for (const auto& record : records) {
    INFO(record.key << ": " << record.code);
    CHECK_FALSE(record.unbearable);
  }
  CHECK(support::eventually(60s, [&] { return is_settled(of, records); }));
  auto node = of.node();
  auto books = books_of(of);
  std::map<std::string, int> jobs;
  int sold = 0;
  for (const auto& record : records) {
    check_repeat(node, record);
    if (record.id.empty())
      continue;
    check_told_states(node, record);
    check_history(node, record);
    const auto now = standing_of(node, record.id);
    INFO(record.key << ' ' << record.id << ' ' << now.status << ' ' << now.payment << '\n'
                    << history_of(node, record.id).dump());
    CHECK(now.settled());
    check_money(record.id, now, books[record.id]);
    books.erase(record.id);
    jobs[now.rider] += now.delivery == "picked" || now.delivery == "in_transit";
    sold += record.brand == "mealkit" && !now.pays_nothing();
  }
  for (const auto& [id, entry] : books) {
    INFO(id << " was never told to anybody");
    CHECK(entry.captures <= 1);
    CHECK(entry.captured == entry.refunded);
  }
  for (const auto& rider : {"r1", "r2", "r3", "r4"})
    CHECK(jobs[rider] <= 1);
  check_stock(node, sold);
}

} // namespace baedal::drills
