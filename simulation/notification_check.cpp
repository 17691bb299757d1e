#include "simulation/notification_check.hpp"

#include "actors/projection_session.hpp"
#include "persistence/memory_reads.hpp"

namespace baedal::simulation {

namespace {

using messages = std::map<std::string, persistence::message_state>;

/// By id.
messages messages_in(const persistence::memory_reads& content) {
  messages all;
  for (const auto& [key, state] : content.notifications.messages) {
    const auto& [order, version, to, channel] = key;
    all.emplace(order + "-" + std::to_string(version) + "-" + channel + "-" + to, state);
  }
  return all;
}

/// What the journal calls for.
messages called_for(const simulated_world& world) {
  const auto fresh = persistence::make_memory_reads();
  const auto client = std::make_shared<process>("checker");
  if (!actors::rebuild(world.store().open_journal(client),
                       persistence::make_memory_read_model(fresh), {}))
    return {};
  return messages_in(*fresh);
}

} // namespace

void check_notifications(simulated_world& world, findings& out) {
  const auto report = [&](const std::string& id, std::string what) {
    out.push_back({"I9", "message " + id, std::move(what), world.still().now()});
  };
  const auto wanted = called_for(world);
  const auto kept = messages_in(*world.store().reads);
  const auto& letters = world.letters().letters();
  for (const auto& [id, ignored] : wanted) {
    const auto known = kept.find(id);
    if (known == kept.end()) {
      report(id, "an event calls for it, and nobody knows of it");
      continue;
    }
    const auto letter = letters.find(id);
    const bool arrived = letter != letters.end() && letter->second.received > 0;
    const auto status = known->second.status;
    const bool refused = letter != letters.end() && letter->second.refused;
    if (status == message_status::sent && !arrived)
      report(id, "said to be sent, and never arrived");
    else if (status == message_status::dead && !refused)
      report(id, "given up, although nobody refused it");
    else if (status == message_status::suppressed && known->second.by != carrier::sms)
      report(id, "suppressed, although it is no SMS");
    else if (is_waiting(status) || status == message_status::skipped)
      report(id, "still " + std::string{to_string(status)} + " after everything went well again");
  }
  for (const auto& [id, letter] : letters) {
    if (!wanted.contains(id) && letter.received > 0)
      report(id, "arrived, although no event calls for it");
    if (letter.conflicting > 0)
      report(id, "arrived again with another content");
  }
}

bool notifications_are_out(const simulated_world& world) {
  return world.store().reads->notifications.waiting.empty();
}

} // namespace baedal::simulation
