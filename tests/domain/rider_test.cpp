#include "domain/rider.hpp"

#include "tests/domain/folding.hpp"

using namespace baedal;

namespace {

using rider_world = test::obedient<rider, rider_command, rider_event>;
using events = std::vector<rider_event>;

constexpr geo_point city_hall{37.5663, 126.9779};
constexpr geo_point near_by{37.5763, 126.9779};  // 1.1 km
constexpr geo_point further{37.6063, 126.9779};  // 4.4 km
constexpr geo_point far_away{37.7663, 126.9779}; // 22 km

define_rider naming(std::optional<geo_point> at = std::nullopt) {
  return {rider_id{"r1"}, "jung-gu", at, "hash"};
}

assign_job job(const char* order, std::int32_t offer = 1) {
  return {order_id{order}, "jung-gu", city_hall, offer};
}

rider_world working() {
  rider_world world;
  world.obeys(naming());
  world.obeys(rider_goes_online{});
  return world;
}

rider_view standing(const char* area, std::optional<geo_point> at) {
  rider_view view;
  view.area = area;
  view.at = at;
  return view;
}

} // namespace

SCENARIO("a rider exists from its first PUT on") {
  rider_world world;
  CHECK_FALSE(is_visible(world.state));
  CHECK(world.refuses(rider_goes_online{}).code == errc::rider_unknown);
  CHECK(world.refuses(rider_goes_offline{}).code == errc::rider_unknown);
  CHECK(world.refuses(rider_moves{city_hall}).code == errc::rider_unknown);
  CHECK(world.refuses(job("o1")).code == errc::rider_unknown);
  CHECK(world.obeys(release_job{order_id{"o1"}}).empty());
  CHECK(world.obeys(naming())
        == events{rider_defined{rider_id{"r1"}, "jung-gu", std::nullopt, "hash"}});
  CHECK(world.obeys(naming()).empty());
  CHECK(is_visible(world.state));
  CHECK_FALSE(world.state.seen.online);
}

SCENARIO("a PUT without a location keeps where the rider is") {
  auto world = working();
  world.obeys(rider_moves{near_by});
  CHECK(world.obeys(naming()).empty());
  CHECK(world.state.seen.at == near_by);
  CHECK(world.obeys(naming(further)).size() == 1);
  CHECK(world.state.seen.at == further);
}

SCENARIO("online, offline and moving to where the rider is change nothing twice") {
  rider_world world;
  world.obeys(naming());
  CHECK(world.obeys(rider_goes_offline{}).empty());
  CHECK(world.obeys(rider_goes_online{}) == events{rider_online{}});
  CHECK(world.obeys(rider_goes_online{}).empty());
  CHECK(world.obeys(rider_moves{near_by}) == events{rider_moved{near_by}});
  CHECK(world.obeys(rider_moves{near_by}).empty());
  CHECK(world.obeys(rider_goes_offline{}) == events{rider_offline{}});
  CHECK(world.state.seen.version == 4);
}

SCENARIO("a rider carries one order at a time", "[I4][T10]") {
  auto world = working();
  CHECK(world.obeys(job("o1")) == events{job_assigned{order_id{"o1"}}});
  CHECK(world.obeys(job("o1")).empty());
  CHECK(world.refuses(job("o2")).code == errc::rider_busy);
  WHEN("another order lets go") {
    CHECK(world.obeys(release_job{order_id{"o2"}}).empty());
    THEN("the rider keeps the job") {
      CHECK(world.state.seen.job == order_id{"o1"});
    }
  }
  WHEN("the order lets go") {
    CHECK(world.obeys(release_job{order_id{"o1"}}) == events{job_released{order_id{"o1"}}});
    CHECK(world.obeys(release_job{order_id{"o1"}}).empty());
    THEN("the next one may come") {
      CHECK(world.obeys(job("o2")).size() == 1);
    }
  }
}

SCENARIO("a rider on a job stays online until it is done", "[I4]") {
  auto world = working();
  world.obeys(job("o1"));
  const auto why = world.refuses(rider_goes_offline{});
  CHECK(why.code == errc::state_conflict);
  CHECK(why.state == "rider_busy");
  CHECK(why.subject == "o1");
  world.obeys(release_job{order_id{"o1"}});
  CHECK(world.obeys(rider_goes_offline{}).size() == 1);
  CHECK(world.refuses(job("o1")).code == errc::rider_offline);
}

SCENARIO("a job too far away is refused until it is offered to everyone", "[T10][T12]") {
  auto world = working();
  world.obeys(define_rider{rider_id{"r1"}, "mapo-gu", further, "hash"});
  CHECK(world.refuses(job("o1", 1)).code == errc::rider_too_far);
  CHECK(world.refuses(job("o1", 2)).code == errc::none);
  world.obeys(rider_moves{far_away});
  CHECK(world.refuses(job("o1", 2)).code == errc::rider_too_far);
  CHECK(world.refuses(job("o1", 3)).code == errc::none);
}

SCENARIO("near is the same area or three kilometres", "[design-9][T12]") {
  CHECK(is_near(standing("jung-gu", std::nullopt), "jung-gu", std::nullopt, 1));
  CHECK(is_near(standing("jung-gu", far_away), "jung-gu", city_hall, 1));
  CHECK(is_near(standing("", near_by), "jung-gu", city_hall, 1));
  CHECK_FALSE(is_near(standing("mapo-gu", std::nullopt), "jung-gu", city_hall, 1));
  CHECK_FALSE(is_near(standing("", std::nullopt), "jung-gu", std::nullopt, 2));
  CHECK_FALSE(is_near(standing("", further), "", city_hall, 1));
  CHECK(is_near(standing("mapo-gu", std::nullopt), "", std::nullopt, 1));
  CHECK(is_near(standing("", std::nullopt), "", std::nullopt, 1));
  CHECK(is_near(standing("", std::nullopt), "jung-gu", std::nullopt, 3));
}

SCENARIO("values that no rider can have are refused by name") {
  const auto field = [](const rider_command& command) { return working().refuses(command).field; };
  CHECK(field(define_rider{rider_id{""}, "", {}, ""}) == "rider_id");
  CHECK(field(define_rider{rider_id{"r"}, std::string(201, 'x'), {}, ""}) == "area");
  CHECK(field(define_rider{rider_id{"r"}, "", geo_point{-91, 0}, ""}) == "lat");
  CHECK(field(rider_moves{{0, 181}}) == "lon");
}
