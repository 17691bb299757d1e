#include "domain/numbered_order.hpp"
#include "tests/http/facades/brand_town.hpp"
#include "tests/http/open_api.hpp"

#include <catch2/catch.hpp>

// What azer's and dongne's payments say of money that is here, or is not.

using namespace baedal;
using namespace baedal::http;

namespace {

struct case_of_money {
  std::string what;
  payment_status status;
  int captured;
  int refunded;
  int refund_due;
  delivery_status delivery;
  order_status order;
  std::string azer;
  std::string dongne;
};

const case_of_money cases[] = {
  {"not paid yet", payment_status::none, 0, 0, 0, delivery_status::none, order_status::placed,
   "WAITINGPAYED", "미결재"},
  {"being asked for", payment_status::requested, 0, 0, 0, delivery_status::none,
   order_status::placed, "WAITINGPAYED", "미결재"},
  {"paid", payment_status::approved, 9, 0, 0, delivery_status::waiting, order_status::paid, "PAYED",
   "결재됨"},
  {"a part is given back", payment_status::partly_refunded, 9, 4, 0, delivery_status::waiting,
   order_status::accepted, "PAYED", "결재됨"},
  {"all is on its way back", payment_status::refund_pending, 9, 0, 9, delivery_status::cancelled,
   order_status::cancelling, "PAY CANCELLED", "결재취소됨"},
  {"a part stays with the store", payment_status::partly_refunded, 9, 4, 0,
   delivery_status::cancelled, order_status::cancelled, "PAYED", "결재됨"},
  {"never paid", payment_status::expired, 0, 0, 0, delivery_status::none, order_status::cancelled,
   "ORDER CANCELLED", "결재취소됨"},
  {"came too late and is on its way back", payment_status::refund_pending, 9, 0, 9,
   delivery_status::none, order_status::cancelled, "ORDER CANCELLED", "결재취소됨"},
  {"came too late and is kept", payment_status::approved, 9, 0, 0, delivery_status::none,
   order_status::cancelled, "PAYED", "결재됨"},
  {"came too late and cannot go back", payment_status::refund_refused, 9, 0, 9,
   delivery_status::none, order_status::cancelled, "PAYED", "결재됨"},
};

order_view order_of(const std::string& brand, const case_of_money& what) {
  order_view order;
  order.id = order_id{"orders-1"};
  order.brand = brand_id{brand};
  order.status = what.order;
  order.payment.status = what.status;
  order.payment.method = payment_method::cash;
  order.payment.captured = money{what.captured};
  order.payment.refunded = money{what.refunded};
  order.payment.refund_due = money{what.refund_due};
  order.delivery.status = what.delivery;
  order.parts = static_cast<std::uint32_t>(order_part::payment);
  return order;
}

} // namespace

SCENARIO("a payment reads as paid while its money is here", "[facades][azer][dongne]") {
  const auto& what = GENERATE(from_range(std::begin(cases), std::end(cases)));
  INFO(what.what);
  GIVEN("azer") {
    open_api api;
    api.behind.orders.read = always_reads<order>(order_of("azer", what));
    const auto row = api.get("/pays/1");
    CHECK(in_row(row, "payStatus") == what.azer);
    const bool was_paid = what.azer == "PAYED" || what.azer == "PAY CANCELLED";
    CHECK(in_row(row, "payMethod") == (was_paid ? "2" : "null"));
  }
  GIVEN("dongne") {
    open_api api;
    api.behind.orders.read = always_reads<order>(order_of("dongne", what));
    CHECK(in_row(api.get("/payments/1"), "status") == what.dongne);
  }
}
