#include "actors/cursor.hpp"
#include "actors/projection_session.hpp"
#include "actors/query_pool.hpp"
#include "persistence/memory_journal.hpp"
#include "persistence/memory_read_model.hpp"
#include "tests/actors/town.hpp"
#include "tests/support/still_world.hpp"

#include <caf/all.hpp>
#include <catch2/catch.hpp>

using namespace baedal;
using namespace baedal::actors;
using namespace baedal::persistence;

namespace {

/// A pool over the read model of a town, in virtual time.
struct querying {
  explicit querying(std::size_t readers = 2, std::size_t most_waiting = 1'000) {
    auto journal = std::make_unique<memory_journal>(rows);
    REQUIRE(journal->connect());
    test::town all{*journal, 11};
    for (int i = 0; i < 300; ++i)
      all.live(8);
    REQUIRE(rebuild(std::move(journal), make_memory_read_model(content), real_world(), {}));
    query_pool_setup setup;
    setup.open_reads = [this] { return make_memory_read_model(content); };
    setup.readers = readers;
    setup.most_waiting = most_waiting;
    setup.own_threads = false;
    who = spawn_query_pool(still.system(), std::move(setup));
    still.own(who);
  }

  /// Sends a query; the answer stands in what is given back.
  template <class Query, class Page>
  std::shared_ptr<std::optional<result<Page>>> send(Query query) {
    auto told = std::make_shared<std::optional<result<Page>>>();
    query.back = reply<Page>{[told](result<Page> r) { told->emplace(std::move(r)); }};
    caf::anon_send(who, query_message{std::move(query)});
    return told;
  }
  template <class Page, class Query>
  result<Page> ask(Query query) {
    auto told = send<Query, Page>(std::move(query));
    still.settle();
    REQUIRE(told->has_value());
    return **told;
  }

  test::still_world still{5};
  std::shared_ptr<memory_store> rows = std::make_shared<memory_store>();
  std::shared_ptr<memory_reads> content = make_memory_reads();
  caf::actor who;
};

using orders_page = page<order_view>;

} // namespace

SCENARIO("pages of a list join to the whole list, and tell how fresh they are") {
  querying node;
  const auto whole = node.ask<orders_page>(list_customer_orders{{"c1"}, "", 500, {}});
  REQUIRE(whole);
  REQUIRE(whole->rows.size() > 5);
  CHECK(whole->next.empty());
  CHECK(whole->as_of > instant{});
  std::vector<order_view> joined;
  std::string after;
  do {
    const auto part = node.ask<orders_page>(list_customer_orders{{"c1"}, after, 2, {}});
    REQUIRE(part);
    REQUIRE(part->rows.size() <= 2);
    joined.insert(joined.end(), part->rows.begin(), part->rows.end());
    after = part->next;
  } while (!after.empty());
  CHECK(joined == whole->rows);

  const auto dishes = node.ask<page<dish_row>>(list_popularity{{"s-hansik"}, "", 1, {}});
  REQUIRE(dishes);
  REQUIRE(dishes->rows.size() == 1);
  const auto rest = node.ask<page<dish_row>>(list_popularity{{"s-hansik"}, dishes->next, 50, {}});
  REQUIRE(rest);
  REQUIRE(rest->rows.size() == 1);
  CHECK(rest->rows[0].orders <= dishes->rows[0].orders);

  const auto queue = node.ask<orders_page>(list_store_orders{{"s-dongne"}, {}, "", 3, {}});
  REQUIRE(queue);
  CHECK(queue->rows.size() == 3);
  const auto jobs = node.ask<orders_page>(list_jobs{{}, "", 3, {}});
  CHECK(jobs);
}

SCENARIO("a topic is read on from a position, and a payment step says its method") {
  querying node;
  const auto first = node.ask<page<topic_row>>(list_topic{{"dongne"}, 0, 10, {}});
  REQUIRE(first);
  REQUIRE(first->rows.size() == 10);
  CHECK(first->next == "10");
  CHECK(first->rows[0].type == "order_placed");
  CHECK(first->rows[0].event_id == first->rows[0].order.value + "-1");
  const auto second = node.ask<page<topic_row>>(list_topic{{"dongne"}, 10, 1, {}});
  REQUIRE(second);
  CHECK(second->rows[0].position == 11);
  for (int i = 0; i < 120; ++i) {
    const auto steps = node.ask<page<payment_row>>(list_payments{{"o" + std::to_string(i)}, {}});
    REQUIRE(steps);
    for (const auto& each : steps->rows)
      CHECK(from_word<payment_method>(each.method));
  }
}

SCENARIO("a cursor that no page gave is refused, whatever it is") {
  querying node;
  CHECK(decode_cursor(encode_cursor({-5, 7, "배달/1"})).operator*() == list_key{-5, 7, "배달/1"});
  for (const auto* text : {"x", "zz", "61", "312e", "312e32", "ABCD"}) {
    const auto answer = node.ask<orders_page>(list_customer_orders{{"c1"}, text, 5, {}});
    CHECK(answer.code() == errc::value_invalid);
    CHECK(answer.error().field == "cursor");
  }
}

SCENARIO("a query pool takes only so many queries, and answers every one it was given") {
  querying node{1, 3};
  std::vector<std::shared_ptr<std::optional<result<orders_page>>>> answers;
  for (int i = 0; i < 50; ++i)
    answers.push_back(node.send<list_customer_orders, orders_page>({{"c1"}, "", 5, {}}));
  node.still.settle();
  std::map<errc, int> told;
  for (const auto& each : answers) {
    REQUIRE(each->has_value());
    ++told[(*each)->code()];
  }
  CHECK(told[errc::none] >= 4);
  CHECK(told[errc::overloaded] > 0);
  CHECK(told[errc::none] + told[errc::overloaded] == 50);
}

SCENARIO("a reader that lost its connection makes a new one and asks again") {
  querying node{1};
  REQUIRE(node.ask<orders_page>(list_customer_orders{{"c1"}, "", 5, {}}));
  WHEN("the database comes back at once") {
    break_connection(*node.content, 1);
    THEN("nobody notices") {
      CHECK(node.ask<orders_page>(list_customer_orders{{"c1"}, "", 5, {}}));
    }
  }
  WHEN("it stays away for a while") {
    break_connection(*node.content, 0, 1);
    THEN("queries are refused as not done, until it is back") {
      CHECK(node.ask<orders_page>(list_customer_orders{{"c1"}, "", 5, {}}).code()
            == errc::unavailable);
      const auto deadline = std::chrono::steady_clock::now() + std::chrono::seconds{20};
      bool back = false;
      while (!back && std::chrono::steady_clock::now() < deadline)
        back = bool(node.ask<orders_page>(list_customer_orders{{"c1"}, "", 5, {}}));
      CHECK(back);
    }
  }
  WHEN("the pool is killed") {
    caf::anon_send_exit(node.who, caf::exit_reason::kill);
    node.still.settle();
    THEN("a query is answered all the same") {
      CHECK(node.ask<orders_page>(list_customer_orders{{"c1"}, "", 5, {}}).code()
            == errc::unavailable);
    }
  }
}
