#pragma once

#include "actors/entity_setup.hpp"
#include "domain/obligation.hpp"

#include <caf/actor.hpp>

#include <span>

namespace baedal::actors {

/// The answer to an obligation, back at its sender.
struct obligation_result {
  obligation_answered what;
};

/// What an entity owes to others, being delivered (design D7): one at a time per receiver, repeated
/// with back-off until the entity's state no longer owes it. Lives inside the entity; keeps nothing
/// that must survive it.
class errands {
public:
  errands(std::string sender_text, std::shared_ptr<const entity_setup> setup);

  /// What stands on every obligation that is sent.
  struct postmark {
    caf::actor self;
    instant last_append{};
    std::uint64_t epoch = 0;
  };

  /// Sends what is due and tells when the next one is. `trace_of` leads from an obligation's number
  /// to the trace that it goes on with.
  std::optional<instant> run(std::span<const obligation> owed, const postmark& mark,
                             const std::function<std::string(std::uint64_t)>& trace_of);

  /// An answer came. What an earlier attempt may have done at the gateway cannot be undone by one
  /// that did not reach it: after such an attempt `unavailable` becomes `unknown`. So does, after a
  /// request for money whose outcome nobody knows, that it is declined: only a look-up tells then.
  obligation_answered answered(obligation_answered what);

  /// What follows from its answer has been decided: the same obligation may be sent again after a
  /// back-off, should the state still owe it. Not before: the answer in hand would be taken for the
  /// last word, whatever the next attempt does.
  void allow_repeat(std::uint64_t number);

  /// The receiver has it; the state is told with the next append (a lost acknowledgement only
  /// causes a repeat).
  void acknowledge_softly(std::uint64_t number);
  [[nodiscard]] bool is_settled(std::uint64_t number) const;
  [[nodiscard]] const std::vector<std::uint64_t>& soft() const { return soft_; }
  /// Forgets acknowledgements that the state knows of by now.
  void forget_soft(std::span<const obligation> still_owed);

  /// Text form of the key of whose obligations these are.
  [[nodiscard]] const std::string& sender() const { return sender_; }

private:
  struct errand {
    std::uint64_t number = 0;
    std::uint32_t attempts = 0;
    bool in_flight = false;
    bool may_be_done = false; ///< an attempt reached the gateway, or may have
    bool asks_for_money = false;
    bool in_doubt = false; ///< an attempt ended without an answer
    instant next_at{};
  };

  errand* find(std::uint64_t number); ///< null where none is open
  errand& find_or_open(std::uint64_t number);
  void deliver(const obligation& what, const postmark& mark, const std::string& trace);

  std::string sender_;
  std::shared_ptr<const entity_setup> setup_;
  std::vector<errand> open_;
  std::vector<std::uint64_t> soft_;
};

} // namespace baedal::actors

CAF_ALLOW_UNSAFE_MESSAGE_TYPE(baedal::actors::obligation_result)
