#include "persistence/sql_read_queries.hpp"

#include "domain/job.hpp"
#include "persistence/kept_statements.hpp"
#include "persistence/order_view_codec.hpp"
#include "persistence/search_box.hpp"
#include "persistence/sql_errors.hpp"
#include "persistence/sql_read_texts.hpp"

#include <algorithm>
#include <limits>
#include <tuple>

namespace baedal::persistence {

namespace {

using soci::into;
using soci::use;

constexpr std::size_t rows_at_once = 256;
constexpr auto beyond_all = std::numeric_limits<long long>::max();

instant at_ms(long long ms) {
  return instant{std::chrono::milliseconds{ms}};
}

bool is_open(order_status status) {
  return status != order_status::completed && status != order_status::cancelled
         && status != order_status::payment_failed;
}

template <class Work>
auto guarded(Work work) -> decltype(work()) {
  try {
    return work();
  } catch (const std::exception& thrown) {
    return refusal{errc::unavailable, failure_of(thrown).detail};
  }
}

} // namespace

/// Bound variables, column vectors and the statements over them; each statement is prepared at its
/// first use.
struct sql_read_queries::kept : kept_statements {
  kept(soci::session& s, dialect d) : kept_statements(s, rows_at_once), speaks(d) {}

  dialect speaks;
  std::string key, id, status;
  long long at = 0, second = 0, limit = 0;
  double south = 0, north = 0, west = 0, east = 0;
  std::optional<list_key> last;
  std::vector<std::string> t1, t2, t3, t4;
  std::vector<long long> n1, n2, n3, n4, n5, n6;
  statement queue, queue_open, queue_closed, customer, job, dish, payment, events, time, offset;

  void start_at(const std::optional<list_key>& after, const list_key& otherwise, std::size_t most) {
    const auto& from = after ? *after : otherwise;
    at = from.first;
    second = from.second;
    id = from.id;
    limit = static_cast<long long>(most);
  }

  /// The next page of open jobs; the place moves on with it.
  result<std::vector<order_view>> job_page(soci::statement& run) {
    std::vector<order_view> found;
    std::optional<refusal> unreadable;
    each_row(
      run,
      [&](std::size_t i) {
        auto view = decode_order_view(t1[i]);
        if (view)
          found.push_back(std::move(*view));
        else
          unreadable = view.error();
        last = {n1[i], 0, t2[i]};
      },
      t1, n1, t2);
    if (unreadable)
      return *unreadable;
    start_at(last, {}, page);
    return found;
  }

  result<std::vector<order_view>> views(soci::statement& run) {
    std::vector<order_view> found;
    std::optional<refusal> unreadable;
    each_row(
      run,
      [&](std::size_t i) {
        auto view = decode_order_view(t1[i]);
        if (view)
          found.push_back(std::move(*view));
        else
          unreadable = view.error();
      },
      t1);
    if (unreadable)
      return *unreadable;
    return found;
  }
};

sql_read_queries::sql_read_queries(soci::session& session, dialect speaks)
  : kept_(std::make_unique<kept>(session, speaks)) {
  // nop
}

sql_read_queries::~sql_read_queries() = default;

result<std::vector<std::uint64_t>> sql_read_queries::offsets() {
  return guarded([&]() -> result<std::vector<std::uint64_t>> {
    auto& k = *kept_;
    auto& run =
      k.ready(k.offset, "select slice, position from projection_offset", into(k.n1), into(k.n2));
    std::vector<std::uint64_t> found(slice_count);
    k.each_row(
      run,
      [&](std::size_t i) {
        found.at(static_cast<std::size_t>(k.n1[i])) = static_cast<std::uint64_t>(k.n2[i]);
      },
      k.n1, k.n2);
    return found;
  });
}

result<std::vector<order_view>> sql_read_queries::store_orders(const store_id& store,
                                                               std::optional<order_status> status,
                                                               const std::optional<list_key>& after,
                                                               std::size_t limit) {
  return guarded([&] {
    auto& k = *kept_;
    k.key = store.value;
    k.start_at(after, {-1, 0, ""}, limit);
    if (!status)
      return k.views(k.ready(k.queue, sql::whole_queue(), into(k.t1), use(k.key, "key"),
                             use(k.at, "at"), use(k.id, "id"), use(k.limit, "l")));
    const auto open = is_open(*status);
    k.status = to_string(*status);
    return k.views(k.ready(open ? k.queue_open : k.queue_closed,
                           open ? sql::open_of_status() : sql::closed_of_status(), into(k.t1),
                           use(k.key, "key"), use(k.at, "at"), use(k.id, "id"),
                           use(k.status, "status"), use(k.limit, "l")));
  });
}

result<std::vector<order_view>>
sql_read_queries::customer_orders(const customer_id& customer, const std::optional<list_key>& after,
                                  std::size_t limit) {
  return guarded([&] {
    auto& k = *kept_;
    k.key = customer.value;
    k.start_at(after, {beyond_all, 0, ""}, limit);
    return k.views(k.ready(k.customer, sql::customer_orders, into(k.t1), use(k.key, "key"),
                           use(k.at, "at"), use(k.id, "id"), use(k.limit, "l")));
  });
}

result<std::vector<order_view>> sql_read_queries::jobs(const rider_view& rider,
                                                       const std::optional<list_key>& after,
                                                       std::size_t limit) {
  return guarded([&]() -> result<std::vector<order_view>> {
    auto& k = *kept_;
    auto& run =
      k.ready(k.job, sql::jobs, into(k.t1), into(k.n1), into(k.t2), use(k.at, "at"),
              use(k.id, "id"), use(k.key, "key"), use(k.south, "south"), use(k.north, "north"),
              use(k.west, "west"), use(k.east, "east"), use(k.limit, "l"));
    k.key = rider.area;
    k.start_at(after, {-1, 0, ""}, k.page);
    std::tie(k.south, k.north, k.west, k.east) = box_around(rider.at);
    std::vector<order_view> near;
    for (bool more = true; more && near.size() < limit;) {
      std::vector<order_view> found;
      if (auto taken = k.job_page(run); taken)
        found = std::move(*taken);
      else
        return taken.error();
      more = found.size() == k.page;
      for (auto& each : found)
        if (near.size() < limit && is_shown_to(rider, each))
          near.push_back(std::move(each));
    }
    return near;
  });
}

result<std::vector<dish_count>> sql_read_queries::dishes(const store_id& store,
                                                         const std::optional<list_key>& after,
                                                         std::size_t limit) {
  return guarded([&]() -> result<std::vector<dish_count>> {
    auto& k = *kept_;
    auto& run = k.ready(k.dish, sql::dishes, into(k.t1), into(k.t2), into(k.n1), into(k.n2),
                        into(k.n3), use(k.key, "key"), use(k.at, "at"), use(k.second, "second"),
                        use(k.id, "id"), use(k.limit, "l"));
    k.key = store.value;
    k.start_at(after, {beyond_all, 0, ""}, limit);
    std::vector<dish_count> found;
    k.each_row(
      run,
      [&](std::size_t i) {
        found.push_back(
          {k.key, std::move(k.t1[i]), std::move(k.t2[i]), k.n1[i], k.n2[i], at_ms(k.n3[i])});
      },
      k.t1, k.t2, k.n1, k.n2, k.n3);
    return found;
  });
}

result<std::vector<payment_record>> sql_read_queries::payments(const order_id& order) {
  return guarded([&]() -> result<std::vector<payment_record>> {
    auto& k = *kept_;
    auto& run = k.ready(k.payment, sql::payments, into(k.n1), into(k.t1), into(k.n2), into(k.t2),
                        into(k.n3), use(k.key, "key"));
    k.key = order.value;
    std::vector<payment_record> found;
    k.each_row(
      run,
      [&](std::size_t i) {
        found.push_back({k.key, static_cast<std::uint64_t>(k.n1[i]), std::move(k.t1[i]), k.n2[i],
                         std::move(k.t2[i]), at_ms(k.n3[i])});
      },
      k.n1, k.t1, k.n2, k.t2, k.n3);
    return found;
  });
}

result<std::vector<topic_event>> sql_read_queries::topic(const brand_id& brand, std::uint64_t after,
                                                         std::size_t limit) {
  return guarded([&]() -> result<std::vector<topic_event>> {
    auto& k = *kept_;
    auto& run = k.ready(k.events, sql::topic(k.speaks), into(k.n1), into(k.n2), into(k.n3),
                        into(k.t1), into(k.n4), into(k.t2), into(k.n5), into(k.t3), into(k.n6),
                        into(k.t4), use(k.key, "key"), use(k.at, "at"), use(k.limit, "l"));
    k.key = brand.value;
    k.at = static_cast<long long>(after);
    k.limit = static_cast<long long>(limit);
    std::vector<topic_event> found;
    k.each_row(
      run,
      [&](std::size_t i) {
        const auto position = static_cast<std::uint64_t>(k.n1[i]);
        if (position == after + found.size() + 1) // No hole is skipped: it may still be filled.
          found.push_back(
            {position,
             {static_cast<std::uint32_t>(k.n2[i]), static_cast<std::uint64_t>(k.n3[i]), k.key,
              std::move(k.t1[i]), static_cast<std::uint64_t>(k.n4[i]), std::move(k.t2[i]),
              at_ms(k.n5[i]), std::move(k.t3[i]), static_cast<std::uint64_t>(k.n6[i]),
              std::move(k.t4[i])}});
      },
      k.n1, k.n2, k.n3, k.t1, k.n4, k.t2, k.n5, k.t3, k.n6, k.t4);
    return found;
  });
}

result<instant> sql_read_queries::as_of() {
  return guarded([&]() -> result<instant> {
    auto& k = *kept_;
    auto& run = k.ready(k.time, "select as_of_ms from projection_time where id = 1", into(k.n1));
    instant newest{};
    k.each_row(
      run, [&](std::size_t i) { newest = at_ms(k.n1[i]); }, k.n1);
    return newest;
  });
}

} // namespace baedal::persistence
