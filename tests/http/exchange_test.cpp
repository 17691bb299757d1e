#include "http/exchange.hpp"
#include "http/worker_pool.hpp"

#include <catch2/catch.hpp>
#include <future>
#include <thread>

using namespace baedal;
using namespace baedal::http;
using namespace std::chrono_literals;

namespace {

std::string body_of(const answer& out) {
  return std::get<response>(out).body;
}

} // namespace

SCENARIO("an exchange is completed once, from any thread [D15]") {
  std::thread elsewhere;
  bool second = true;
  const auto out = ask(
    [&](exchange_ptr x) {
      elsewhere = std::thread{[&second, x = std::move(x)] {
        x->complete(json(200, "1"));
        second = x->complete(json(200, "2"));
      }};
    },
    {});
  elsewhere.join();
  CHECK(body_of(out) == "1");
  CHECK_FALSE(second);
}

SCENARIO("an exchange that dies unanswered says so at once [D15]") {
  const auto dropped = ask([](const exchange_ptr&) {}, {}, 1h);
  CHECK(std::get<response>(dropped).status == 503);
  CHECK(body_of(dropped).find("\"unavailable\"") != std::string::npos);
  THEN("handed over, its outcome is unknown") {
    const auto lost = ask([](const exchange_ptr& x) { x->mark_handed_over(); }, {}, 1h);
    CHECK(body_of(lost).find("\"outcome_unknown\"") != std::string::npos);
  }
}

SCENARIO("the deadline answers for a handler that does not, and later answers are dropped [D15]") {
  exchange_ptr kept;
  const auto late = ask(
    [&](const exchange_ptr& x) {
      x->if_unanswered(errc::request_in_progress);
      kept = x;
    },
    {}, 10ms);
  CHECK(std::get<response>(late).status == 409);
  CHECK_FALSE(kept->complete(json(200, "1")));
  THEN("a stream that comes too late is closed") {
    const auto source = std::make_shared<stream_source>();
    CHECK_FALSE(kept->stream({source}));
    CHECK(source->closed());
  }
}

SCENARIO("a stream is bounded and closes once, by either side") {
  stream_source source{10};
  int closes = 0;
  source.on_close([&] { ++closes; });
  CHECK(source.push("12345"));
  CHECK(source.push("67890"));
  WHEN("a frame does not fit") {
    CHECK_FALSE(source.push("x"));
    THEN("the stream is over and what was queued is dropped") {
      CHECK(source.overflowed());
      CHECK(closes == 1);
      const auto batch = source.take();
      CHECK(batch.bytes.empty());
      CHECK(batch.last);
    }
  }
  WHEN("the writer closes it") {
    source.close();
    source.close();
    THEN("what was queued is still sent") {
      CHECK(closes == 1);
      CHECK_FALSE(source.push("x"));
      const auto batch = source.take();
      CHECK(batch.bytes == "1234567890");
      CHECK(batch.last);
    }
  }
  WHEN("the reader abandons it") {
    source.abandon();
    THEN("the writer hears it, also if it asks only now") {
      CHECK(closes == 1);
      source.on_close([&] { ++closes; });
      CHECK(closes == 2);
    }
  }
}

SCENARIO("a pool runs as many jobs at once as it has threads, and refuses beyond its queue") {
  worker_pool pool{2, 1};
  std::promise<void> gate;
  const auto opened = gate.get_future().share();
  std::atomic<int> done{0};
  const auto job = [&] {
    opened.wait();
    ++done;
  };
  CHECK(pool.submit(job));
  CHECK(pool.submit(job));
  CHECK(pool.waiting() == 0);
  CHECK(pool.submit(job));
  CHECK(pool.waiting() == 1);
  CHECK_FALSE(pool.submit(job));
  gate.set_value();
  pool.finish();
  CHECK(done == 3);
  CHECK_FALSE(pool.submit(job));
}
