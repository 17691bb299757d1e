#include "persistence/order_view_codec.hpp"
#include "persistence/read_model.hpp"
#include "persistence/sqlite_url.hpp"

#include <catch2/catch.hpp>

using namespace baedal;
using namespace baedal::persistence;

namespace {

constexpr instant noon{std::chrono::milliseconds{1'700'000'000'000}};

order_view view_of(const std::string& id, std::chrono::seconds after_noon) {
  order_view view;
  view.id = {id};
  view.brand = {"pizza"};
  view.store = {"s1"};
  view.customer = {"c1"};
  view.status = order_status::paid;
  view.items = {{{"a"}, "Kimchi \"hot\"", 2, money{1'000}, {"large"}, false}};
  view.total = money{2'000};
  view.area = "north";
  view.placed_at = view.updated_at = noon + after_noon;
  view.version = 1;
  return view;
}

} // namespace

SCENARIO("a view of an order reads back as it was, but for what is personal") {
  auto view = view_of("o1", std::chrono::seconds{3});
  view.payment = {payment_status::refund_pending,
                  payment_method::online,
                  money{5},
                  money{4},
                  money{3},
                  money{2},
                  money{6},
                  money{7},
                  "key",
                  "code",
                  "****1111",
                  true,
                  noon};
  view.delivery = {delivery_status::picked, rider_id{"r"}, 2, {{"r2"}, {"r3"}}, noon, noon, noon};
  view.store_at = geo_point{37.5, 127.25};
  view.cancelled_for = cancel_cause::accident;
  view.cancel_reason = "fell\nover";
  view.reject_code = 7;
  view.promised_ready_at = noon;
  view.eta = noon + std::chrono::minutes{30};
  view.removed_items = {{{"b"}, "Tea", 1, money{500}, {}, true}};
  view.metadata = {{"z", "26"}, {"a", ""}};
  view.hidden = true;
  view.parts = 7;
  CHECK(*decode_order_view(encode_order_view(view)) == view);
  view.address_text = "12 Secret Road";
  view.address_at = geo_point{1, 2};
  view.note = "ring twice";
  view.customer_name = "Kim Secret";
  view.phone = "010-1234-5678";
  view.address_area = "Secret Quarter";
  const auto text = encode_order_view(view);
  CHECK(text.find("Secret") == std::string::npos);
  CHECK(text.find("ring") == std::string::npos);
  CHECK(text.find("5678") == std::string::npos);
  CHECK(decode_order_view("{\"id\":1}").code() == errc::history_unreadable);
  CHECK(decode_order_view("").code() == errc::history_unreadable);
}

SCENARIO("the read model of a SQLite journal is a file beside it") {
  CHECK(reads_beside("/data/x.db") == "/data/x.reads.db");
  CHECK(reads_beside("plain") == "plain.reads.db");
  CHECK(open_read_model("mysql://x").code() == errc::value_invalid);
  CHECK(open_read_model("sqlite:").code() == errc::value_invalid);
}
