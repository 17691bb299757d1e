#include "tests/http/open_api.hpp"

#include <catch2/catch.hpp>
#include <future>

using namespace baedal;
using namespace baedal::http;
using namespace std::chrono_literals;

namespace {

actors::public_event event(std::uint64_t version) {
  return {version, "cooking_started", instant{}, "{}"};
}

actors::history_page pages_until(std::uint64_t after, std::uint64_t last, std::size_t limit) {
  actors::history_page page;
  for (auto version = after + 1; version <= last && page.events.size() < limit; ++version)
    page.events.push_back(event(version));
  if (!page.events.empty() && page.events.back().version < last)
    page.next_after = page.events.back().version;
  return page;
}

/// The ids of the frames that were sent so far.
std::vector<int> ids_in(const std::string& frames) {
  std::vector<int> ids;
  for (auto at = frames.find("id: "); at != std::string::npos; at = frames.find("id: ", at + 1))
    ids.push_back(std::stoi(frames.substr(at + 4)));
  return ids;
}

std::vector<int> from_to(int first, int last) {
  std::vector<int> all;
  for (int i = first; i <= last; ++i)
    all.push_back(i);
  return all;
}

/// An API over an order with `last` events, whose hub the test speaks for.
struct streamed {
  std::uint64_t last = 3;
  std::promise<actors::subscribe_message> arrived;
  std::promise<std::uint64_t> left;
  std::function<void()> during_history;
  open_api api; ///< ends first: its actors use what stands above

  streamed() {
    api.behind.subscribe = [this](auto& what) { arrived.set_value(std::move(what)); };
    api.behind.unsubscribe = [this](const auto& what) { left.set_value(what.token); };
    api.behind.history = [this](auto& what) {
      if (what.id != "o_1")
        return what.back.refuse(errc::order_unknown);
      auto page = pages_until(what.after, last, what.limit);
      if (during_history)
        std::exchange(during_history, nullptr)();
      what.back.deliver(std::move(page));
    };
  }

  std::shared_ptr<stream_source> open(open_api::headers with = {}) {
    auto reply = api.raw(verb::get, "/api/v1/orders/o_1/stream", {}, std::move(with));
    REQUIRE(std::holds_alternative<stream_reply>(reply));
    return std::get<stream_reply>(reply).source;
  }
};

/// Takes frames until `count` ids have come. Each `take` waits for the stream's own wake-up.
std::vector<int> read_ids(stream_source& source, std::size_t count) {
  std::string frames;
  while (ids_in(frames).size() < count) {
    const auto batch = source.take();
    frames += batch.bytes;
    if (batch.last)
      break;
  }
  return ids_in(frames);
}

} // namespace

SCENARIO("a stream shows the history, then what comes live (design 9, SSE)") {
  streamed world;
  const auto source = world.open();
  auto hub = world.arrived.get_future().get();
  CHECK(hub.order.value == "o_1");
  CHECK(read_ids(*source, 3) == from_to(1, 3));
  CHECK(hub.tell(event(4)));
  CHECK(hub.tell(event(5)));
  CHECK(read_ids(*source, 2) == from_to(4, 5));
  WHEN("an event comes twice") {
    CHECK(hub.tell(event(5)));
    CHECK(hub.tell(event(6)));
    THEN("it is shown once") {
      CHECK(read_ids(*source, 1) == from_to(6, 6));
    }
  }
  WHEN("an event is missing") {
    CHECK_FALSE(hub.tell(event(7)));
    THEN("the stream ends, so that the client resumes without a gap") {
      CHECK(source->take().last);
    }
  }
  WHEN("the client goes") {
    source->abandon();
    THEN("the hub hears of it, and further events are not wanted") {
      CHECK(world.left.get_future().get() == hub.token);
      CHECK_FALSE(hub.tell(event(6)));
    }
  }
  WHEN("the hub dies") {
    hub.tell = nullptr;
    THEN("the stream ends instead of going silent") {
      CHECK(source->closed());
    }
  }
}

SCENARIO("a stream resumes after Last-Event-ID, without gap or repetition") {
  streamed world;
  world.last = 250;
  const auto source = world.open({{"last-event-id", "2"}});
  CHECK(read_ids(*source, 248) == from_to(3, 250));
  source->abandon();
}

SCENARIO("what is committed while the history is read comes once, in order") {
  streamed world;
  auto hub = std::make_shared<actors::subscribe_message>();
  world.during_history = [&world, hub] {
    *hub = world.arrived.get_future().get();
    for (std::uint64_t version = 2; version <= 5; ++version)
      hub->tell(event(version));
  };
  const auto source = world.open();
  CHECK(read_ids(*source, 5) == from_to(1, 5));
  source->abandon();
}

SCENARIO("a stream that cannot begin is refused like any request") {
  streamed world;
  CHECK(problem_of(world.api.get("/api/v1/orders/o_2/stream")) == "404 order_unknown");
  CHECK(problem_of(world.api.get("/api/v1/orders/o_1/stream", {{"last-event-id", "x"}}))
        == "400 bad_header Last-Event-ID");
  world.left.get_future().get();
}

SCENARIO("without a hub there is no stream") {
  streamed world;
  world.api.behind.subscribe = nullptr;
  world.api.behind.history = [](auto& what) { what.back.deliver(pages_until(0, 1, 10)); };
  const auto reply = world.api.raw(verb::get, "/api/v1/orders/o_1/stream");
  // The hub may have forgotten the subscription just after the stream began: then it ends at once.
  if (const auto* begun = std::get_if<stream_reply>(&reply)) {
    world.left.get_future().get();
    CHECK(begun->source->closed());
  } else {
    CHECK(problem_of(std::get<response>(reply)) == "503 unavailable");
  }
}

SCENARIO("streams are capped, and a place is free again when one ends (D9)") {
  std::vector<actors::subscribe_message> hub;
  open_api api{10s, 2};
  api.behind.subscribe = [&](auto& what) { hub.push_back(std::move(what)); };
  api.behind.history = [](auto& what) { what.back.deliver(pages_until(0, 1, 10)); };
  const auto open = [&] { return api.raw(verb::get, "/api/v1/orders/o_1/stream"); };
  const auto first = open();
  const auto second = open();
  REQUIRE(std::holds_alternative<stream_reply>(first));
  REQUIRE(std::holds_alternative<stream_reply>(second));
  const auto third = std::get<response>(open());
  CHECK(problem_of(third) == "503 overloaded");
  CHECK(third.header("Retry-After") == "1");
  std::get<stream_reply>(first).source->abandon();
  const auto fourth = open();
  REQUIRE(std::holds_alternative<stream_reply>(fourth));
  std::get<stream_reply>(second).source->abandon();
  std::get<stream_reply>(fourth).source->abandon();
}
