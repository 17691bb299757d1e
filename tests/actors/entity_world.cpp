#include "tests/actors/entity_world.hpp"

#include "actors/fold.hpp"
#include "actors/gateway_desk.hpp"
#include "actors/journal_writer.hpp"
#include "actors/region_names.hpp"
#include "actors/wakeups.hpp"
#include "supervisors/entity_region.hpp"
#include "supervisors/kill.hpp"

#include <caf/all.hpp>

#include <numeric>

namespace baedal::test {

class entity_world::virtual_world final : public actors::world {
public:
  explicit virtual_world(entity_world& town) : town_(town) {}
  instant now() override { return town_.still.now(); }
  std::uint64_t random() override { return town_.still.random(); }
  std::chrono::milliseconds call_time() override { return town_.call_time; }

private:
  entity_world& town_;
};

entity_world::entity_world(std::uint64_t seed, std::chrono::milliseconds idle)
  : still(seed), time_(std::make_unique<virtual_world>(*this)), idle_(idle) {
  breaker =
    std::make_shared<actors::shared_breaker>("payments", actors::breaker_settings{}, *time_);
  start();
}

entity_world::~entity_world() {
  stop();
}

void entity_world::start() {
  using namespace actors;
  ++incarnation_;
  auto& system = still.system();
  status = std::make_shared<journal_status>();
  journal_writer_setup writer;
  writer.open = [this](std::function<bool(int)> pause) {
    auto store = std::make_unique<persistence::memory_journal>(rows, faults);
    return std::make_unique<persistence::journal_session>(
      std::move(store), "node-" + std::to_string(incarnation_), std::move(pause));
  };
  writer.open_reads = [this] {
    return std::make_unique<persistence::memory_journal>(rows, faults);
  };
  writer.slices.resize(slice_count);
  std::iota(writer.slices.begin(), writer.slices.end(), 0u);
  writer.publish = [](const committed_batch&) {};
  writer.pause = [this](int attempt) { return !status->owns.load() || attempt < patience; };
  writer.status = status;
  writer.count = count;
  writer.time = time_.get();
  writer.own_thread = false;
  book_["journal"] = spawn_journal_writer(system, std::move(writer));
  book_["payments"] = spawn_gateway_desk(system, {.gateway = gateway,
                                                  .count = count,
                                                  .breaker = breaker,
                                                  .workers = 4,
                                                  .most_waiting = 100,
                                                  .own_threads = false,
                                                  .time = time_.get()});
  setup_ = std::make_shared<entity_setup>();
  setup_->find = [this](std::string_view name) {
    const auto known = book_.find(name);
    return known == book_.end() ? caf::actor{} : known->second;
  };
  setup_->shelf = shelf;
  setup_->count = count;
  setup_->time = time_.get();
  setup_->idle = idle_;
  setup_->most_awake = most_awake;
  const auto region = [&]<class State>(const char* name, std::type_identity<State>) {
    auto past = std::make_shared<supervisors::region_past>();
    start_region_[name] = [this, name, past] {
      book_[name] =
        supervisors::spawn_region<State>(still.system(), setup_, std::make_shared<gauge>(0), past);
    };
    start_region_[name]();
  };
  region("orders", std::type_identity<order>{});
  region("stores", std::type_identity<store>{});
  region("riders", std::type_identity<rider>{});
  region("customers", std::type_identity<customer>{});
  region("brands", std::type_identity<brand>{});
  region("sequences", std::type_identity<sequence>{});
  region("breakers", std::type_identity<baedal::breaker>{});
  book_["wakeups"] = spawn_wakeups(system, {setup_});
}

void entity_world::stop() {
  for (auto& [name, actor] : book_)
    supervisors::kill(actor);
  book_.clear();
  still.settle();
}

void entity_world::restart() {
  stop();
  start();
}

void entity_world::kill(std::string_view name) {
  const auto known = book_.find(name);
  if (known == book_.end())
    return;
  supervisors::kill(known->second);
  still.settle();
}

void entity_world::replace_region(const std::string& name) {
  const auto old = book_.at(name);
  bool down = false;
  old->attach_functor([&down](const caf::error&) { down = true; });
  supervisors::kill(old);
  while (!down && still.step()) {
    // Its entities are told to die in the step that ends it.
  }
  start_region_.at(name)();
}

template <class State>
entity_world::answer_ptr<State>
entity_world::tell(std::string id, typename actors::aggregate<State>::command command,
                   actors::caller from, std::map<std::string, std::string> personal) {
  using view = typename actors::aggregate<State>::view;
  auto outcome = std::make_shared<std::optional<result<actors::answer<view>>>>();
  actors::reply<actors::answer<view>> back{[outcome](auto told) { *outcome = std::move(told); }};
  caf::anon_send(book_.find(actors::region_of(actors::aggregate<State>::kind))->second,
                 actors::command_message<State>{std::move(id),
                                                std::move(command),
                                                std::move(from),
                                                {},
                                                std::move(personal),
                                                std::move(back)});
  return outcome;
}

template <class State>
std::optional<result<typename actors::aggregate<State>::view>>
entity_world::read(std::string id, std::optional<std::uint64_t> version) {
  using view = typename actors::aggregate<State>::view;
  auto outcome = std::make_shared<std::optional<result<view>>>();
  actors::reply<view> back{[outcome](auto told) { *outcome = std::move(told); }};
  caf::anon_send(book_.find(actors::region_of(actors::aggregate<State>::kind))->second,
                 actors::read_message<State>{std::move(id), version, std::move(back)});
  settle();
  return *outcome;
}

result<actors::history_page> entity_world::history(std::string id, std::uint64_t after,
                                                   std::size_t limit) {
  std::optional<result<actors::history_page>> outcome;
  actors::reply<actors::history_page> back{[&](auto told) { outcome = std::move(told); }};
  caf::anon_send(book_["orders"],
                 actors::history_message{std::move(id), after, limit, std::move(back)});
  settle();
  if (!outcome)
    return errc::unavailable;
  return std::move(*outcome);
}

void entity_world::open_shops() {
  for (const auto& shipped : shipped_brands()) {
    const auto name = shipped.id.value;
    policy_overrides
      same; // Every member absent would give the defaults: state the shipped ones by the aggregate.
    shelf->update(std::make_shared<const brand_view>(
      brand_view{shipped.id, shipped.default_store, shipped.policy, 1}));
    store_card card;
    card.id = store_id{"s-" + name};
    card.brand = shipped.id;
    card.name = name;
    card.area = "here";
    tell<store>(card.id.value, define_store{card});
    tell<store>(card.id.value, define_item{{item_id{"a"}, "A", money{1000}, {}, {}, false}});
    tell<store>(card.id.value, define_item{{item_id{"b"}, "B", money{2500}, {}, 5, false}});
    tell<rider>("r-" + name, define_rider{rider_id{"r-" + name}, "here", {}, {}});
    tell<rider>("r-" + name, rider_goes_online{});
  }
  settle();
}

place_order entity_world::placing(const std::string& brand_name, const std::string& id,
                                  const std::string& item, const std::string& token,
                                  bool keyed) const {
  place_order what;
  what.id = order_id{id};
  what.brand = brand_id{brand_name};
  what.store = store_id{"s-" + brand_name};
  what.customer = customer_id{"c-" + brand_name};
  what.items = {{item_id{item}, 1, {}, {}, {}}};
  what.token = token;
  what.keyed = keyed;
  what.body_hash = "hash of " + item + token;
  what.card = shelf->store(what.store);
  what.policy = *shelf->policy_for(*what.card);
  return what;
}

template <class State>
actors::fold<State> entity_world::folded(const std::string& id) const {
  actors::fold<State> found;
  persistence::history from;
  from.events =
    rows->events_of(entity_key{actors::aggregate<State>::kind, id}.text(), 0, 1'000'000);
  if (auto read = found.read(from); !read)
    throw std::runtime_error(read.error().detail);
  return found;
}

caf::actor entity_world::find(std::string_view name) const {
  const auto known = book_.find(name);
  return known == book_.end() ? caf::actor{} : known->second;
}

#define BAEDAL_TELL(state)                                                                         \
  template entity_world::answer_ptr<state> entity_world::tell<state>(                              \
    std::string, actors::aggregate<state>::command, actors::caller,                                \
    std::map<std::string, std::string>);                                                           \
  template std::optional<result<actors::aggregate<state>::view>> entity_world::read<state>(        \
    std::string, std::optional<std::uint64_t>);                                                    \
  template actors::fold<state> entity_world::folded<state>(const std::string&) const;
BAEDAL_TELL(order)
BAEDAL_TELL(store)
BAEDAL_TELL(rider)
BAEDAL_TELL(customer)
BAEDAL_TELL(brand)
BAEDAL_TELL(sequence)
#undef BAEDAL_TELL

} // namespace baedal::test
