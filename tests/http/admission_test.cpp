#include "http/admission.hpp"
#include "tests/http/open_api.hpp"
#include "tests/http/open_door.hpp"

#include <atomic>
#include <catch2/catch.hpp>
#include <thread>

using namespace baedal;
using namespace baedal::http;
using namespace std::chrono_literals;

namespace {

intake_settings narrow(std::size_t most, std::chrono::milliseconds wait, std::size_t places = 8) {
  return {1, most, places, 10s, wait};
}

response answer_of(const open_exchange& asked, std::chrono::milliseconds patience = 10s) {
  return std::get<response>(await_answer(*asked.slot, std::chrono::steady_clock::now() + patience));
}

/// A request that keeps its place until its handle is dropped.
exchange_ptr take_place(admission& door) {
  auto opened = begin_exchange({});
  bool went_on = false;
  door.enter(opened.handle, overload_target::payment, [&] { went_on = true; });
  REQUIRE(went_on);
  return opened.handle;
}

/// Makes the one store's brand guard the creation of orders.
void guard_creation(open_api& api) {
  auto brand = *api.behind.shelf->brand(brand_id{"dongne"});
  brand.policy.overload_guard = overload_target::order_creation;
  ++brand.version;
  api.behind.shelf->update(std::make_shared<const brand_view>(brand));
}

} // namespace

SCENARIO("who finds no permit waits a little and goes on when one is free (004-N4)") {
  admission door{narrow(1, 10s)};
  auto first = take_place(door);
  auto second = begin_exchange({});
  std::atomic<bool> went_on = false;
  door.enter(second.handle, overload_target::payment, [&went_on, to = second.handle] {
    went_on = true;
    to->complete(json(201, "{}"));
  });
  CHECK_FALSE(went_on);
  CHECK(door.seen().waiting == 1);
  CHECK(door.seen().under_way == 1);
  WHEN("the first is dropped without an answer") {
    first.reset();
    THEN("the second has its place") {
      second.handle.reset();
      CHECK(answer_of(second).status == 201);
      CHECK(went_on);
    }
  }
  WHEN("the first is answered and gone") {
    first->complete(json(200, "{}"));
    first.reset();
    THEN("the second has its place") {
      CHECK(answer_of(second).status == 201);
    }
  }
}

SCENARIO("who waited in vain is refused, and nothing was done (004-N4, A29)") {
  admission door{narrow(1, 20ms)};
  const auto first = take_place(door);
  auto asked = begin_exchange({});
  const auto never = [] { FAIL("a request that was turned away goes on"); };
  WHEN("its brand guards the creation of orders") {
    door.enter(asked.handle, overload_target::order_creation, never);
    asked.handle.reset();
    const auto reply = answer_of(asked);
    THEN("it is 429 with Retry-After") {
      CHECK(problem_of(reply) == "429 overloaded");
      CHECK(reply.header("Retry-After") == "1");
    }
  }
  WHEN("its brand guards payment") {
    door.enter(asked.handle, overload_target::payment, never);
    asked.handle.reset();
    const auto reply = answer_of(asked);
    THEN("it is 503 with Retry-After") {
      CHECK(problem_of(reply) == "503 overloaded");
      CHECK(reply.header("Retry-After") == "1");
    }
  }
  CHECK(door.seen().waited_in_vain == 1);
  CHECK(door.seen().under_way == 1);
}

SCENARIO("who was told that nothing was done stays undone, although its turn comes") {
  admission door{narrow(1, 10s)};
  auto first = take_place(door);
  auto asked = begin_exchange({});
  door.enter(asked.handle, overload_target::payment, [] { FAIL("it goes on after its deadline"); });
  asked.handle.reset();
  CHECK(problem_of(answer_of(asked, 0ms)) == "503 unavailable");
  first.reset();
  const auto third = begin_exchange({}); // Its turn comes after the one that is passed over.
  door.enter(third.handle, overload_target::payment,
             [to = third.handle] { to->complete(json(201, "{}")); });
  CHECK(answer_of(third).status == 201);
}

SCENARIO("a request that throws when its turn comes is a bug, and harms no other") {
  admission door{narrow(1, 10s)};
  auto first = take_place(door);
  const auto asked = begin_exchange({});
  door.enter(asked.handle, overload_target::payment,
             [] { throw std::runtime_error("the secret of the house"); });
  first.reset();
  const auto reply = answer_of(asked);
  CHECK(problem_of(reply) == "500 internal_error");
  CHECK(reply.body.find("secret") == std::string::npos);
}

SCENARIO("many threads at once: never more under way than allowed, and all are answered (A29)") {
  admission door{narrow(3, 5s, 64)};
  std::atomic<int> inside = 0, most = 0, done = 0;
  std::vector<std::thread> clients;
  for (int client = 0; client < 16; ++client)
    clients.emplace_back([&] {
      for (int i = 0; i < 50; ++i) {
        auto asked = begin_exchange({});
        door.enter(asked.handle, overload_target::payment, [&, to = asked.handle] {
          const int now = ++inside;
          for (int seen = most; now > seen && !most.compare_exchange_weak(seen, now);) {
            // Another thread has set it.
          }
          --inside;
          to->complete(json(200, "{}"));
        });
        asked.handle.reset();
        done += answer_of(asked).status == 200 ? 1 : 0;
      }
    });
  for (auto& client : clients)
    client.join();
  CHECK(done == 16 * 50);
  CHECK(most <= 3);
  CHECK(door.seen().admitted == 16 * 50);
}

SCENARIO("placing passes the intake, and nothing else does (004-N4, A29)") {
  auto door = std::make_shared<admission>(narrow(1, 20ms));
  open_api api{10s, 2, {}, door};
  std::atomic<int> reached = 0;
  api.behind.orders.command = [&reached](actors::command_message<order>& what) {
    ++reached;
    order_view seen;
    seen.status = order_status::paid;
    what.back.deliver({seen, false});
  };
  GIVEN("an intake that is full") {
    const auto first = take_place(*door);
    THEN("an order is refused with 503 before anything is sent, in brands that guard payment") {
      CHECK(problem_of(api.post("/api/v1/orders", smallest_placing)) == "503 overloaded");
      CHECK(reached == 0);
    }
    THEN("and with 429 in brands that guard the creation of orders") {
      guard_creation(api);
      const auto reply = api.post("/api/v1/orders", smallest_placing);
      CHECK(problem_of(reply) == "429 overloaded");
      CHECK(reply.header("Retry-After") == "1");
      CHECK(reached == 0);
    }
    THEN("input that is wrong is told so, full or not") {
      CHECK(api.post("/api/v1/orders", "{").status == 400);
      CHECK(api.post("/api/v1/orders", R"({"store_id":"x","customer_id":"c","items":[]})").status
            == 404);
    }
    THEN("commands to orders that exist go on") {
      CHECK(api.post("/api/v1/orders/o_1/accept").status == 200);
      CHECK(api.post("/api/v1/orders/o_1/pay", R"({"token":"tok"})").status == 200);
      CHECK(reached == 2);
    }
  }
  GIVEN("an intake with a place") {
    THEN("it is free again after each order") {
      for (int i = 0; i < 5; ++i)
        CHECK(api.post("/api/v1/orders", smallest_placing).status == 201);
      CHECK(door->seen().admitted == 5);
    }
  }
}
