#pragma once

#include "actors/catalogue.hpp"
#include "actors/notification_queries.hpp"
#include "actors/world.hpp"
#include "gateways/make_notification_channels.hpp"
#include "persistence/journal.hpp"
#include "persistence/read_model.hpp"

#include <functional>
#include <set>

namespace baedal::actors {

/// A message that is due, with all that it takes to send it.
struct due_message {
  carrier by = carrier::alimtalk;
  message_key key;
  persistence::message_state state;
  gateways::outgoing_message content;
};

/// What the clerk is to do in one go, in this order.
struct clerk_turn {
  std::vector<persistence::message_change> outcomes; ///< to be written down
  std::vector<redeliver_message> again;              ///< asked for by operators
  bool shed_sms = false;                             ///< give those up that are due
  std::optional<std::uint64_t> count_to;             ///< how far the backlog is counted, if at all
  std::map<carrier, std::size_t> wanted;             ///< due messages to bring
  std::set<message_key> known;                       ///< those that the notifier has already
};

/// What came of it. With an error the outcomes may be written or not: they are to be given again.
struct clerk_report {
  errc code = errc::none;
  std::vector<due_message> due;
  std::map<carrier, std::size_t> found; ///< how many messages were due of those asked for
  std::optional<std::uint64_t> backlog; ///< where it was to be counted
  std::uint64_t suppressed = 0;
  std::uint64_t redelivered = 0;
  std::set<carrier> asked_for; ///< carriers of messages that operators sent again
};

/// Keeps the notifier's books: which messages are due, what became of them, and whom they go to.
/// Telephone numbers are read when a message is about to be sent, from the order's personal row or
/// the customer's profile, and are kept nowhere. Blocks; owned by one thread.
class notification_clerk {
public:
  struct parts {
    std::function<std::unique_ptr<persistence::read_model>()> open_reads;
    std::function<std::unique_ptr<persistence::journal>()> open_journal;
    std::shared_ptr<const catalogue> shelf;
    std::map<carrier, bool> needs_phone;
    world* time = &real_world();
  };
  explicit notification_clerk(parts made_of) : parts_(std::move(made_of)) {}

  clerk_report serve(const clerk_turn& turn);

private:
  result<unit> connect();
  result<unit> work(const clerk_turn& turn, clerk_report& report);
  result<unit> send_again(const redeliver_message& asked, clerk_report& report);
  result<unit> bring(carrier by, std::size_t wanted, const clerk_turn& turn, clerk_report& report);
  due_message prepared(const message_key& key, const persistence::notification_row& row,
                       const persistence::message_state& state) const;
  result<unit> add_phones(std::vector<due_message>& due);

  parts parts_;
  std::unique_ptr<persistence::read_model> reads_;
  std::unique_ptr<persistence::journal> journal_;
  bool connected_ = false;
  bool journal_connected_ = false;
};

} // namespace baedal::actors
