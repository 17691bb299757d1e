#include "actors/relay.hpp"

#include "actors/blocking_call.hpp"
#include "actors/crash_log.hpp"
#include "actors/query_reader.hpp"
#include "failpoints/failpoint.hpp"

#include <caf/all.hpp>
#include <spdlog/spdlog.h>

namespace baedal::actors {

namespace {

struct relay_tick {};

} // namespace

} // namespace baedal::actors

CAF_ALLOW_UNSAFE_MESSAGE_TYPE(baedal::actors::relay_tick)

namespace baedal::actors {

namespace {

failpoint dies_before{"relay.dies_before_send", "the relay dies before it hands events on"};
failpoint answer_lost{"relay.answer_lost", "events arrive outside, but the answer is lost"};
failpoint dies_after{"relay.dies_after_send", "the relay dies before it notes what arrived"};

class relay final : public caf::event_based_actor {
public:
  relay(caf::actor_config& config, relay_setup setup)
    : caf::event_based_actor(config), setup_(std::move(setup)) {
    // nop
  }

  const char* name() const override { return "relay"; }

  caf::behavior make_behavior() override {
    log_crashes(this, "relay");
    send(this, relay_tick{});
    return {
      [this](relay_tick) {
        blocking_call(this, *setup_.time, [this] { more_ = relay_all(); }, [this] { go_on(); });
      },
      [](const later_step& step) { (*step)(); },
    };
  }

private:
  void go_on() {
    note(more_);
    if (!more_) {
      reads_.reset(); // A new connection finds out where things stand.
      positions_.clear();
      delayed_send(this, back_off(), relay_tick{});
    } else if (*more_) {
      send(this, relay_tick{});
    } else {
      delayed_send(this, setup_.look_every, relay_tick{});
    }
  }

  /// A piece of each topic; whether any has more. One that cannot be relayed holds up no other.
  result<bool> relay_all() {
    if (auto connected = connect(); !connected)
      return connected.error();
    result<bool> more = false;
    for (const auto& topic : setup_.topics()) {
      const auto rest = relay_some(topic);
      if (more && (!rest || *rest))
        more = rest;
    }
    return more;
  }

  result<unit> connect() {
    if (reads_)
      return unit{};
    auto fresh = setup_.open_reads();
    if (!fresh)
      return refusal{errc::unavailable, "the read model cannot be opened"};
    if (auto connected = fresh->connect(); !connected)
      return connected.error();
    reads_ = std::move(fresh);
    return unit{};
  }

  result<bool> relay_some(const std::string& topic) {
    const auto from = position_of(topic);
    if (!from)
      return from.error();
    auto events = reads_->topic(brand_id{topic}, *from, setup_.most_per_turn);
    if (!events)
      return events.error();
    if (events->empty())
      return false;
    const auto last = events->back().position;
    const bool full = events->size() == setup_.most_per_turn;
    const auto records = records_of(topic, *std::move(events));
    dies_before.crash_if_fired();
    if (auto sent = setup_.sink->publish(topic, records); !sent)
      return sent.error();
    if (answer_lost.fires())
      return refusal{errc::unavailable, "the answer is lost"};
    dies_after.crash_if_fired();
    setup_.progress->events.fetch_add(records.size());
    if (auto kept = reads_->keep_consumer_position(setup_.consumer, topic, last); !kept)
      return kept.error();
    positions_[topic] = last;
    return full;
  }

  /// Whoever else moves it is another owner's relay, before it ends; so it is read once per
  /// connection.
  result<std::uint64_t> position_of(const std::string& topic) {
    if (const auto known = positions_.find(topic); known != positions_.end())
      return known->second;
    auto stored = reads_->consumer_position(setup_.consumer, topic);
    if (stored)
      positions_[topic] = *stored;
    return stored;
  }

  std::vector<gateways::sink_record> records_of(const std::string& topic,
                                                std::vector<persistence::topic_event> events) {
    std::vector<gateways::sink_record> records;
    for (auto& event : events) {
      const auto row = topic_row_of(std::move(event));
      int several = 0; // A brand may make more than one of an event.
      for (auto& line : setup_.lines(topic, row)) {
        auto id = several == 0 ? row.event_id : row.event_id + "." + std::to_string(several);
        records.push_back({row.owner.id, std::move(line), std::move(id)});
        ++several;
      }
    }
    return records;
  }

  void note(const result<bool>& outcome) {
    auto& progress = *setup_.progress;
    if (outcome) {
      attempts_ = 0;
      if (!progress.reachable.exchange(true))
        spdlog::info("events are relayed");
      return;
    }
    progress.failures.fetch_add(1);
    if (progress.reachable.exchange(false) || attempts_ == 0)
      spdlog::warn("events cannot be relayed: {} {}", to_string(outcome.code()),
                   outcome.error().detail);
    ++attempts_;
  }

  [[nodiscard]] std::chrono::milliseconds back_off() const {
    using namespace std::chrono_literals;
    return std::min<std::chrono::milliseconds>(100ms * (1 << std::min(attempts_, 6)), 5s);
  }

  relay_setup setup_;
  std::unique_ptr<persistence::read_model> reads_;
  std::map<std::string, std::uint64_t> positions_; ///< behind which to go on, by topic
  result<bool> more_{false};                       ///< what the last turn came to
  int attempts_ = 0; ///< turns that failed in a row
};

} // namespace

caf::actor spawn_relay(caf::actor_system& system, relay_setup setup) {
  return setup.own_thread ? system.spawn<relay, caf::detached>(std::move(setup))
                          : system.spawn<relay>(std::move(setup));
}

} // namespace baedal::actors
