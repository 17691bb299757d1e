#include "node/patient_office.hpp"

#include <catch2/catch.hpp>

using namespace baedal;
using namespace std::chrono_literals;

SCENARIO("whoever waits for an answer at the start still hears that the node shall stop") {
  GIVEN("a question that nobody answers") {
    std::optional<actors::reply<unit>> kept;
    int asked = 0;
    const auto begun = std::chrono::steady_clock::now();
    const auto told = node::wait_for<unit>([&] { return ++asked < 3; },
                                           [&](actors::reply<unit> back) { kept = back; });
    CHECK(told.code() == errc::unavailable);
    CHECK(asked == 3);
    CHECK(std::chrono::steady_clock::now() - begun < 5s);
    THEN("an answer that comes later harms nobody") {
      kept->deliver({});
    }
  }
  GIVEN("one that is answered") {
    CHECK(node::wait_for<unit>([] { return true; },
                               [](const actors::reply<unit>& back) { back.deliver({}); }));
  }
}
