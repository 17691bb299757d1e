#include "actors/errands.hpp"

#include "actors/gateway_desk.hpp"
#include "actors/protocol.hpp"
#include "actors/region_names.hpp"
#include "failpoints/failpoint.hpp"

#include <caf/all.hpp>

#include <algorithm>

namespace baedal::actors {

namespace {

failpoint send_lost{"obligation.lost", "an obligation never reaches its receiver"};
failpoint sent_twice{"obligation.twice", "an obligation reaches its receiver twice"};
failpoint answer_lost{"obligation.answer_lost", "the receiver's answer is lost"};

/// The answer travels back as a message to the incarnation that asked.
template <class T, class Translate>
reply<T> answer_to(const caf::actor& self, std::uint64_t number, Translate translate) {
  return reply<T>{[self, number, translate](result<T> outcome) {
    caf::anon_send(self, obligation_result{{number, translate(std::move(outcome))}});
  }};
}

gateway_answer from_gateway(result<gateway_answer> outcome) {
  if (outcome)
    return std::move(*outcome);
  gateway_answer lost;
  lost.said = is_unknown_outcome(outcome.code()) ? gateway_answer::verdict::unknown
                                                 : gateway_answer::verdict::unavailable;
  return lost;
}

template <class State>
void send_command(const caf::actor& region, const obligation_stamp& stamp, const obligation& what,
                  typename aggregate<State>::command command, const caf::actor& self,
                  const std::string& trace) {
  using view = typename aggregate<State>::view;
  auto back = answer_to<answer<view>>(self, what.number, [](result<answer<view>> outcome) {
    return entity_answer{answer_lost.fires() ? errc::outcome_unknown : outcome.code()};
  });
  if (!region || send_lost.fires())
    return; // The reply dies here and answers `unavailable`.
  command_message<State> message{
    what.receiver->id, std::move(command), caller{{}, {}, trace}, stamp, {}, std::move(back)};
  if (sent_twice.fires())
    caf::anon_send(
      region, command_message<State>{message.id, message.command, message.from, stamp, {}, {}});
  caf::anon_send(region, std::move(message));
}

} // namespace

errands::errands(std::string sender_text, std::shared_ptr<const entity_setup> setup)
  : sender_(std::move(sender_text)), setup_(std::move(setup)) {
  // nop
}

std::optional<instant> errands::run(std::span<const obligation> owed, const postmark& mark,
                                    const std::function<std::string(std::uint64_t)>& trace_of) {
  const auto now = setup_->time->now();
  std::optional<instant> next;
  std::vector<const obligation*> first_of_receiver;
  for (const auto& what : owed) {
    if (is_settled(what.number))
      continue;
    const auto same = [&](const obligation* other) { return other->receiver == what.receiver; };
    if (std::any_of(first_of_receiver.begin(), first_of_receiver.end(), same))
      continue; // One at a time per receiver, lowest number first.
    first_of_receiver.push_back(&what);
    auto& mine = find_or_open(what.number);
    const auto due = std::max(mine.next_at, what.not_before);
    if (mine.in_flight)
      continue;
    if (due > now) {
      next = next ? std::min(*next, due) : due;
      continue;
    }
    mine.in_flight = true;
    mine.asks_for_money = std::holds_alternative<owe_authorise>(what.body);
    deliver(what, mark, trace_of(what.number));
  }
  std::erase_if(open_, [&](const errand& open) {
    return std::none_of(owed.begin(), owed.end(),
                        [&](const obligation& what) { return what.number == open.number; });
  });
  return next;
}

obligation_answered errands::answered(obligation_answered what) {
  auto* known = find(what.number);
  if (!known)
    return what;
  const auto step = setup_->first_retry * (std::int64_t{1} << std::min(known->attempts, 16u));
  const auto delay = std::min<std::chrono::milliseconds>(step, setup_->last_retry);
  const auto jitter = delay * static_cast<std::int64_t>(setup_->time->random() % 256) / 1024;
  known->next_at = setup_->time->now() + delay + jitter;
  ++known->attempts;
  if (auto* gateway = std::get_if<gateway_answer>(&what.answer)) {
    using enum gateway_answer::verdict;
    if ((gateway->said == unavailable && known->may_be_done)
        || (gateway->said == declined && known->asks_for_money && known->in_doubt))
      gateway->said = unknown;
    else if (gateway->said != unavailable)
      known->may_be_done = true;
    known->in_doubt = known->in_doubt || gateway->said == unknown;
  }
  return what;
}

void errands::allow_repeat(std::uint64_t number) {
  if (auto* known = find(number))
    known->in_flight = false;
}

void errands::acknowledge_softly(std::uint64_t number) {
  if (!is_settled(number))
    soft_.push_back(number);
}

bool errands::is_settled(std::uint64_t number) const {
  return std::find(soft_.begin(), soft_.end(), number) != soft_.end();
}

void errands::forget_soft(std::span<const obligation> still_owed) {
  std::erase_if(soft_, [&](std::uint64_t number) {
    return std::none_of(still_owed.begin(), still_owed.end(),
                        [&](const obligation& what) { return what.number == number; });
  });
}

errands::errand* errands::find(std::uint64_t number) {
  const auto known = std::find_if(open_.begin(), open_.end(),
                                  [&](const errand& open) { return open.number == number; });
  return known == open_.end() ? nullptr : &*known;
}

errands::errand& errands::find_or_open(std::uint64_t number) {
  if (auto* known = find(number))
    return *known;
  auto& fresh = open_.emplace_back();
  fresh.number = number;
  return fresh;
}

void errands::deliver(const obligation& what, const postmark& mark, const std::string& trace) {
  setup_->count->obligations_sent.fetch_add(1, std::memory_order_relaxed);
  const obligation_stamp stamp{*parse_entity_key(sender_), what.number, mark.epoch,
                               mark.last_append};
  const order_id order{stamp.sender.id};
  const auto to_store = [&](store_command command) {
    send_command<store>(setup_->find(region_of(entity_kind::store)), stamp, what,
                        std::move(command), mark.self, trace);
  };
  const auto to_rider = [&](rider_command command) {
    send_command<rider>(setup_->find(region_of(entity_kind::rider)), stamp, what,
                        std::move(command), mark.self, trace);
  };
  const auto to_gateway = [&](const auto& body) {
    auto back = answer_to<gateway_answer>(mark.self, what.number, from_gateway);
    auto desk = setup_->find("payments");
    if (!desk || send_lost.fires())
      return; // The reply dies here and answers `unavailable`.
    caf::anon_send(desk, gateway_message{order, body, trace, std::move(back)});
  };
  std::visit(
    overloaded{
      [&](const owe_reserve_stock& owe) {
        to_store(reserve_stock{order, owe.lines});
      },
      [&](const owe_commit_stock&) { to_store(commit_stock{order}); },
      [&](const owe_release_stock&) { to_store(release_stock{order}); },
      [&](const owe_settle_stock&) { to_store(settle_stock{order}); },
      [&](const owe_hold_less& owe) {
        to_store(hold_less{order, owe.lines});
      },
      [&](const owe_assign_rider& owe) {
        to_rider(assign_job{order, owe.area, owe.pickup, owe.offer});
      },
      [&](const owe_release_rider&) { to_rider(release_job{order}); },
      [&](const owe_count_completion& owe) {
        count_completion command{{what.receiver->id}, order, owe.grade_step, owe.raises_grade};
        command.brand = owe.brand;
        command.notify = owe.notify;
        send_command<customer>(setup_->find(region_of(entity_kind::customer)), stamp, what, command,
                               mark.self, trace);
      },
      [&](const auto& body) { to_gateway(body); },
    },
    what.body);
}

} // namespace baedal::actors
