#include "persistence/sql_notifications.hpp"

#include "domain/order_words.hpp"
#include "persistence/json_writer.hpp"
#include "persistence/kept_statements.hpp"
#include "persistence/sql_errors.hpp"
#include "persistence/sql_notification_texts.hpp"

#include <algorithm>
#include <map>

namespace baedal::persistence {

namespace {

using soci::into;
using soci::use;

constexpr std::size_t rows_at_once = 128;

long long ms(instant at) {
  return at.time_since_epoch().count();
}

std::optional<instant> instant_of(long long ms) {
  if (ms < 0)
    return std::nullopt;
  return instant{std::chrono::milliseconds{ms}};
}

} // namespace

/// Bound variables, column vectors and the statements over them.
struct sql_notifications::kept : kept_statements {
  using rows = result<std::vector<notification_row>>;
  kept(soci::session& s, dialect d) : kept_statements(s, rows_at_once), speaks(d) {}

  dialect speaks;
  std::string key, to, channel, by, document;
  long long version = 0, skip = 0, limit = 0, at = 0;
  std::vector<std::string> orders, audiences, brands, bodies, channels, carriers, states, errors,
    receipts;
  std::vector<long long> versions, numbers, tries, dues, sents;
  statement order, brand, all, waiting, count, recording, shedding;
  std::map<message_status, statement> of_state;

  /// A statement that gives notifications beside their messages.
  template <class... Parts>
  rows joined(statement& slot, const std::string& sql, Parts... parts) {
    auto& run = ready(slot, sql, into(orders), into(versions), into(audiences), into(brands),
                      into(numbers), into(bodies), into(channels), into(carriers), into(states),
                      into(tries), into(dues), into(sents), into(errors), into(receipts), parts...);
    std::vector<notification_row> found;
    std::optional<refusal> unreadable;
    each_row(
      run,
      [&](std::size_t i) {
        if (auto taken = take(i, found); !taken)
          unreadable = taken.error();
      },
      orders, versions, audiences, brands, numbers, bodies, channels, carriers, states, tries, dues,
      sents, errors, receipts);
    if (unreadable)
      return *unreadable;
    return found;
  }

  /// Messages of one notification come one behind the other.
  result<unit> take(std::size_t i, std::vector<notification_row>& found) {
    notification_row row;
    row.what.order = order_id{std::move(orders[i])};
    row.what.version = static_cast<std::uint64_t>(versions[i]);
    row.what.to = from_word<audience>(audiences[i]).value_or(audience::ops);
    row.what.brand = brand_id{std::move(brands[i])};
    row.number = static_cast<std::uint64_t>(numbers[i]);
    if (auto read = decode_notification(bodies[i], row.what); !read)
      return read.error();
    const bool known = !found.empty() && found.back().what == row.what;
    if (!known)
      found.push_back(std::move(row));
    const auto on = from_word<notify_channel>(channels[i]);
    if (!on)
      return unit{}; // A notification that is only read.
    found.back().messages.push_back(
      {*on, from_word<carrier>(carriers[i]).value_or(carrier::webhook),
       from_word<message_status>(states[i]).value_or(message_status::dead),
       static_cast<std::uint32_t>(tries[i]), instant_of(dues[i]), instant_of(sents[i]),
       std::move(errors[i]), std::move(receipts[i])});
    return unit{};
  }

  template <class Work>
  result<unit> in_transaction(Work work) {
    session << (speaks == dialect::sqlite ? "begin immediate" : "begin");
    try {
      work();
      session << "commit";
    } catch (...) {
      session << "rollback";
      throw;
    }
    return unit{};
  }

  /// A time in the one row of when and where this began.
  result<std::optional<instant>> time_in(const char* select) {
    long long found = -1;
    session << select, into(found);
    return instant_of(found);
  }

  void name(const message_key& message) {
    key = message.order.value;
    version = static_cast<long long>(message.version);
    to = to_string(message.to);
    channel = to_string(message.channel);
  }

  /// One object of the document that `sql::record_messages` unfolds.
  void add_to_document(const message_change& change) {
    document += document.empty() ? '[' : ',';
    json_writer out{document};
    out.need("order", change.key.order.value)
      .need("version", change.key.version)
      .need("audience", to_string(change.key.to))
      .need("channel", to_string(change.key.channel))
      .need("status", to_string(change.state.status))
      .need("attempts", change.state.attempts)
      .need("error", change.state.error)
      .need("receipt", change.state.receipt);
    if (change.state.due)
      out.need("due", ms(*change.state.due));
    if (change.state.sent_at)
      out.need("sent", ms(*change.state.sent_at));
    out.close();
  }
};

sql_notifications::sql_notifications() = default;
sql_notifications::~sql_notifications() = default;

void sql_notifications::attach(soci::session& session, dialect speaks) {
  kept_ = std::make_unique<kept>(session, speaks);
}

void sql_notifications::detach() {
  kept_.reset();
}

template <class Work>
auto sql_notifications::guarded(Work work) -> decltype(work(std::declval<kept&>())) {
  if (!kept_)
    return refusal{errc::unavailable, "not connected"};
  try {
    return work(*kept_);
  } catch (const std::exception& thrown) {
    return refusal{errc::unavailable, failure_of(thrown).detail};
  }
}

result<std::vector<notification_row>> sql_notifications::of_order(const order_id& order) {
  return guarded([&](kept& k) {
    k.key = order.value;
    auto found = k.joined(k.order, sql::notifications_of_order(), use(k.key, "key"));
    if (found) // The grade that an order earned comes last.
      std::stable_sort(found->begin(), found->end(),
                       [](const auto& a, const auto& b) { return a.what.at < b.what.at; });
    return found;
  });
}

result<std::vector<notification_row>>
sql_notifications::history(const std::optional<brand_id>& brand, std::size_t skip,
                           std::size_t limit) {
  return guarded([&](kept& k) {
    k.skip = static_cast<long long>(skip);
    k.limit = static_cast<long long>(limit);
    if (!brand)
      return k.joined(k.all, sql::history_of_all(), use(k.limit, "l"), use(k.skip, "skip"));
    k.limit += k.skip;
    k.key = brand->value;
    return k.joined(k.brand, sql::history_range(), use(k.skip, "skip"), use(k.limit, "l"),
                    use(k.key, "key"));
  });
}

result<std::uint64_t> sql_notifications::history_size(const std::optional<brand_id>& brand) {
  return guarded([&](kept& k) -> result<std::uint64_t> {
    long long size = 0;
    if (brand)
      k.session << "select coalesce(sum(number), 0) from notification_head where brand = :b",
        into(size), use(brand->value);
    else
      k.session << "select coalesce(sum(number), 0) from notification_head", into(size);
    return static_cast<std::uint64_t>(size);
  });
}

result<std::vector<notification_row>>
sql_notifications::of_status(message_status status, const std::optional<message_key>& after,
                             std::size_t limit) {
  return guarded([&](kept& k) {
    k.name(after.value_or(message_key{})); // An empty id stands before all.
    k.limit = static_cast<long long>(limit);
    return k.joined(k.of_state[status], sql::messages_of_status(status), use(k.key, "key"),
                    use(k.version, "version"), use(k.to, "audience"), use(k.channel, "channel"),
                    use(k.limit, "l"));
  });
}

result<std::vector<notification_row>> sql_notifications::due(carrier by, instant now,
                                                             std::size_t limit) {
  return guarded([&](kept& k) {
    k.by = to_string(by);
    k.at = ms(now);
    k.limit = static_cast<long long>(limit);
    if (!k.waiting && k.speaks == dialect::postgresql)
      for (const auto* way : sql::only_indexes)
        k.session << way; // Only the notifier asks for these, over a session of its own.
    return k.joined(k.waiting, sql::messages_due(), use(k.by, "carrier"), use(k.at, "at"),
                    use(k.limit, "l"));
  });
}

result<std::uint64_t> sql_notifications::backlog(instant now, std::uint64_t most) {
  return guarded([&](kept& k) -> result<std::uint64_t> {
    auto& run =
      k.ready(k.count, sql::message_backlog, into(k.numbers), use(k.at, "at"), use(k.limit, "l"));
    k.at = ms(now);
    k.limit = static_cast<long long>(most);
    std::uint64_t found = 0;
    k.each_row(
      run, [&](std::size_t i) { found = static_cast<std::uint64_t>(k.numbers[i]); }, k.numbers);
    return found;
  });
}

result<unit> sql_notifications::record(std::span<const message_change> changes) {
  return guarded([&](kept& k) -> result<unit> {
    auto& run = k.ready(k.recording, sql::record_messages(k.speaks), use(k.document));
    k.document.clear();
    for (const auto& each : changes)
      k.add_to_document(each);
    k.document += k.document.empty() ? "[]" : "]";
    run_kept(run);
    return unit{};
  });
}

result<std::uint64_t> sql_notifications::suppress(carrier by, instant now) {
  return guarded([&](kept& k) -> result<std::uint64_t> {
    auto& run = k.ready(k.shedding, sql::suppress_messages(), use(k.by, "by"), use(k.at, "at"));
    k.by = to_string(by);
    k.at = ms(now);
    run_kept(run);
    return static_cast<std::uint64_t>(std::max(run.get_affected_rows(), 0LL));
  });
}

result<std::optional<instant>> sql_notifications::silent_until() {
  return guarded([](kept& k) { return k.time_in(sql::silent_until); });
}

result<unit> sql_notifications::keep_silent_until(instant time) {
  return guarded([&](kept& k) -> result<unit> {
    k.at = ms(time);
    k.session << sql::keep_silent, use(k.at, "at");
    return unit{};
  });
}

result<unit> sql_notifications::take_over(instant silent) {
  return guarded([&](kept& k) {
    k.at = ms(silent);
    return k.in_transaction([&] {
      if (k.speaks == dialect::postgresql)
        k.session << "set local statement_timeout = 0";
      k.session << sql::skip_messages(k.speaks == dialect::sqlite
                                        ? "json_extract(n.body, '$.at')"
                                        : "(n.body::json->>'at')::bigint"),
        use(k.at, "at");
      k.session << sql::take_over, use(k.at, "at");
    });
  });
}

result<std::optional<instant>> sql_notifications::elsewhere() {
  return guarded([](kept& k) { return k.time_in(sql::elsewhere); });
}

result<unit> sql_notifications::keep_elsewhere(instant silent_there) {
  return guarded([&](kept& k) -> result<unit> {
    k.at = ms(silent_there);
    k.session << sql::keep_elsewhere, use(k.at, "at");
    return unit{};
  });
}

} // namespace baedal::persistence
