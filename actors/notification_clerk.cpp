#include "actors/notification_clerk.hpp"

#include "actors/delivery_rules.hpp"
#include "actors/notification_lookups.hpp"
#include "actors/notification_text.hpp"
#include "domain/entity.hpp"
#include "failpoints/failpoint.hpp"
#include "persistence/event_codec.hpp"

#include <algorithm>

namespace baedal::actors {

namespace {

failpoint record_breaks{"notifier.breaks_before_record",
                        "the connection breaks before outcomes of messages are written down"};
failpoint record_lost{"notifier.breaks_after_record",
                      "the answer is lost that outcomes of messages are written down"};

std::string key_of(entity_kind kind, const std::string& id) {
  return entity_key{kind, id}.text();
}

/// The member of an erasable row; empty where there is none, or no more.
std::string phone_in(const std::optional<std::string>& row) {
  if (!row)
    return {};
  const auto data = persistence::decode_personal(*row);
  if (!data)
    return {};
  const auto phone = data->members.find("phone");
  return phone == data->members.end() ? std::string{} : phone->second;
}

} // namespace

clerk_report notification_clerk::serve(const clerk_turn& turn) {
  clerk_report report;
  auto done = connect();
  if (done)
    done = work(turn, report);
  if (done)
    return report;
  connected_ = false; // Whatever failed, a new connection tells more.
  for (const auto& asked : turn.again)
    asked.back.refuse(errc::unavailable);
  report.code = done.code();
  report.due.clear();
  return report;
}

result<unit> notification_clerk::connect() {
  if (connected_)
    return unit{};
  if (!reads_)
    reads_ = parts_.open_reads();
  auto stands = reads_->connect();
  connected_ = static_cast<bool>(stands);
  return stands;
}

result<unit> notification_clerk::work(const clerk_turn& turn, clerk_report& report) {
  auto& table = reads_->notifications();
  const auto now = parts_.time->now();
  if (!turn.outcomes.empty()) {
    if (record_breaks.fires())
      return errc::unavailable;
    if (auto written = table.record(turn.outcomes); !written)
      return written;
    if (record_lost.fires())
      return errc::unavailable;
  }
  for (const auto& asked : turn.again)
    if (auto sent = send_again(asked, report); !sent)
      return sent;
  if (turn.shed_sms) {
    const auto shed = table.suppress(carrier::sms, now);
    if (!shed)
      return shed.error();
    report.suppressed = *shed;
  }
  if (turn.count_to) {
    const auto backlog = table.backlog(now, *turn.count_to);
    if (!backlog)
      return backlog.error();
    report.backlog = *backlog;
  }
  for (const auto& [by, wanted] : turn.wanted)
    if (auto brought = bring(by, wanted, turn, report); !brought)
      return brought;
  return add_phones(report.due);
}

result<unit> notification_clerk::send_again(const redeliver_message& asked, clerk_report& report) {
  auto& table = reads_->notifications();
  const auto rows = table.of_order(asked.key.order);
  if (!rows)
    return rows.error();
  for (const auto& row : *rows)
    for (const auto& state : row.messages)
      if (row.what.version == asked.key.version && row.what.to == asked.key.to
          && state.channel == asked.key.channel) {
        auto next = sent_again(state, parts_.time->now());
        if (!next) {
          asked.back.refuse(next.error());
          return unit{};
        }
        const persistence::message_change change{asked.key, *next};
        if (auto written = table.record({&change, 1}); !written)
          return written;
        ++report.redelivered;
        report.asked_for.insert(state.by);
        asked.back.deliver(shown(asked.key, *next));
        return unit{};
      }
  asked.back.refuse(errc::notification_unknown);
  return unit{};
}

/// What the notifier has is due in the table until it is done, and again where an operator asks for
/// it: so many more are asked for.
result<unit> notification_clerk::bring(carrier by, std::size_t wanted, const clerk_turn& turn,
                                       clerk_report& report) {
  if (wanted == 0)
    return unit{};
  const auto done = std::count_if(turn.outcomes.begin(), turn.outcomes.end(),
                                  [](const auto& change) { return !change.state.due; });
  const auto in_hand = turn.known.size() + turn.again.size() - static_cast<std::size_t>(done);
  auto rows = reads_->notifications().due(by, parts_.time->now(), wanted + in_hand);
  if (!rows)
    return rows.error();
  std::size_t taken = 0;
  for (const auto& row : *rows)
    for (const auto& state : row.messages) {
      const message_key key{row.what.order, row.what.version, row.what.to, state.channel};
      if (taken == wanted || turn.known.contains(key))
        continue;
      report.due.push_back(prepared(key, row, state));
      ++taken;
    }
  report.found[by] = taken;
  return unit{};
}

due_message notification_clerk::prepared(const message_key& key,
                                         const persistence::notification_row& row,
                                         const persistence::message_state& state) const {
  const auto& what = row.what;
  due_message due{state.by, key, state, {}};
  auto& out = due.content;
  out.id = due.key.text();
  out.brand = what.brand;
  out.order = what.order;
  out.what = what.what;
  out.to = what.to;
  out.recipient = what.recipient;
  out.amount = what.amount;
  out.reason = what.reason;
  out.at = what.at;
  const auto& channels = what.channels; // Nobody gets the same SMS twice.
  out.sms_stands_in =
    std::find(channels.begin(), channels.end(), notify_channel::sms) == channels.end();
  out.text = text_of(what.brand, what.what, what.to, what.order, what.store, what.amount,
                     what.reason, what.at, *parts_.shelf);
  return due;
}

/// The number given with the order comes before that of the profile. Only customers are called.
result<unit> notification_clerk::add_phones(std::vector<due_message>& due) {
  std::vector<std::string> entities;
  std::vector<due_message*> called;
  for (auto& each : due)
    if (parts_.needs_phone[each.by] && each.content.to == audience::customer) {
      called.push_back(&each);
      entities.push_back(key_of(entity_kind::order, each.key.order.value));
      entities.push_back(key_of(entity_kind::customer, each.content.recipient));
    }
  if (called.empty())
    return unit{};
  if (!journal_)
    journal_ = parts_.open_journal();
  if (!journal_connected_)
    if (auto stands = journal_->connect(); !stands)
      return stands;
  journal_connected_ = false; // Until it has answered.
  const auto found = journal_->personal_rows(entities);
  if (!found)
    return found.error();
  journal_connected_ = true;
  for (std::size_t i = 0; i < called.size(); ++i) {
    auto& phone = called[i]->content.phone;
    phone = phone_in((*found)[2 * i]);
    if (phone.empty())
      phone = phone_in((*found)[2 * i + 1]);
  }
  return unit{};
}

} // namespace baedal::actors
