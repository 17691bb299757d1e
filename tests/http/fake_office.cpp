#include "tests/http/fake_office.hpp"

#include <caf/all.hpp>

using namespace baedal;
using namespace baedal::actors;

fake_office::fake_office()
  : shelf(std::make_shared<catalogue>()), system_(config_.set("scheduler.max-threads", 2)) {
  for (const auto& each : shipped_brands())
    shelf->update(std::make_shared<const brand_view>(
      brand_view{each.id, each.default_store, each.policy, 1}));
  store_card card;
  card.id = store_id{"s1"};
  card.brand = brand_id{"dongne"};
  card.version = 1;
  card.menu.set(item_id{"m1"}, {item_id{"m1"}, "Chicken", money{18'000}, {}, {}, false});
  shelf->update(std::make_shared<const store_card>(card));
  open_orders();
  open("stores", stores);
  open("riders", riders);
  open("customers", customers);
  open("brands", brands);
  open_queries();
  open_hub();
  open_notifier();
  office = std::make_shared<actors::office>(
    [this](std::string_view name) {
      const auto found = book_.find(name);
      return nobody_there || found == book_.end() ? caf::actor{} : found->second;
    },
    shelf);
}

template <class State>
void fake_office::open(const char* name, fake_region<State>& region) {
  book_[name] = system_.spawn([&region]() -> caf::behavior {
    return {
      [&region](command_message<State>& what) {
        if (region.command)
          region.command(what);
      },
      [&region](read_message<State>& what) {
        if (region.read)
          region.read(what);
      },
    };
  });
}

void fake_office::open_orders() {
  book_["orders"] = system_.spawn([this]() -> caf::behavior {
    return {
      [this](command_message<order>& what) {
        if (orders.command)
          orders.command(what);
      },
      [this](read_message<order>& what) {
        if (orders.read)
          orders.read(what);
      },
      [this](history_message& what) {
        if (history)
          history(what);
      },
    };
  });
}

void fake_office::open_queries() {
  book_["queries"] = system_.spawn([this]() -> caf::behavior {
    return {[this](query_message& what) {
      if (query)
        query(what);
    }};
  });
}

void fake_office::open_hub() {
  book_["hub"] = system_.spawn([this]() -> caf::behavior {
    return {
      [this](subscribe_message& what) {
        if (subscribe)
          subscribe(what);
      },
      [this](const unsubscribe_message& what) {
        if (unsubscribe)
          unsubscribe(what);
      },
    };
  });
}

void fake_office::open_notifier() {
  book_["notifier"] = system_.spawn([this]() -> caf::behavior {
    return {[this](redeliver_message& what) {
      if (redeliver)
        redeliver(what);
    }};
  });
}
