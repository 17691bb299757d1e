#include "supervisors/child_spec.hpp"
#include "supervisors/failure.hpp"

#include <caf/exit_reason.hpp>
#include <caf/sec.hpp>
#include <catch2/catch.hpp>

using namespace baedal;
using namespace baedal::supervisors;

SCENARIO("a strategy is the range of siblings that a failure takes along") {
  GIVEN("five children") {
    const std::size_t count = 5;
    for (std::size_t failed = 0; failed < count; ++failed) {
      CHECK(reached_by(strategy::one_for_one, failed, count) == range{failed, failed + 1});
      CHECK(reached_by(strategy::rest_for_one, failed, count) == range{failed, 5});
      CHECK(reached_by(strategy::one_for_all, failed, count) == range{0, 5});
    }
  }
}

SCENARIO("whether a child returns depends on its kind and on how it ended") {
  CHECK(wants_restart(restart::permanent, ending::normal));
  CHECK(wants_restart(restart::permanent, ending::abnormal));
  CHECK_FALSE(wants_restart(restart::transient, ending::normal));
  CHECK(wants_restart(restart::transient, ending::abnormal));
  CHECK_FALSE(wants_restart(restart::temporary, ending::normal));
  CHECK_FALSE(wants_restart(restart::temporary, ending::abnormal));
}

SCENARIO("no reason and an orderly stop are normal, all else is abnormal") {
  CHECK(ending_of(caf::error{}) == ending::normal);
  CHECK(ending_of(caf::exit_reason::normal) == ending::normal);
  CHECK(ending_of(caf::exit_reason::user_shutdown) == ending::normal);
  CHECK(ending_of(caf::exit_reason::kill) == ending::abnormal);
  CHECK(ending_of(caf::sec::runtime_error) == ending::abnormal);
  CHECK(ending_of(make_error(failure::intensity_exceeded)) == ending::abnormal);
  AND_THEN("each can be read by people") {
    CHECK(describe(caf::error{}) == "normal");
    CHECK(describe(caf::exit_reason::kill) == "kill");
    CHECK(describe(caf::sec::runtime_error) == "runtime_error");
    CHECK(describe(make_error(failure::start_failed, "a: taken")) == "start failed: a: taken");
    CHECK(describe(caf::error{21, caf::atom("errc")}) == "errc 21");
  }
}

SCENARIO("a tree that cannot work is refused before anything starts") {
  const starter some = [](caf::scheduled_actor*) { return result<caf::actor>{errc::unavailable}; };
  const auto sound = [&](child_spec child) {
    return supervisor("top", strategy::one_for_one, {}, {std::move(child)});
  };
  CHECK(validate(sound(worker("a", restart::permanent, some))));
  CHECK(validate(sound(worker("", restart::permanent, some))).code() == errc::value_invalid);
  CHECK(validate(sound(worker("a/b", restart::permanent, some))).code() == errc::value_invalid);
  CHECK(validate(sound(worker("a", restart::permanent, {}))).code() == errc::value_invalid);
  GIVEN("two siblings with one id, deep in the tree") {
    const auto twins = supervisor("in", strategy::one_for_one, {},
                                  {worker("a", restart::permanent, some),
                                   worker("a", restart::permanent, some)});
    const auto refused = validate(sound(twins));
    REQUIRE_FALSE(refused);
    CHECK(refused.error().field == "top/in/a");
  }
  GIVEN("a significant child") {
    const auto with = [&](restart when, auto_shutdown rule) {
      return validate(sound(worker("a", when, some).with(significance::significant)).with(rule));
    };
    CHECK(with(restart::transient, auto_shutdown::any_significant));
    CHECK(with(restart::temporary, auto_shutdown::all_significant));
    CHECK_FALSE(with(restart::permanent, auto_shutdown::any_significant));
    CHECK_FALSE(with(restart::transient, auto_shutdown::never));
  }
}
