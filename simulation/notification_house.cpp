#include "simulation/notification_house.hpp"

namespace baedal::simulation {

using gateways::outgoing_message;
using gateways::send_answer;
using verdict = send_answer::verdict;

/// One process's connection: a dead process reaches nobody.
class notification_house::line final : public gateways::notification_channel {
public:
  line(notification_house& house, carrier by, process_ptr caller)
    : house_(house), by_(by), caller_(std::move(caller)) {
    // nop
  }

  send_answer send(const outgoing_message& message, instant) noexcept override {
    return caller_->alive() ? house_.take(by_, message)
                            : send_answer{verdict::again, "not reached", {}};
  }
  [[nodiscard]] bool needs_phone() const noexcept override { return false; }

private:
  notification_house& house_;
  carrier by_;
  process_ptr caller_;
};

gateways::notification_channels notification_house::seen_by(const process_ptr& caller) {
  gateways::notification_channels all;
  for (const auto by : {carrier::alimtalk, carrier::webhook, carrier::sms, carrier::log})
    all.emplace(by, std::make_shared<line>(*this, by, caller));
  return all;
}

notification_house::mood notification_house::draw() {
  auto left = static_cast<unsigned>(dice_() % 1000);
  const std::pair<unsigned, mood> chances[] = {{moods.lost_before, mood::lost_before},
                                               {moods.lost_after, mood::lost_after},
                                               {moods.away, mood::away},
                                               {moods.busy, mood::busy},
                                               {moods.refused, mood::refused}};
  for (const auto& [chance, what] : chances) {
    if (left < chance)
      return what;
    left -= chance;
  }
  return mood::fine;
}

send_answer notification_house::take(carrier by, const outgoing_message& message) {
  switch (draw()) {
    case mood::lost_before:
      return {verdict::again, "no answer", {}};
    case mood::away:
      return {verdict::again, "not reached", {}};
    case mood::busy:
      return {verdict::again, "status 429", {}, std::chrono::seconds{3}};
    case mood::refused:
      letters_[message.id].refused = true;
      return {verdict::never, "status 400", {}};
    case mood::lost_after:
      keep(by, message);
      return {verdict::again, "no answer", {}};
    case mood::fine:
      break;
  }
  keep(by, message);
  return {verdict::sent, {}, "r-" + message.id};
}

/// The effect of an id is that of its first arrival.
void notification_house::keep(carrier by, const outgoing_message& message) {
  auto& known = letters_[message.id];
  const auto content = message.order.value + " " + std::string{to_string(message.what)} + " to "
                       + message.recipient + ": " + message.text;
  if (known.received++ == 0) {
    known.by = by;
    known.content = content;
  } else if (known.content != content || known.by != by) {
    ++known.conflicting;
  }
}

} // namespace baedal::simulation
