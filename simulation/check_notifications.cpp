#include "actors/projection_session.hpp"
#include "persistence/memory_reads.hpp"
#include "simulation/checking.hpp"

// What receivers of notifications got, against what the journal calls for: that is read from it
// anew, into a database that knows nothing of what was sent.

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

std::optional<messages> called_for(const checking& all) {
  const auto fresh = persistence::make_memory_reads();
  const auto client = std::make_shared<process>("checker");
  if (!actors::rebuild(all.world().store().open_journal(client),
                       persistence::make_memory_read_model(fresh), all.right_time(), {}))
    return std::nullopt;
  return messages_in(*fresh);
}

/// What is wrong about a message that an event calls for; empty: nothing is.
std::string wrong_about(const persistence::message_state& kept,
                        const notification_house::letter& got) {
  if (kept.status == message_status::sent && got.received == 0)
    return "said to be sent, and never arrived";
  if (kept.status == message_status::dead && !got.refused)
    return "given up, although nobody refused it";
  if (kept.status == message_status::suppressed && kept.by != carrier::sms)
    return "suppressed, although it is no SMS";
  if (is_waiting(kept.status) || kept.status == message_status::skipped)
    return "still " + std::string{to_string(kept.status)} + " after everything went well again";
  return {};
}

} // namespace

void check_notifications(const checking& all) {
  const auto report = [&](const std::string& id, std::string what) {
    all.report("I9", "message " + id, std::move(what));
  };
  const auto wanted = called_for(all);
  if (!wanted)
    return all.report("I9", "messages", "cannot be read from the journal");
  const auto kept = messages_in(*all.world().store().reads);
  const auto& arrived = all.world().letters().letters();
  for (const auto& [id, ignored] : *wanted) {
    const auto known = kept.find(id);
    const auto letter = arrived.find(id);
    const auto wrong =
      known == kept.end()
        ? std::string{"an event calls for it, and nobody knows of it"}
        : wrong_about(known->second,
                      letter == arrived.end() ? notification_house::letter{} : letter->second);
    if (!wrong.empty())
      report(id, wrong);
  }
  for (const auto& [id, letter] : arrived) {
    if (!wanted->contains(id) && letter.received > 0)
      report(id, "arrived, although no event calls for it");
    if (letter.conflicting > 0)
      report(id, "arrived again with another content");
  }
}

} // namespace baedal::simulation
