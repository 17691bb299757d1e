#include "http/order_input.hpp"

#include <catch2/catch.hpp>

using namespace baedal;
using namespace baedal::http;

namespace {

checked<order_command> read(std::string_view action, std::string body = {}) {
  request in;
  in.method = verb::post;
  in.body = std::move(body);
  return read_order_command(action, in);
}

template <class Command>
Command read_as(std::string_view action, std::string body = {}) {
  const auto command = read(action, std::move(body));
  REQUIRE(command);
  REQUIRE(std::holds_alternative<Command>(*command));
  return std::get<Command>(*command);
}

std::string verdict(std::string_view action, std::string body) {
  const auto command = read(action, std::move(body));
  if (command)
    return "fine";
  return std::to_string(command.fault().status) + " " + command.fault().code + " "
         + command.fault().field;
}

} // namespace

SCENARIO("every command of design 9 is read, with no body, an empty one and an object") {
  read_as<pay_order>("pay");
  read_as<accept_order>("accept", "{}");
  read_as<reject_order>("reject");
  read_as<start_cooking>("start-cooking", "{}");
  read_as<finish_cooking>("finish-cooking");
  read_as<pick_order>("pick");
  read_as<withdraw_order>("withdraw");
  read_as<start_delivery>("start-delivery");
  read_as<deliver_order>("deliver");
  read_as<confirm_order>("confirm");
  read_as<cancel_order>("cancel");
  read_as<report_accident>("report-accident");
  read_as<retry_refund>("retry-refund", R"({"unknown":1})");
  read_as<remove_item>("remove-item", R"({"item_id":"m1","reason":"sold out"})");
  read_as<delay_order>("delay", R"({"ready_in_minutes":5,"reason":"busy"})");
  CHECK(order_actions().size() == 15);
  CHECK_FALSE(read("explode"));
}

SCENARIO("commands name who asks") {
  const auto body = R"({"store_id":"s","rider_id":"r","customer_id":"c"})";
  for (const auto action : {"accept", "pick", "confirm"})
    CHECK(verdict(action, body) == "fine");
  const auto who = read_as<pick_order>("pick", body).who;
  CHECK(who.store == store_id{"s"});
  CHECK(who.rider == rider_id{"r"});
  CHECK(who.customer == customer_id{"c"});
  CHECK_FALSE(read_as<pick_order>("pick", R"({"rider_id":null})").who.rider);
}

SCENARIO("what commands say beside that is checked") {
  CHECK(read_as<accept_order>("accept", R"({"ready_in_minutes":20})").ready_in
        == std::chrono::minutes{20});
  CHECK_FALSE(read_as<accept_order>("accept").ready_in);
  CHECK(read_as<reject_order>("reject", R"({"reason":"no gas","code":7})").code == 7);
  CHECK(read_as<cancel_order>("cancel").by == cancel_party::customer);
  CHECK(read_as<cancel_order>("cancel", R"({"by":"ops","reason":"x"})").by == cancel_party::ops);
  CHECK(read_as<report_accident>("report-accident", R"({"reason":"fell"})").reason == "fell");
  const auto pay = read_as<pay_order>("pay", R"({"method":"cash","token":"t"})");
  CHECK(pay.method == payment_method::cash);
  CHECK(pay.token == "t");
  CHECK_FALSE(pay.delivery_fee);
  CHECK(read_as<pay_order>("pay", R"({"method":"cash","delivery_fee":3000})").delivery_fee
        == money{3'000});
  CHECK_FALSE(read_as<finish_cooking>("finish-cooking").starts_too);
  CHECK(read_as<finish_cooking>("finish-cooking", R"({"starts_too":true})").starts_too);
  const auto gone = read_as<remove_item>(
    "remove-item", R"({"item_id":"m1","quantity":2,"reason":"out of 4111111111111111"})");
  CHECK(gone.item.value == "m1");
  CHECK(gone.quantity == 2);
  CHECK(gone.reason == "out of ************1111");
  CHECK_FALSE(
    read_as<remove_item>("remove-item", R"({"item_id":"m1","reason":"x"})").quantity);
  const auto late = read_as<delay_order>("delay", R"({"ready_in_minutes":25,"reason":"rain"})");
  CHECK(late.ready_in == std::chrono::minutes{25});
  CHECK(late.reason == "rain");
}

SCENARIO("commands with wrong members are refused, naming the member") {
  CHECK(verdict("accept", R"({"ready_in_minutes":0})") == "422 value_invalid ready_in_minutes");
  CHECK(verdict("accept", R"({"ready_in_minutes":1441})") == "422 value_invalid ready_in_minutes");
  CHECK(verdict("accept", R"({"ready_in_minutes":"9"})") == "400 wrong_type ready_in_minutes");
  CHECK(verdict("delay", "{}") == "422 value_invalid ready_in_minutes");
  CHECK(verdict("delay", R"({"ready_in_minutes":0})") == "422 value_invalid ready_in_minutes");
  CHECK(verdict("delay", R"({"ready_in_minutes":1441})") == "422 value_invalid ready_in_minutes");
  CHECK(verdict("remove-item", "{}") == "422 value_invalid item_id");
  CHECK(verdict("remove-item", R"({"item_id":"m","quantity":0})") == "422 value_invalid quantity");
  CHECK(verdict("remove-item", R"({"item_id":"m","quantity":"1"})") == "400 wrong_type quantity");
  CHECK(verdict("pay", R"({"delivery_fee":-1})") == "422 value_invalid delivery_fee");
  CHECK(verdict("pay", R"({"delivery_fee":"3000"})") == "400 wrong_type delivery_fee");
  CHECK(verdict("finish-cooking", R"({"starts_too":"yes"})") == "400 wrong_type starts_too");
  CHECK(verdict("reject", R"({"code":-1})") == "422 value_invalid code");
  CHECK(verdict("reject", R"({"code":2147483648})") == "422 value_invalid code");
  CHECK(verdict("cancel", R"({"by":"system"})") == "422 value_invalid by");
  CHECK(verdict("cancel", R"({"by":"cat"})") == "422 value_invalid by");
  CHECK(verdict("cancel", R"({"by":1})") == "400 wrong_type by");
  CHECK(verdict("cancel", R"({"reason":"a\u0000b"})") != "fine");
  CHECK(verdict("pay", R"({"token":"4111111111111111"})") == "422 value_invalid token");
  CHECK(verdict("pay", R"({"method":"barter"})") == "422 value_invalid method");
  CHECK(verdict("pick", R"({"rider_id":7})") == "400 wrong_type rider_id");
  CHECK(verdict("pick", R"({"rider_id":""})") == "422 value_invalid rider_id");
  CHECK(verdict("deliver", R"([])") == "400 wrong_type ");
  CHECK(verdict("deliver", "{") == "400 bad_json ");
  CHECK(verdict("retry-refund", "nope") == "400 bad_json ");
}
