#include "actors/query_reader.hpp"

#include "actors/cursor.hpp"
#include "actors/notification_lookups.hpp"
#include "failpoints/failpoint.hpp"

#include <algorithm>

namespace baedal::actors {

using persistence::list_key;
using persistence::read_model;

namespace {

failpoint read_breaks{"queries.read_breaks", "the connection breaks while a list is read"};

constexpr std::size_t most_rows = 500;
constexpr std::size_t most_events = 5'000;
constexpr std::chrono::milliseconds attempt_pause{200};

std::size_t bounded(std::size_t limit, std::size_t most) {
  return std::clamp<std::size_t>(limit, 1, most);
}

list_key place_of(const order_view& view) {
  return {view.placed_at.time_since_epoch().count(), 0, view.id.value};
}

list_key place_of(const dish_row& dish) {
  return {dish.orders, dish.quantity, dish.item.value};
}

/// One row more than wanted was asked for: it tells that there is another page.
template <class Row>
page<Row> page_of(std::vector<Row> rows, std::size_t limit, instant as_of) {
  page<Row> out;
  const bool more = rows.size() > limit;
  if (more)
    rows.resize(limit);
  if (more)
    out.next = encode_cursor(place_of(rows.back()));
  out.rows = std::move(rows);
  out.as_of = as_of;
  return out;
}

template <class Rows, class Make>
auto made(result<Rows> rows, Make make) -> result<decltype(make(*std::move(rows)))> {
  if (!rows)
    return rows.error();
  return make(*std::move(rows));
}

using orders = std::vector<order_view>;

result<page<order_view>> look_up(read_model& reads, const list_store_orders& query, instant as_of) {
  auto after = decode_cursor(query.after);
  if (!after)
    return after.error();
  const auto limit = bounded(query.limit, most_rows);
  return made(reads.store_orders(query.store, query.status, *after, limit + 1),
              [&](orders rows) { return page_of(std::move(rows), limit, as_of); });
}

result<page<order_view>> look_up(read_model& reads, const list_customer_orders& query,
                                 instant as_of) {
  auto after = decode_cursor(query.after);
  if (!after)
    return after.error();
  const auto limit = bounded(query.limit, most_rows);
  return made(reads.customer_orders(query.customer, *after, limit + 1),
              [&](orders rows) { return page_of(std::move(rows), limit, as_of); });
}

result<page<order_view>> look_up(read_model& reads, const list_jobs& query, instant as_of) {
  auto after = decode_cursor(query.after);
  if (!after)
    return after.error();
  const auto limit = bounded(query.limit, most_rows);
  return made(reads.jobs(query.rider, *after, limit + 1),
              [&](orders rows) { return page_of(std::move(rows), limit, as_of); });
}

result<page<dish_row>> look_up(read_model& reads, const list_popularity& query, instant as_of) {
  auto after = decode_cursor(query.after);
  if (!after)
    return after.error();
  const auto limit = bounded(query.limit, most_rows);
  return made(reads.dishes(query.store, *after, limit + 1),
              [&](std::vector<persistence::dish_count> found) {
                std::vector<dish_row> rows;
                for (auto& each : found)
                  rows.push_back({item_id{std::move(each.item)}, std::move(each.name), each.orders,
                                  each.quantity});
                return page_of(std::move(rows), limit, as_of);
              });
}

/// A step that is silent about the method was taken by the method of the step before.
result<page<payment_row>> look_up(read_model& reads, const list_payments& query, instant as_of) {
  return made(reads.payments(query.order), [&](std::vector<persistence::payment_record> found) {
    page<payment_row> out;
    std::string method{to_string(payment_method::card)};
    for (auto& each : found) {
      if (!each.method.empty())
        method = each.method;
      out.rows.push_back({each.version, std::move(each.what), money{each.amount}, method, each.at});
    }
    out.as_of = as_of;
    return out;
  });
}

result<page<topic_row>> look_up(read_model& reads, const list_topic& query, instant as_of) {
  const auto limit = bounded(query.limit, most_events);
  return made(reads.topic(query.brand, query.after, limit + 1),
              [&](std::vector<persistence::topic_event> found) {
                page<topic_row> out;
                const bool more = found.size() > limit;
                found.resize(std::min(found.size(), limit));
                for (auto& each : found)
                  out.rows.push_back(topic_row_of(std::move(each)));
                if (more)
                  out.next = std::to_string(out.rows.back().position);
                out.as_of = as_of;
                return out;
              });
}

result<collection_page> look_up(read_model& reads, const list_collection& query, instant as_of) {
  persistence::collection_query what;
  what.collection = query.collection;
  for (const auto& brand : query.brands)
    what.brands.push_back(brand.value);
  what.part = query.part;
  what.rising = query.rising;
  what.offset = query.offset;
  what.limit = bounded(query.limit, most_rows);
  return made(reads.collection(what), [&](persistence::collection_piece found) {
    collection_page out;
    for (auto& id : found.orders)
      out.orders.push_back(order_id{std::move(id)});
    out.total = found.total;
    out.as_of = as_of;
    return out;
  });
}

} // namespace

topic_row topic_row_of(persistence::topic_event event) {
  auto& [position, what] = event;
  // Owners choose the names of stores and customers: nobody can name one like an order's event.
  const auto& whose = what.owner.empty() ? what.order : what.owner;
  auto id = whose + "-" + std::to_string(what.version);
  return {position,
          std::move(id),
          parse_entity_key(what.owner).value_or(entity_key{entity_kind::order, whose}),
          std::move(what.type),
          order_id{what.order},
          what.version,
          what.at,
          std::move(what.data),
          what.follows};
}

query_reader::query_reader(std::function<std::unique_ptr<read_model>()> open, world& time)
  : open_(std::move(open)), time_(time) {
  // nop
}

void query_reader::serve(const query_message& query) {
  std::visit([this](const auto& asked) { answer(asked); }, query);
}

template <class Query>
void query_reader::answer(const Query& query) {
  if (query.back.answered())
    return;
  query.back.complete(reading([&](read_model& reads) -> decltype(look_up(reads, query, instant{})) {
    const auto as_of = reads.as_of(); // Read first: the rows are at least as new.
    if (!as_of)
      return as_of.error();
    return look_up(reads, query, *as_of);
  }));
}

template <class Read>
auto query_reader::reading(Read read) -> decltype(read(std::declval<read_model&>())) {
  for (const bool again : {true, false}) {
    if (auto stands = connect(); !stands)
      return stands.error();
    auto outcome = read_breaks.fires() ? decltype(read(*reads_)){errc::unavailable} : read(*reads_);
    if (outcome.code() != errc::unavailable)
      return outcome;
    connected_ = false;
    if (!again)
      return outcome;
  }
  return errc::unavailable;
}

/// A database that is away is not asked for every query.
result<unit> query_reader::connect() {
  if (connected_)
    return unit{};
  const auto now = time_.now();
  if (now < next_attempt_ && next_attempt_ - now <= attempt_pause) // A clock may be set back.
    return refusal{errc::unavailable, "the read models' database is away"};
  if (!reads_)
    reads_ = open_();
  auto stands = reads_->connect();
  connected_ = static_cast<bool>(stands);
  if (!connected_)
    next_attempt_ = now + attempt_pause;
  return stands;
}

} // namespace baedal::actors
