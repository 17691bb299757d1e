#include "sandbox/ledger.hpp"

#include <catch2/catch.hpp>

#include <random>

using namespace baedal;
using namespace baedal::sandbox;
using namespace std::chrono_literals;

namespace {

const instant noon{std::chrono::milliseconds{1'700'000'000'000}};

confirm_request order(const std::string& id, std::int64_t won, const std::string& key = "") {
  return {id, "tok_any", money{won}, key};
}

std::string code_of(const ledger_outcome& outcome) {
  const auto* why = std::get_if<gateway_error>(&outcome.said);
  return why ? why->code : "";
}

payment paid_of(const ledger_outcome& outcome) {
  return std::get<payment>(outcome.said);
}

ledger replayed(const std::vector<ledger_entry>& entries) {
  ledger out;
  for (const auto& entry : entries) {
    const auto again = from_line(to_line(entry));
    REQUIRE(again);
    REQUIRE(*again == entry);
    out.apply(*again);
  }
  return out;
}

} // namespace

SCENARIO("an order is captured at most once, however often it is confirmed", "[I2]") {
  ledger books;
  const auto first = books.confirm(order("o1", 12'000, "k1"), {noon});
  REQUIRE(first.entry);
  const auto again = books.confirm(order("o1", 12'000, "k1"), {noon + 1s});
  const auto other_key = books.confirm(order("o1", 12'000, "k2"), {noon + 2s});
  const auto no_key = books.confirm(order("o1", 12'000), {noon + 3s});
  CHECK_FALSE(again.entry);
  CHECK_FALSE(other_key.entry);
  CHECK_FALSE(no_key.entry);
  CHECK(paid_of(again).payment_key == paid_of(first).payment_key);
  CHECK(paid_of(no_key).payment_key == paid_of(first).payment_key);
  CHECK(code_of(books.confirm(order("o1", 12'001, "k3"), {noon})) == "ALREADY_PROCESSED_PAYMENT");
  CHECK(code_of(books.confirm(order("o2", 12'000, "k1"), {noon})) == "IDEMPOTENT_KEY_REUSED");
  REQUIRE(books.payments().size() == 1);
  CHECK(books.payments()[0].captures.size() == 1);
}

SCENARIO("one token pays many orders, each with a payment key of its own") {
  ledger books;
  const auto a = paid_of(books.confirm(order("a", 500), {noon}));
  const auto b = paid_of(books.confirm(order("b", 500), {noon}));
  CHECK(a.payment_key != b.payment_key);
  CHECK(books.by_key(b.payment_key)->order_id == "b");
  CHECK(books.of_order("c") == nullptr);
}

SCENARIO("a declined confirm takes nothing, and its key remembers the decline") {
  ledger books;
  CHECK(code_of(books.confirm({"o", "tok_declined", money{900}, "k1"}, {noon}))
        == "REJECT_CARD_PAYMENT");
  CHECK(code_of(books.confirm(order("o", 900, "k2"), {noon, true})) == "REJECT_CARD_PAYMENT");
  CHECK(code_of(books.confirm(order("o", 900, "k2"), {noon})) == "REJECT_CARD_PAYMENT");
  CHECK(books.payments().empty());
  CHECK(paid_of(books.confirm(order("o", 900, "k3"), {noon})).status() == "DONE");
}

SCENARIO("no more is given back than was taken", "[I1][I2]") {
  ledger books;
  const auto key = paid_of(books.confirm(order("o", 10'000), {noon})).payment_key;
  const auto back = [&](std::optional<money> amount, const std::string& idempotency_key) {
    return books.cancel({key, "sold out", amount, idempotency_key}, noon + 1min);
  };
  WHEN("parts are given back, one of them twice with the same key") {
    CHECK(paid_of(back(money{3'000}, "r1")).status() == "PARTIAL_CANCELED");
    CHECK(paid_of(back(money{2'000}, "r2")).balance() == money{5'000});
    const auto repeat = back(money{3'000}, "r1");
    THEN("the repeat changes nothing and shows the payment as it was then") {
      CHECK_FALSE(repeat.entry);
      CHECK(paid_of(repeat).balance() == money{7'000});
      CHECK(books.of_order("o")->balance() == money{5'000});
      CHECK(code_of(back(money{1}, "r1")) == "IDEMPOTENT_KEY_REUSED");
    }
    THEN("what is left is the limit") {
      CHECK(code_of(back(money{5'001}, "r3")) == "NOT_CANCELABLE_AMOUNT");
      const auto rest = back(std::nullopt, "r4");
      CHECK(paid_of(rest).status() == "CANCELED");
      CHECK(paid_of(rest).cancels.back().amount == money{5'000});
      CHECK(code_of(back(money{1}, "r5")) == "ALREADY_CANCELED_PAYMENT");
      CHECK(code_of(back(std::nullopt, "")) == "ALREADY_CANCELED_PAYMENT");
    }
  }
  WHEN("a payment is named that does not exist") {
    THEN("it is not found") {
      CHECK(code_of(books.cancel({"pay_x", "r", std::nullopt, ""}, noon)) == "NOT_FOUND_PAYMENT");
    }
  }
}

SCENARIO("a promised capture is awaited, then done once") {
  ledger books;
  const auto promise = books.confirm(order("o", 700, "k"), {noon, false, noon + 5s});
  REQUIRE(std::holds_alternative<awaited>(promise.said));
  REQUIRE(promise.entry);
  CHECK(promise.entry->at == noon + 5s);
  CHECK(books.of_order("o") == nullptr);
  CHECK_FALSE(books.confirm(order("o", 700, "k"), {noon + 1s}).entry);
  CHECK(code_of(books.confirm(order("o", 701), {noon + 1s})) == "ALREADY_PROCESSED_PAYMENT");
  REQUIRE(books.capture_promised("o", noon + 5s));
  CHECK_FALSE(books.capture_promised("o", noon + 6s));
  CHECK(books.of_order("o")->captures.at(0).at == noon + 5s);
  CHECK(books.promised().empty());
}

SCENARIO("random requests never take twice nor give back too much, and replay rebuilds the books",
         "[I1][I2]") {
  std::mt19937_64 chance{20'240'601};
  const auto up_to = [&](std::uint64_t n) { return chance() % n; };
  for (int round = 0; round < 50; ++round) {
    ledger books;
    std::vector<ledger_entry> log;
    for (int step = 0; step < 200; ++step) {
      const auto id = "o" + std::to_string(up_to(8));
      const auto key = up_to(4) == 0 ? "" : "k" + std::to_string(up_to(60));
      ledger_outcome outcome;
      if (const auto* paid = books.of_order(id); paid && up_to(2) == 0) {
        const auto amount = up_to(3) == 0 ? std::nullopt : std::optional{money(up_to(600) + 1)};
        outcome = books.cancel({paid->payment_key, "r", amount, key}, noon);
      } else if (up_to(6) == 0) {
        outcome.entry = books.capture_promised(id, noon);
      } else {
        const auto later = up_to(3) == 0 ? std::optional{noon + 1s} : std::nullopt;
        outcome = books.confirm(order(id, 1'000 + 1'000 * std::int64_t(up_to(2)), key),
                                {noon, up_to(5) == 0, later});
      }
      if (outcome.entry)
        log.push_back(*outcome.entry);
    }
    const auto twin = replayed(log);
    REQUIRE(twin.payments().size() == books.payments().size());
    for (const auto& paid : books.payments()) {
      CHECK(paid.captures.size() == 1);
      CHECK(paid.balance() >= money{});
      const auto* same = twin.by_key(paid.payment_key);
      REQUIRE(same);
      CHECK(same->balance() == paid.balance());
      CHECK(same->cancels.size() == paid.cancels.size());
    }
    CHECK(twin.promised() == books.promised());
  }
}
