#include "actors/query_pool.hpp"

#include "actors/crash_log.hpp"
#include "actors/query_reader.hpp"
#include "failpoints/failpoint.hpp"

#include <caf/all.hpp>

#include <deque>

namespace baedal::actors {

namespace {

failpoint reader_dies{"queries.reader_dies", "a reader of lists dies with its query"};

using query_ptr = std::shared_ptr<query_message>;
struct reader_free {};

} // namespace

} // namespace baedal::actors

CAF_ALLOW_UNSAFE_MESSAGE_TYPE(baedal::actors::query_ptr)
CAF_ALLOW_UNSAFE_MESSAGE_TYPE(baedal::actors::reader_free)

namespace baedal::actors {

namespace {

void refuse(const query_message& query, errc why) {
  std::visit([why](const auto& asked) { asked.back.refuse(why); }, query);
}

class reader final : public caf::event_based_actor {
public:
  reader(caf::actor_config& config, std::shared_ptr<const query_pool_setup> setup)
    : caf::event_based_actor(config), serving_(setup->open_reads, *setup->time) {
    // nop
  }

  const char* name() const override { return "query reader"; }

  caf::behavior make_behavior() override {
    log_crashes(this, "query reader");
    return {
      [this](const query_ptr& query) {
        reader_dies.crash_if_fired();
        serving_.serve(*query);
        return reader_free{};
      },
    };
  }

private:
  query_reader serving_;
};

class query_pool final : public caf::event_based_actor {
public:
  query_pool(caf::actor_config& config, std::shared_ptr<const query_pool_setup> setup)
    : caf::event_based_actor(config), setup_(std::move(setup)) {
    // nop
  }

  const char* name() const override { return "query pool"; }

  caf::behavior make_behavior() override {
    log_crashes(this, "query pool");
    set_down_handler([this](const caf::down_msg& down) { quit(down.reason); });
    for (std::size_t i = 0; i < setup_->readers; ++i) {
      readers_.push_back(setup_->own_threads ? spawn<reader, caf::detached>(setup_)
                                             : spawn<reader>(setup_));
      monitor(readers_.back());
      free_.push_back(readers_.back());
    }
    return {
      [this](query_message& query) { accept(std::move(query)); },
    };
  }

  void on_exit() override {
    for (const auto& each : readers_)
      anon_send_exit(each, caf::exit_reason::user_shutdown);
    readers_.clear();
    free_.clear();
    queue_.clear(); // Each answers "unavailable" as it goes.
  }

private:
  void accept(query_message query) {
    if (queue_.size() >= setup_->most_waiting) {
      setup_->count->overloaded.fetch_add(1, std::memory_order_relaxed);
      return refuse(query, errc::overloaded);
    }
    std::visit([this](const auto& asked) { asked.back.count_in(setup_->in_flight); }, query);
    queue_.push_back(std::make_shared<query_message>(std::move(query)));
    hand_out();
  }

  void hand_out() {
    while (!queue_.empty() && !free_.empty()) {
      const auto who = free_.back();
      free_.pop_back();
      auto query = std::move(queue_.front());
      queue_.pop_front();
      request(who, caf::infinite, std::move(query))
        .then(
          [this, who](reader_free) {
            free_.push_back(who);
            hand_out();
          },
          [this](const caf::error& why) { quit(why); });
    }
  }

  std::shared_ptr<const query_pool_setup> setup_;
  std::vector<caf::actor> readers_;
  std::vector<caf::actor> free_;
  std::deque<query_ptr> queue_;
};

} // namespace

caf::actor spawn_query_pool(caf::actor_system& system, query_pool_setup setup) {
  return system.spawn<query_pool>(std::make_shared<const query_pool_setup>(std::move(setup)));
}

} // namespace baedal::actors
