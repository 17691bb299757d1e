#include "domain/message_key.hpp"
#include "tests/domain/given_when_then.hpp"
#include "tests/domain/order_examples.hpp"

using namespace baedal;
using namespace baedal::test;

namespace {

using lines = std::vector<std::string>;

/// "customer cooking_started history+kakao", one line per notification.
lines told_by(const order& after, const order_event& event) {
  lines out;
  for (const auto& each : notifications_of(after, event)) {
    std::string channels;
    for (const auto channel : each.channels)
      channels += (channels.empty() ? "" : "+") + std::string{to_string(channel)};
    out.push_back(std::string{to_string(each.to)} + " " + std::string{to_string(each.what)} + " "
                  + channels);
  }
  return out;
}

/// Everybody who hears of a whole history, in order.
lines told_in(const history& past) {
  order state;
  lines out;
  for (const auto& event : past) {
    evolve(state, event, noon);
    if (is_visible(state))
      for (auto& line : told_by(state, event))
        out.push_back(std::move(line));
  }
  return out;
}

order after(const history& past) {
  order state;
  for (const auto& event : past)
    evolve(state, event, noon);
  return state;
}

notification only(const std::vector<notification>& all, audience to) {
  for (const auto& each : all)
    if (each.to == to)
      return each;
  FAIL("nobody of this audience hears of it");
  return {};
}

place_order notifying(place_order asked, std::vector<std::string> notify) {
  auto policy = asked.policy;
  policy.notify = std::move(notify);
  return with_policy(std::move(asked), policy);
}

const auto accident = accident_reported{"포장 파손"};

/// How many KakaoTalk messages the customer gets.
std::ptrdiff_t by_kakaotalk(const order& after, const order_event& event) {
  std::ptrdiff_t messages = 0;
  for (const auto& each : notifications_of(after, event))
    if (each.to == audience::customer)
      messages += std::count(each.channels.begin(), each.channels.end(), notify_channel::kakao);
  return messages;
}

} // namespace

SCENARIO("KakaoTalk tells the customer of every status of order and delivery",
         "[000-N5][001-F10][001-N4][002-F8][002-N5][M4.12]") {
  const auto asked = chicken_from(GENERATE("pizza", "dongne", "hansik"));
  const auto placement = placed(asked);
  const auto state = after(paid(asked));
  CHECK(by_kakaotalk(after(placement), placement.front()) == 1);
  for (const auto& event :
       {order_event{payment_approved{"pk", chicken_total, payment_method::card}},
        order_event{order_accepted{}}, order_event{cooking_started{}},
        order_event{cooking_finished{}}, order_event{delivery_picked{kim}},
        order_event{delivery_started{}}, order_event{delivery_completed{}}, order_event{accident},
        order_event{payment_refunded{chicken_total}},
        order_event{order_cancelled{cancel_cause::customer}}}) {
    INFO(asked.brand.value << ", event of kind " << event.index());
    CHECK(by_kakaotalk(state, event) == 1);
  }
  CHECK(carrier_of(notify_channel::kakao, audience::customer) == carrier::alimtalk);
}

SCENARIO("pizza writes a history row and a KakaoTalk message for every status",
         "[000-F8][000-N5][M4.12]") {
  const auto asked = chicken_from("pizza");
  CHECK(told_in(in_checkout(asked)).empty()); // T0: a checkout is no order yet.
  CHECK(told_in(paid(asked))
        == lines{"customer order_placed history+kakao", "customer payment_approved history+kakao"});
  const auto state = after(paid(asked));
  for (const auto& event : {order_event{cooking_started{}}, order_event{delivery_started{}},
                            order_event{delivery_completed{}}})
    CHECK(told_by(state, event).front().ends_with(" history+kakao"));
  CHECK(told_by(state, cancel_requested{cancel_party::customer, cancel_cause::customer, "", {}})
        == lines{"customer cancel_requested history"});
  CHECK(told_by(state, order_completed{}) == lines{"customer order_completed history"});
}

SCENARIO("dongne sends KakaoTalk and SMS at each status change",
         "[001-F10][001-N4][001-X1][M4.12]") {
  const auto asked = unpaid_chicken_from("dongne");
  const auto told = told_in(completed(asked));
  for (const auto* what :
       {"order_placed", "payment_approved", "order_accepted", "cooking_started", "cooking_finished",
        "delivery_picked", "delivery_started", "delivery_completed", "order_completed"})
    CHECK(std::count(told.begin(), told.end(), "customer " + std::string{what} + " kakao+sms")
          == 1);
  CHECK(told.size() == 9);
}

SCENARIO("hansik sends KakaoTalk, and everybody concerned hears of an accident",
         "[002-F8][002-N5][002-X1]") {
  const auto state = after(paid(chicken_from("hansik")));
  CHECK(told_by(state, delivery_started{}) == lines{"customer delivery_started kakao"});
  CHECK(told_by(state, accident)
        == lines{"customer accident_reported kakao", "store accident_reported webhook",
                 "ops accident_reported webhook"});
  const auto all = notifications_of(state, accident);
  CHECK(only(all, audience::customer).reason == "포장 파손");
  CHECK(only(all, audience::store).recipient == state.seen.store.value);
  CHECK(only(all, audience::ops).recipient.empty());
}

SCENARIO("mealkit's marketing hears of the payment as the seller, of the delivery as the buyer",
         "[003-X1][003-X2][003-F5]") {
  const auto told = told_in(paid(kits_from("mealkit")));
  CHECK(told == lines{"seller payment_approved marketing"});
  const auto state = after(paid(kits_from("mealkit")));
  CHECK(told_by(state, delivery_completed{}) == lines{"customer delivery_completed marketing"});
  CHECK(told_by(state, order_completed{}).empty());
  CHECK(
    only(notifications_of(state, order_event{delivery_completed{}}), audience::customer).recipient
    == the_customer.value);
}

SCENARIO("azer records every status for the customer's view and sends nothing", "[004-F10]") {
  const auto told = told_in(delivered(unpaid_chicken_from("azer")));
  CHECK(told.size() >= 7);
  for (const auto& line : told)
    CHECK(line.ends_with(" view"));
  CHECK_FALSE(carrier_of(notify_channel::view, audience::customer));
  CHECK_FALSE(carrier_of(notify_channel::history, audience::customer));
}

SCENARIO("a refusal, an end and a refund are told with their reasons", "[001-F10][M4.4]") {
  const auto state = after(paid(unpaid_chicken_from("dongne")));
  const auto rejected = notifications_of(state, order_rejected{"재료소진", 3});
  CHECK(only(rejected, audience::customer).reason == "재료소진");
  CHECK(told_by(state, order_cancelled{cancel_cause::rejected}).empty()); // Told already.
  const auto refunded_event = notifications_of(state, payment_refunded{money{4'000}});
  CHECK(only(refunded_event, audience::customer).amount == money{4'000});
  auto ended = state;
  ended.seen.cancel_reason = "the store did not answer in time";
  const auto no_answer = notifications_of(ended, order_cancelled{cancel_cause::no_answer});
  CHECK(only(no_answer, audience::customer).reason == "가게 응답 없음");
  ended.seen.cancel_reason = "마음이 바뀌었어요";
  const auto by_customer = notifications_of(ended, order_cancelled{cancel_cause::customer});
  CHECK(only(by_customer, audience::customer).reason == "마음이 바뀌었어요");
}

SCENARIO("a new grade is told by the policy of the order that earned it", "[001-X2]") {
  const grade_raised raised{customer_grade::gold, the_order, brand_id{"dongne"}, {"kakao", "sms"}};
  const auto told = notifications_of(the_customer, raised);
  REQUIRE(told.size() == 1);
  CHECK(told[0].what == occasion::grade_raised);
  CHECK(told[0].recipient == "c1");
  CHECK(told[0].reason == "gold");
  CHECK(told[0].channels == std::vector{notify_channel::kakao, notify_channel::sms});
  CHECK(notifications_of(the_customer, grade_raised{customer_grade::gold}).empty());
}

SCENARIO("store, rider and operations hear what concerns them where the brand asks for it") {
  const auto quiet = after(picked(notifying(unpaid_chicken_from("dongne"), {})));
  const auto asked = after(picked(notifying(unpaid_chicken_from("dongne"), {"webhook"})));
  const payment_approved approval{"pk", chicken_total, payment_method::card};
  const order_cancelled cancelled{cancel_cause::ops};
  CHECK(told_by(quiet, approval).empty());
  CHECK(told_by(asked, approval) == lines{"store payment_approved webhook"});
  CHECK(told_by(quiet, cancelled).empty());
  CHECK(told_by(asked, cancelled)
        == lines{"store order_cancelled webhook", "rider order_cancelled webhook"});
  CHECK(only(notifications_of(asked, cancelled), audience::rider).recipient == kim.value);
  CHECK(told_by(quiet, alert_raised{alert_kind::no_rider}) == lines{"ops no_rider webhook"});
  CHECK(told_by(quiet, refund_refused{"NO"}) == lines{"ops refund_refused webhook"});
  CHECK(told_by(quiet, alert_raised{alert_kind::refund_refused}).empty()); // Its event says it.
  CHECK(told_by(quiet, stamp_renewed{}).empty());
}

SCENARIO("KakaoTalk goes by two names, and is sent once", "[K15]") {
  const payment_approved approval{"pk", chicken_total, payment_method::card};
  for (const auto& [notify, channels] :
       std::vector<std::pair<std::vector<std::string>, std::string>>{
         {{"alimtalk"}, "alimtalk"}, {{"alimtalk", "kakao"}, "kakao"}, {{"log"}, "log"}}) {
    const auto state = after(paid(notifying(unpaid_chicken_from("dongne"), notify)));
    CHECK(told_by(state, approval) == lines{"customer payment_approved " + channels});
  }
  CHECK(carrier_of(notify_channel::alimtalk, audience::customer) == carrier::alimtalk);
  CHECK(carrier_of(notify_channel::log, audience::customer) == carrier::log);
}

SCENARIO("delays and lines that were left out are told", "[001-F10]") {
  const auto state = after(paid(unpaid_chicken_from("dongne")));
  CHECK(told_by(state, order_delayed{noon, "주문 폭주"})
        == lines{"customer order_delayed kakao+sms"});
  CHECK(told_by(state, delay_noticed{noon}) == lines{"customer delay_noticed kakao+sms"});
  const line_removed removed{chicken, 1, "품절", chicken_price, money{5'000}};
  const auto told = notifications_of(state, removed);
  CHECK(only(told, audience::customer).amount == money{5'000});
  CHECK(only(told, audience::customer).reason == "품절");
}

SCENARIO("what is read of an order is the same whenever it is read", "[I8]") {
  const auto asked = notifying(unpaid_chicken_from("dongne"), {"history", "kakao", "webhook"});
  const auto past = completed(asked);
  const auto last = after(past);
  order state;
  for (const auto& event : past) {
    evolve(state, event, noon);
    CHECK(notifications_of(state, event) == notifications_of(last, event));
  }
}

SCENARIO("a message is named for ever by its event, its channel and its audience", "[I9]") {
  const message_key key{the_order, 3, audience::customer, notify_channel::kakao};
  CHECK(key.text() == "o1-3-kakao-customer");
  const message_key facade{order_id{"pizzaOrders-7"}, 12, audience::ops, notify_channel::webhook};
  CHECK(parse_message_key(facade.text()) == facade);
  for (const auto* text : {"", "o1", "o1-3-kakao", "o1-x-kakao-customer", "o1-3-pigeon-customer",
                           "o1-3-kakao-nobody", "-3-kakao-customer", "o1--kakao-customer"})
    CHECK_FALSE(parse_message_key(text));
}
