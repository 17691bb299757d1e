#include "http/json_reader.hpp"
#include "http/json_writer.hpp"
#include "http/policy_json.hpp"
#include "http/store_input.hpp"
#include "http/time_input.hpp"
#include "http/views.hpp"

#include <catch2/catch.hpp>

using namespace baedal;
using namespace baedal::http;
using namespace std::chrono_literals;

namespace {

request sent(std::string body) {
  request in;
  in.method = verb::put;
  in.body = std::move(body);
  return in;
}

checked<define_store> put_store(const std::string& rest) {
  return read_store(sent(R"({"brand":"dongne")" + rest + "}"), store_id{"s1"});
}

checked<define_item> put_item(std::string body) {
  return read_item(sent(std::move(body)), item_id{"m1"});
}

template <class T>
std::string verdict(const checked<T>& read) {
  if (read)
    return "fine";
  return std::to_string(read.fault().status) + " " + read.fault().code + " " + read.fault().field;
}

std::string hours(const std::string& period) {
  return verdict(put_store(R"(,"hours":[)" + period + "]"));
}

} // namespace

SCENARIO("a store needs its brand only, and has the defaults of design 9") {
  const auto read = put_store("");
  REQUIRE(read);
  CHECK(read->card.id.value == "s1");
  CHECK(read->card.hours.periods.empty());
  CHECK(read->card.time_zone == "Asia/Seoul");
  CHECK(read->card.delivery_fee == money{0});
  CHECK(read->card.overrides == policy_overrides{});
  CHECK(verdict(read_store(sent("{}"), store_id{"s1"})) == "422 value_invalid brand");
}

SCENARIO("last order, special days and reach of a store are read and shown (ranks 6, 8)") {
  const std::string sent_members =
    R"("hours":[{"day":"mon","from":"09:00","until":"26:30",)"
    R"("last_order_minutes_before_close":45}],)"
    R"("last_order_minutes_before_close":30,)"
    R"("special_days":[{"date":"2026-12-25","closed":true},)"
    R"({"date":"2026-12-31","from":"10:00","until":"25:00","last_order_minutes_before_close":0}])";
  const std::string reach = R"("delivery_radius_m":2500,"delivery_areas":["mapo","영등포구"])";
  const auto read = put_store(R"(,"lat":37.5,"lon":127,)" + sent_members + "," + reach);
  REQUIRE(read);
  const auto& card = read->card;
  CHECK(card.hours.periods[0].last_order == 45min);
  CHECK(card.hours.last_order == 30min);
  REQUIRE(card.hours.special_days.size() == 2);
  CHECK(card.hours.special_days[0] == special_day{std::chrono::days{20'812}, true});
  CHECK(card.hours.special_days[1]
        == special_day{std::chrono::days{20'818}, false, 10h, 25h, 0min});
  CHECK(card.delivery_radius_metres == 2'500);
  CHECK(card.delivery_areas == std::vector<std::string>{"mapo", "영등포구"});
  const auto shown = store_json(card);
  CHECK(shown.find(sent_members) != std::string::npos);
  CHECK(shown.find(reach) != std::string::npos);
  const auto special = [](const std::string& day) {
    return verdict(put_store(R"(,"special_days":[)" + day + "]"));
  };
  CHECK(special("{}") == "422 value_invalid special_days/0/date");
  for (const auto* date : {"2026-02-29", "2026-13-01", "2026-1-1", "26-01-01", "2026-01-01T", ""})
    CHECK(special(R"({"closed":true,"date":")" + std::string{date} + "\"}")
          == "422 value_invalid special_days/0/date");
  CHECK(special(R"({"date":"2028-02-29","closed":true})") == "fine");
  CHECK(special(R"({"date":"2026-12-25"})") == "422 value_invalid special_days/0/from");
  CHECK(special(R"({"date":"2026-12-25","from":"10:00","until":"09:00"})")
        == "422 value_invalid special_days/0/until");
  CHECK(special(R"({"date":"2026-12-25","closed":"yes"})")
        == "400 wrong_type special_days/0/closed");
  CHECK(verdict(put_store(R"(,"last_order_minutes_before_close":-1)"))
        == "422 value_invalid last_order_minutes_before_close");
  CHECK(verdict(put_store(R"(,"delivery_radius_m":0)")) == "422 value_invalid delivery_radius_m");
  CHECK(verdict(put_store(R"(,"delivery_areas":[""])")) == "422 value_invalid delivery_areas/0");
}

SCENARIO("times are read as RFC 3339 writes them") {
  const auto at = [](const char* text) { return parse_timestamp(text); };
  const instant noon{std::chrono::sys_days{std::chrono::days{20'812}} + 12h};
  CHECK(at("2026-12-25T12:00:00Z") == noon);
  CHECK(at("2026-12-25T21:00:00+09:00") == noon);
  CHECK(at("2026-12-25T07:30:00-04:30") == noon);
  CHECK(at("2026-12-25T12:00:00.5Z") == noon + 500ms);
  CHECK(at("2026-12-25T12:00:00.123456789Z") == noon + 123ms);
  CHECK(at("2026-12-24T24:00:00Z") == std::nullopt);
  for (const auto* wrong : {"", "2026-12-25", "2026-12-25T12:00:00", "2026-12-25 12:00:00Z",
                            "2026-12-25T12:00Z", "2026-12-25T12:60:00Z", "2026-12-25T12:00:00.Z",
                            "2026-12-25T12:00:00+9:00", "2026-12-25T12:00:00Zulu", "now"})
    CHECK_FALSE(at(wrong));
}

SCENARIO("a store is read whole, and shown as it was sent") {
  const auto read = put_store(
    R"(,"name":"가게","area":"a1","lat":37.5,"lon":127,"time_zone":"Europe/Berlin",)"
    R"("delivery_fee":3000,"minimum_order":9000,)"
    R"("hours":[{"day":"mon","from":"09:00","until":"26:30"}],)"
    R"("policy":{"acceptance":"automatic","pay_window_seconds":60,"notify":["sms"]})");
  REQUIRE(read);
  CHECK(read->card.hours.periods
        == std::vector<opening_period>{{1, std::chrono::minutes{540}, std::chrono::minutes{1590}}});
  CHECK(read->card.overrides.acceptance == acceptance_mode::automatic);
  CHECK(read->card.overrides.pay_window == 60s);
  const auto shown = store_json(read->card);
  CHECK(shown
        == R"({"store_id":"s1","brand":"dongne","name":"가게","area":"a1","lat":37.5,"lon":127,)"
           R"("hours":[{"day":"mon","from":"09:00","until":"26:30"}],)"
           R"("time_zone":"Europe/Berlin","delivery_fee":3000,"minimum_order":9000,"open":true,)"
           R"("policy":{"acceptance":"automatic","notify":["sms"],"pay_window_seconds":60},)"
           R"("version":0})");
}

SCENARIO("each member of a store is checked") {
  CHECK(verdict(put_store(R"(,"name":7)")) == "400 wrong_type name");
  CHECK(verdict(put_store(R"(,"name":"a\u0001")")) != "fine");
  CHECK(verdict(put_store(R"(,"area":[])")) == "400 wrong_type area");
  CHECK(verdict(put_store(R"(,"lat":1)")) == "422 value_invalid lon");
  CHECK(verdict(put_store(R"(,"lat":91,"lon":0)")) == "422 value_invalid lat");
  CHECK(verdict(put_store(R"(,"time_zone":"Mars/Base")")) == "422 value_invalid time_zone");
  CHECK(verdict(put_store(R"(,"delivery_fee":-1)")) == "422 value_invalid delivery_fee");
  CHECK(verdict(put_store(R"(,"delivery_fee":1.5)")) == "400 wrong_type delivery_fee");
  CHECK(verdict(put_store(R"(,"minimum_order":1000000001)")) == "422 value_invalid minimum_order");
  CHECK(verdict(put_store(R"(,"policy":[])")) == "400 wrong_type policy");
  CHECK(verdict(put_store(R"(,"policy":{"stock":"maybe"})")) == "422 value_invalid policy/stock");
  CHECK(verdict(put_store(R"(,"policy":{"accident_flow":"yes"})"))
        == "400 wrong_type policy/accident_flow");
  CHECK(verdict(put_store(R"(,"policy":{"payment_answer_ms":0})"))
        == "422 value_invalid policy/payment_answer_ms");
}

SCENARIO("opening hours are days and times of the day") {
  CHECK(hours(R"({"day":"sun","from":"00:00","until":"48:00"})") == "fine");
  CHECK(hours(R"({"day":"sun","from":"00:00","until":"48:01"})")
        == "422 value_invalid hours/0/until");
  CHECK(hours(R"({"day":"sunday","from":"00:00","until":"10:00"})")
        == "422 value_invalid hours/0/day");
  CHECK(hours(R"({"day":"sun","from":"24:00","until":"25:00"})")
        == "422 value_invalid hours/0/from");
  CHECK(hours(R"({"day":"sun","from":"09:60","until":"25:00"})")
        == "422 value_invalid hours/0/from");
  CHECK(hours(R"({"day":"sun","from":"9:00","until":"25:00"})")
        == "422 value_invalid hours/0/from");
  CHECK(hours(R"({"day":"sun","from":"10:00","until":"10:00"})")
        == "422 value_invalid hours/0/until");
  CHECK(hours(R"({"day":"sun","from":"10:00"})") == "422 value_invalid hours/0/until");
  CHECK(hours(R"({"day":1,"from":"10:00","until":"11:00"})") == "400 wrong_type hours/0/day");
  CHECK(hours(R"("always")") == "400 wrong_type hours/0");
}

SCENARIO("a menu item needs a price, and no stock means unlimited") {
  const auto read = put_item(R"({"name":"김치","price":8500,"options":["hot"],"sold_out":true})");
  REQUIRE(read);
  CHECK(read->item.price == money{8500});
  CHECK(read->item.sold_out);
  CHECK_FALSE(read->item.stock);
  CHECK(put_item(R"({"price":1,"stock":0})")->item.stock == 0);
  CHECK(verdict(put_item("{}")) == "422 value_invalid price");
  CHECK(verdict(put_item(R"({"price":"1"})")) == "400 wrong_type price");
  CHECK(verdict(put_item(R"({"price":-1})")) == "422 value_invalid price");
  CHECK(verdict(put_item(R"({"price":99999999999999999999999})")) != "fine");
  CHECK(verdict(put_item(R"({"price":1,"stock":-1})")) == "422 value_invalid stock");
  CHECK(verdict(put_item(R"({"price":1,"sold_out":1})")) == "400 wrong_type sold_out");
  CHECK(verdict(put_item(R"({"price":1,"options":[7]})")) == "400 wrong_type options/0");
}

SCENARIO("a policy that is shown reads back as itself, for every shipped brand (M1)") {
  for (const auto& each : shipped_brands()) {
    json_writer out;
    write(out, each.policy);
    const json_reader in{out.take()};
    const auto read = read_policy(in);
    CHECK_FALSE(in.fault());
    brand_policy other;
    other.grade_step = 77;
    other.trust_client_price = false;
    CHECK(effective(other, read) == each.policy);
  }
}
