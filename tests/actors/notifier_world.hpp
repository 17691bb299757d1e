#pragma once

#include "actors/notifier.hpp"
#include "persistence/memory_journal.hpp"
#include "persistence/memory_read_model.hpp"
#include "simulation/virtual_time.hpp"
#include "tests/support/still_world.hpp"

#include <map>

namespace baedal::test {

/// A receiver whose next answers the test decides. Single-threaded.
class moody_receiver final : public gateways::notification_channel {
public:
  explicit moody_receiver(bool called) : called_(called) {}

  gateways::send_answer send(const gateways::outgoing_message& message,
                             instant now) noexcept override;
  [[nodiscard]] bool needs_phone() const noexcept override { return called_; }

  std::vector<gateways::outgoing_message> got; ///< every attempt, in order
  std::vector<instant> times;
  std::function<gateways::send_answer(const gateways::outgoing_message&)> answer = [](const auto&) {
    return gateways::send_answer{gateways::send_answer::verdict::sent, {}, "r"};
  };

private:
  bool called_;
};

/// A notifier over a read model in memory, in virtual time, with a receiver for each carrier.
class notifier_world {
public:
  explicit notifier_world(bool called = false);

  void start();
  void kill();
  /// Enters a notification of a brand with kakao and sms, as the projector does.
  message_key tell(const std::string& order, std::uint64_t version,
                   const std::vector<notify_channel>& channels = {notify_channel::kakao},
                   audience to = audience::customer);
  void write_personal(const entity_key& of, const std::map<std::string, std::string>& members);
  /// What became of a message.
  persistence::message_state state(const message_key& key);
  result<actors::message_row> redeliver(const message_key& key);
  void advance(std::chrono::milliseconds by) { still.advance(by); }
  /// For a receiver that is answering: the answer takes so long on its way.
  void take_longer(std::chrono::milliseconds by) { time_.take_longer(by); }

  test::still_world still{7};
  std::shared_ptr<persistence::memory_store> rows = std::make_shared<persistence::memory_store>();
  std::shared_ptr<persistence::memory_reads> content = persistence::make_memory_reads();
  std::map<carrier, std::shared_ptr<moody_receiver>> receivers;
  std::shared_ptr<actors::catalogue> shelf = std::make_shared<actors::catalogue>();
  std::shared_ptr<actors::projection_progress> progress =
    std::make_shared<actors::projection_progress>();
  std::shared_ptr<actors::notification_counts> count =
    std::make_shared<actors::notification_counts>();
  actors::notifier_limits limits;
  bool held = false; ///< by an operator

private:
  std::unique_ptr<persistence::read_model> reads();

  std::chrono::milliseconds no_error_{};
  simulation::virtual_time time_{still, 11, {}, no_error_};
  std::uint64_t position_ = 0;
  caf::actor who_;
};

} // namespace baedal::test
