#include "tests/supervisors/still_tree.hpp"

#include <catch2/catch.hpp>

using namespace baedal;
using namespace baedal::supervisors;
using baedal::test::still_tree;

namespace {

child_spec shop(still_tree& with) {
  return supervisor("node", strategy::one_for_one, {3, std::chrono::seconds{60}},
               {supervisor("core", strategy::one_for_one, {3, std::chrono::seconds{60}},
                      {with.child("stores"), with.child("store_rooms"), with.child("orders")}),
                with.child("edge")});
}

bool reaches(const still_tree& in, const char* name) {
  return static_cast<bool>(in.book->find(name));
}

} // namespace

SCENARIO("a suspended branch is down for whoever looks it up, and at work nevertheless", "[I14]") {
  still_tree in;
  in.start(shop(in));
  WHEN("one worker is suspended") {
    in.book->suspend("core/stores");
    THEN("neither its path nor its id leads to it, and its neighbours are found") {
      CHECK_FALSE(reaches(in, "core/stores"));
      CHECK_FALSE(reaches(in, "stores"));
      CHECK(reaches(in, "core/store_rooms"));
      CHECK(reaches(in, "orders"));
      CHECK(reaches(in, "core"));
      CHECK(in.book->suspended("core/stores"));
      CHECK_FALSE(in.book->suspended("core/store_rooms"));
      CHECK_FALSE(in.book->suspended("core"));
    }
    THEN("it lives on and nothing is restarted") {
      CHECK(in.state_of("node/core/stores") == "up");
      CHECK(in.restarts().empty());
    }
    THEN("its next incarnation is held as well, until it is let go of") {
      in.kill("node/core/stores");
      CHECK(in.restarts() == test::tally{{"stores", 1}});
      CHECK(in.state_of("node/core/stores") == "up");
      CHECK_FALSE(reaches(in, "stores"));
      in.book->resume("core/stores");
      CHECK(reaches(in, "stores"));
      CHECK(reaches(in, "core/stores"));
    }
  }
  WHEN("a branch is suspended") {
    in.book->suspend("core");
    THEN("all of it is unreachable, and the rest is not") {
      for (const auto* name : {"core", "core/stores", "stores", "orders", "store_rooms"})
        CHECK_FALSE(reaches(in, name));
      CHECK(reaches(in, "edge"));
      CHECK(in.book->suspended("core/orders"));
    }
    THEN("letting go of a part of it changes nothing") {
      in.book->suspend("core/stores");
      in.book->resume("core/stores");
      CHECK_FALSE(reaches(in, "stores"));
      in.book->resume("core");
      CHECK(reaches(in, "stores"));
    }
  }
}
