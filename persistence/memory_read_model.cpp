#include "persistence/memory_read_model.hpp"

#include "domain/job.hpp"
#include "persistence/catalogue_rows.hpp"
#include "persistence/memory_reads.hpp"
#include "persistence/order_view_codec.hpp"
#include "persistence/read_dump.hpp"

#include <algorithm>
#include <map>
#include <mutex>
#include <set>
#include <tuple>

namespace baedal::persistence {

namespace {

using order_key = memory_reads::order_key;

std::vector<catalogue_record> values_of(const std::map<std::string, catalogue_record>& rows) {
  std::vector<catalogue_record> values;
  for (const auto& [id, row] : rows)
    values.push_back(row);
  return values;
}

class memory_read_model final : public read_model {
public:
  memory_read_model(std::shared_ptr<memory_reads> content, std::function<bool()> reachable)
    : all_(std::move(content)), reachable_(std::move(reachable)) {
    // nop
  }

  result<unit> connect() override {
    std::lock_guard guard{all_->mutex};
    if (all_->refused_connects > 0) {
      --all_->refused_connects;
      return refusal{errc::unavailable, "the database is away"};
    }
    connected_ = !reachable_ || reachable_();
    if (!connected_)
      return refusal{errc::unavailable, "the database cannot be reached"};
    all_->calls_left = -1;
    return unit{};
  }

  result<unit> apply(const read_changes& changes) override {
    return with([&](memory_reads& all) -> result<unit> {
      for (const auto& step : changes.offsets)
        if (all.offsets.at(step.slice) != step.after)
          return errc::version_exists;
      if (!is_storable(changes))
        return errc::data_rejected;
      all.put(changes);
      return unit{};
    });
  }

  result<std::vector<std::uint64_t>> offsets() override {
    return with([](memory_reads& all) { return result{all.offsets}; });
  }

  result<unit> drop_all() override {
    return with([](memory_reads& all) -> result<unit> {
      all.drop_all();
      return unit{};
    });
  }

  result<std::uint64_t> consumer_position(const std::string& consumer,
                                          const std::string& topic) override {
    return with([&](memory_reads& all) { return result{all.consumers[{consumer, topic}]}; });
  }

  result<unit> keep_consumer_position(const std::string& consumer, const std::string& topic,
                                      std::uint64_t position) override {
    return with([&](memory_reads& all) -> result<unit> {
      auto& known = all.consumers[{consumer, topic}];
      known = std::max(known, position);
      return unit{};
    });
  }

  result<std::vector<order_view>> store_orders(const store_id& store,
                                               std::optional<order_status> status,
                                               const std::optional<list_key>& after,
                                               std::size_t limit) override {
    return with([&](memory_reads& all) {
      return rising(all, all.by_store[store.value], after, limit,
                    [&](const order_view& each) { return !status || each.status == *status; });
    });
  }

  result<std::vector<order_view>> customer_orders(const customer_id& customer,
                                                  const std::optional<list_key>& after,
                                                  std::size_t limit) override {
    return with([&](memory_reads& all) -> result<std::vector<order_view>> {
      const auto& list = all.by_customer[customer.value];
      auto end = after ? list.lower_bound({after->first, after->id}) : list.end();
      std::vector<order_view> found;
      while (end != list.begin() && found.size() < limit) {
        auto view = decode_order_view(all.orders[(--end)->second].body);
        if (!view)
          return view.error();
        found.push_back(std::move(*view));
      }
      return found;
    });
  }

  result<std::vector<order_view>>
  jobs(const rider_view& rider, const std::optional<list_key>& after, std::size_t limit) override {
    return with([&](memory_reads& all) {
      return rising(all, all.open_jobs, after, limit,
                    [&](const order_view& each) { return is_shown_to(rider, each); });
    });
  }

  result<collection_piece> collection(const collection_query& what) override {
    return with([&](memory_reads& all) { return result{all.piece_of(what)}; });
  }

  result<std::vector<dish_count>>
  dishes(const store_id& store, const std::optional<list_key>& after, std::size_t limit) override {
    return with([&](memory_reads& all) {
      std::vector<dish_count> found;
      for (auto at = all.dishes.lower_bound({store.value, ""});
           at != all.dishes.end() && at->first.first == store.value; ++at)
        if (!after || comes_after(at->second, *after))
          found.push_back(at->second);
      std::sort(found.begin(), found.end(), [](const dish_count& a, const dish_count& b) {
        return comes_after(b, {a.orders, a.quantity, a.item});
      });
      found.resize(std::min(found.size(), limit));
      return result{std::move(found)};
    });
  }

  result<std::vector<payment_record>> payments(const order_id& order) override {
    return with([&](memory_reads& all) {
      std::vector<payment_record> found;
      for (auto at = all.payments.lower_bound({order.value, 0});
           at != all.payments.end() && at->first.first == order.value; ++at)
        found.push_back(at->second);
      return result{std::move(found)};
    });
  }

  result<std::vector<topic_event>> topic(const brand_id& brand, std::uint64_t after,
                                         std::size_t limit) override {
    return with([&](memory_reads& all) {
      std::vector<topic_event> found;
      const auto& events = all.topics[brand.value];
      for (auto at = events.find(after + 1);
           at != events.end() && at->first == after + found.size() + 1 && found.size() < limit;
           ++at)
        found.push_back({at->first, at->second});
      return result{std::move(found)};
    });
  }

  result<instant> as_of() override {
    return with([](memory_reads& all) { return result{all.as_of}; });
  }

  result<std::vector<store_card>> stores() override {
    return with([](memory_reads& all) { return cards_of(values_of(all.stores)); });
  }

  result<std::vector<brand_view>> brands() override {
    return with([](memory_reads& all) { return brands_of(values_of(all.brands)); });
  }

  result<std::vector<order_view>> orders(std::span<const order_id> ids) override {
    return with([&](memory_reads& all) -> result<std::vector<order_view>> {
      std::vector<order_view> found;
      for (const auto& id : ids) {
        const auto row = all.orders.find(id.value);
        if (row == all.orders.end())
          continue;
        auto view = decode_order_view(row->second.body);
        if (!view)
          return view.error();
        found.push_back(std::move(*view));
      }
      return found;
    });
  }

  notification_table& notifications() override { return notifications_; }

  result<std::vector<std::string>> dump() override;

  std::string name() const override { return "memory"; }

private:
  /// Runs alone on the content, unless the connection is broken.
  template <class Work>
  auto with(Work work) -> decltype(work(std::declval<memory_reads&>())) {
    std::lock_guard guard{all_->mutex};
    connected_ = connected_ && (!reachable_ || reachable_());
    if (!connected_ || all_->calls_left == 0)
      return refusal{errc::unavailable, "the connection is cut"};
    if (all_->calls_left > 0)
      --all_->calls_left;
    return work(*all_);
  }

  template <class Wanted>
  static result<std::vector<order_view>> rising(memory_reads& all, const std::set<order_key>& list,
                                                const std::optional<list_key>& after,
                                                std::size_t limit, Wanted wanted) {
    std::vector<order_view> found;
    auto at = after ? list.upper_bound({after->first, after->id}) : list.begin();
    for (; at != list.end() && found.size() < limit; ++at) {
      auto view = decode_order_view(all.orders[at->second].body);
      if (!view)
        return view.error();
      if (wanted(*view))
        found.push_back(std::move(*view));
    }
    return found;
  }

  std::shared_ptr<memory_reads> all_;
  std::function<bool()> reachable_;
  locked_notifications notifications_{
    [this](const std::function<void(memory_notifications&)>& work) -> result<unit> {
      return with([&](memory_reads& all) -> result<unit> {
        work(all.notifications);
        return unit{};
      });
    }};
  bool connected_ = true; ///< until a call finds it cannot be reached
};

result<std::vector<std::string>> memory_read_model::dump() {
  return with([](memory_reads& all) -> result<std::vector<std::string>> {
    std::vector<std::string> lines;
    for (const auto& [id, row] : all.orders)
      lines.push_back(line_of(row));
    for (const auto& [id, row] : all.payments)
      lines.push_back(line_of(row));
    for (const auto& [id, row] : all.dishes)
      lines.push_back(line_of(row));
    for (const auto& [brand, events] : all.topics)
      for (const auto& [position, event] : events)
        lines.push_back(line_of(topic_event{position, event}));
    for (const auto& row : all.notifications.rows())
      lines.push_back(line_of(row));
    for (const auto& [id, row] : all.stores)
      lines.push_back(line_of("store", row));
    for (const auto& [id, row] : all.brands)
      lines.push_back(line_of("brand", row));
    for (std::uint32_t slice = 0; slice < slice_count; ++slice)
      lines.push_back(line_of(slice, all.offsets[slice]));
    std::sort(lines.begin(), lines.end());
    return lines;
  });
}

} // namespace

std::shared_ptr<memory_reads> make_memory_reads() {
  return std::make_shared<memory_reads>();
}

std::unique_ptr<read_model> make_memory_read_model(std::shared_ptr<memory_reads> content,
                                                   std::function<bool()> reachable) {
  return std::make_unique<memory_read_model>(std::move(content), std::move(reachable));
}

void break_connection(memory_reads& content, int after_calls, int refused_connects) {
  std::lock_guard guard{content.mutex};
  content.calls_left = after_calls;
  content.refused_connects = refused_connects;
}

} // namespace baedal::persistence
