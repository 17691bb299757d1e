#include "actors/relay.hpp"
#include "persistence/memory_read_model.hpp"
#include "tests/support/still_world.hpp"

#include <caf/all.hpp>
#include <catch2/catch.hpp>

using namespace baedal;
using namespace baedal::actors;
using namespace baedal::persistence;

namespace {

using texts = std::vector<std::string>;

struct scripted_sink final : gateways::event_sink {
  result<unit> publish(const std::string& topic,
                       std::span<const gateways::sink_record> records) noexcept override {
    if (failures > 0 || topic == refused) {
      failures -= failures > 0 ? 1 : 0;
      return refusal{errc::unavailable, "away"};
    }
    for (const auto& each : records)
      got.push_back(topic + " " + each.key + " " + each.id + " " + each.value);
    return unit{};
  }

  int failures = 0;
  std::string refused; ///< a topic
  texts got;
};

/// A relay of the topic pizza, in virtual time.
struct relaying {
  relaying() { begin(); }

  void begin() {
    relay_setup setup;
    setup.open_reads = [this] { return make_memory_read_model(content); };
    setup.sink = sink;
    setup.topics = [this] { return topics; };
    setup.lines = [](const std::string&, const topic_row& row) {
      return row.type == "twice" ? texts{"a", "b"} : row.type == "hidden" ? texts{} : texts{"x"};
    };
    setup.progress = progress;
    setup.own_thread = false;
    who = spawn_relay(still.system(), std::move(setup));
    still.own(who);
  }

  void end() {
    caf::anon_send_exit(who, caf::exit_reason::kill);
    still.settle();
  }

  void run_for(std::chrono::seconds time) { still.run_until(still.now() + time); }

  /// Event number `position` of the topic.
  void commit(std::uint64_t position, std::string type = "order_placed", std::string owner = {},
              std::string brand = "pizza") {
    const auto reads = make_memory_read_model(content);
    REQUIRE(reads->connect());
    read_changes changes;
    changes.topic.push_back({.slice = 1,
                             .slice_position = position,
                             .brand = std::move(brand),
                             .order = "o1",
                             .version = position,
                             .type = std::move(type),
                             .data = "{}",
                             .owner = std::move(owner)});
    changes.offsets.push_back({1, position - 1, position});
    REQUIRE(reads->apply(changes));
  }

  std::uint64_t position() {
    const auto reads = make_memory_read_model(content);
    REQUIRE(reads->connect());
    return *reads->consumer_position("kafka", "pizza");
  }

  texts topics{"pizza"};
  test::still_world still{5};
  std::shared_ptr<memory_reads> content = make_memory_reads();
  std::shared_ptr<scripted_sink> sink = std::make_shared<scripted_sink>();
  std::shared_ptr<relay_progress> progress = std::make_shared<relay_progress>();
  caf::actor who;
};

} // namespace

SCENARIO("a topic that cannot be relayed holds up no other", "[004-I4]") {
  relaying node;
  node.topics = {"ops", "pizza"};
  node.sink->refused = "ops";
  node.commit(1, "breaker_opened", "breaker/payments", "ops");
  node.commit(2);
  node.run_for(std::chrono::seconds{2});
  REQUIRE(node.sink->got.size() == 1);
  CHECK(node.sink->got[0].starts_with("pizza "));
  CHECK_FALSE(node.progress->reachable);
  node.commit(3);
  node.run_for(std::chrono::seconds{10});
  CHECK(node.sink->got.size() == 2);
  node.sink->refused.clear();
  node.run_for(std::chrono::seconds{10});
  CHECK(node.sink->got.size() == 3);
  CHECK(node.progress->reachable);
}

SCENARIO("the relay carries what is there and what comes, in order") {
  relaying node;
  node.commit(1);
  node.commit(2, "twice");
  node.commit(3, "hidden");
  node.run_for(std::chrono::seconds{1});
  CHECK(node.sink->got == texts{"pizza o1 o1-1 x", "pizza o1 o1-2 a", "pizza o1 o1-2.1 b"});
  CHECK(node.position() == 3);
  node.commit(4);
  node.run_for(std::chrono::seconds{1});
  CHECK(node.sink->got.back() == "pizza o1 o1-4 x");
  CHECK(node.sink->got.size() == 4);
  node.commit(5, "customer_grade_raised", "customer/c1");
  node.run_for(std::chrono::seconds{1});
  CHECK(node.sink->got.back() == "pizza c1 customer/c1-5 x");
}

SCENARIO("a new incarnation goes on where the last one stopped") {
  relaying node;
  node.commit(1);
  node.run_for(std::chrono::seconds{1});
  node.end();
  node.commit(2);
  node.begin();
  node.run_for(std::chrono::seconds{1});
  CHECK(node.sink->got == texts{"pizza o1 o1-1 x", "pizza o1 o1-2 x"});
}

SCENARIO("what was not acknowledged, or not noted, is sent again under the same id") {
  relaying node;
  node.run_for(std::chrono::seconds{1});
  WHEN("the sink is away") {
    node.sink->failures = 3;
    node.commit(1);
    node.run_for(std::chrono::seconds{10});
    CHECK(node.sink->got == texts{"pizza o1 o1-1 x"});
    CHECK(node.progress->failures == 3);
    CHECK(node.progress->reachable);
  }
  WHEN("the position cannot be kept") {
    node.commit(1);
    break_connection(*node.content, 1); // The events are read, then it breaks.
    node.run_for(std::chrono::seconds{10});
    CHECK(node.sink->got == texts{"pizza o1 o1-1 x", "pizza o1 o1-1 x"});
    CHECK(node.position() == 1);
  }
}

SCENARIO("a rebuild of the read model changes nothing for consumers") {
  relaying node;
  node.commit(1);
  node.run_for(std::chrono::seconds{1});
  const auto reads = make_memory_read_model(node.content);
  REQUIRE(reads->connect());
  REQUIRE(reads->drop_all());
  CHECK(node.position() == 1);
}
