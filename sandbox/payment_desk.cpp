#include "sandbox/payment_desk.hpp"

#include "sandbox/documents.hpp"

#include <algorithm>
#include <utility>

namespace baedal::sandbox {

namespace {

using namespace std::chrono_literals;

/// How long a connection is held whose request is never answered. Longer than any client of ours
/// waits, and no longer, because each held connection takes up a thread of the front door.
constexpr auto silence = 10'000ms;

instant now() {
  return std::chrono::floor<std::chrono::milliseconds>(std::chrono::system_clock::now());
}

desk_reply refused(const gateway_error& why) {
  return {why.status, to_json(why)};
}

desk_reply failed(int status) {
  return refused(
    {status, "FAILED_INTERNAL_SYSTEM_PROCESSING", "The gateway cannot process this now."});
}

} // namespace

result<std::unique_ptr<payment_desk>> payment_desk::open(const std::filesystem::path& folder) {
  std::vector<ledger_entry> past;
  auto log = ledger_log::open(folder, past);
  if (!log)
    return log.error();
  ledger books;
  for (const auto& entry : past)
    books.apply(entry);
  return std::unique_ptr<payment_desk>{new payment_desk{std::move(books), std::move(*log)}};
}

payment_desk::payment_desk(ledger books, std::unique_ptr<ledger_log> log)
  : books_(std::move(books)), log_(std::move(log)) {
  for (const auto& [order, entry] : books_.promised())
    promise_capture(order, entry.at);
}

payment_desk::~payment_desk() {
  stop();
}

void payment_desk::stop() {
  decltype(waiters_) dropped; // Their replies end without the lock.
  {
    const std::lock_guard lock{mutex_};
    stopped_ = true;
    dropped.swap(waiters_);
  }
  timer_.stop();
}

void payment_desk::confirm(std::string_view body, std::string idempotency_key, reply_fn reply) {
  auto request = read_confirm(body);
  std::unique_lock lock{mutex_};
  if (auto trouble = misbehave()) {
    const auto delay = draw_latency();
    lock.unlock();
    return send(std::move(*trouble), delay, reply);
  }
  ledger::terms terms{now(), dice_.falls_within(how_.decline_rate)};
  const bool silent = dice_.falls_within(how_.timeout_after_success_rate);
  if (how_.capture_delay > 0ms)
    terms.capture_at = terms.now + how_.capture_delay;
  if (const auto* why = std::get_if<gateway_error>(&request))
    return settle({*why}, false, reply, std::move(lock));
  auto& asked = std::get<confirm_request>(request);
  asked.idempotency_key = std::move(idempotency_key);
  settle(books_.confirm(asked, terms), silent, reply, std::move(lock));
}

void payment_desk::cancel(std::string payment_key, std::string_view body,
                          std::string idempotency_key, reply_fn reply) {
  auto request = read_cancel(body);
  std::unique_lock lock{mutex_};
  if (auto trouble = misbehave()) {
    const auto delay = draw_latency();
    lock.unlock();
    return send(std::move(*trouble), delay, reply);
  }
  const bool silent = dice_.falls_within(how_.timeout_after_success_rate);
  if (const auto* why = std::get_if<gateway_error>(&request))
    return settle({*why}, false, reply, std::move(lock));
  auto& asked = std::get<cancel_request>(request);
  asked.payment_key = std::move(payment_key);
  asked.idempotency_key = std::move(idempotency_key);
  settle(books_.cancel(asked, now()), silent, reply, std::move(lock));
}

void payment_desk::look_up_order(const std::string& order_id, reply_fn reply) {
  std::unique_lock lock{mutex_};
  const auto* paid = books_.of_order(order_id);
  look_up(paid, reply, std::move(lock));
}

void payment_desk::look_up_payment(const std::string& payment_key, reply_fn reply) {
  std::unique_lock lock{mutex_};
  const auto* paid = books_.by_key(payment_key);
  look_up(paid, reply, std::move(lock));
}

void payment_desk::look_up(const payment* paid, const reply_fn& reply,
                           std::unique_lock<std::mutex> lock) {
  if (auto trouble = misbehave()) {
    const auto delay = draw_latency();
    lock.unlock();
    return send(std::move(*trouble), delay, reply);
  }
  if (paid == nullptr)
    return settle({gateway_error{404, "NOT_FOUND_PAYMENT", "There is no such payment."}}, false,
                  reply, std::move(lock));
  settle({*paid}, false, reply, std::move(lock));
}

void payment_desk::books(reply_fn reply) {
  std::unique_lock lock{mutex_};
  auto payments = books_.payments();
  lock.unlock();
  send({200, books_json(payments)}, 0ms, reply);
}

desk_reply payment_desk::read_behaviour() const {
  const std::lock_guard lock{mutex_};
  return {200, to_json(how_)};
}

desk_reply payment_desk::set_behaviour(std::string_view body) {
  const auto wanted = sandbox::read_behaviour(body);
  if (!wanted)
    return refused({400, "INVALID_REQUEST", wanted.error().detail});
  const std::lock_guard lock{mutex_};
  how_ = *wanted;
  dice_ = spread_dice_ = dice{how_.seed};
  return {200, to_json(how_)};
}

/// What a request gets that is not looked at; nothing where all is well.
std::optional<desk_reply> payment_desk::misbehave() {
  if (how_.down)
    return failed(503);
  if (dice_.falls_within(how_.error_rate))
    return failed(500);
  return std::nullopt;
}

std::chrono::milliseconds payment_desk::draw_latency() {
  return how_.latency + spread_dice_.up_to(how_.latency_spread);
}

/// Logs the change and lets the client know of it, now, later or never.
void payment_desk::settle(ledger_outcome outcome, bool silent, const reply_fn& reply,
                          std::unique_lock<std::mutex> lock) {
  if (outcome.entry)
    log_->append(*outcome.entry);
  if (const auto* wait = std::get_if<awaited>(&outcome.said)) {
    if (!stopped_)
      waiters_[wait->order_id].push_back({reply, silent && outcome.entry});
    if (outcome.entry)
      promise_capture(wait->order_id, outcome.entry->at);
    return;
  }
  const auto delay = draw_latency();
  lock.unlock();
  if (const auto* why = std::get_if<gateway_error>(&outcome.said))
    return send(refused(*why), delay, reply);
  const bool unanswered = silent && outcome.entry;
  send(unanswered ? failed(500) : desk_reply{200, to_json(std::get<payment>(outcome.said))},
       unanswered ? silence : delay, reply);
}

void payment_desk::promise_capture(const std::string& order_id, instant when) {
  timer_.after(std::max(when - now(), 0ms), [this, order_id] { capture_now(order_id); });
}

void payment_desk::capture_now(const std::string& order_id) {
  std::unique_lock lock{mutex_};
  const auto entry = books_.capture_promised(order_id, now());
  if (!entry)
    return;
  log_->append(*entry);
  const auto paid = *books_.of_order(order_id);
  const auto waiting = waiters_.extract(order_id);
  const auto delay = draw_latency();
  lock.unlock();
  if (waiting.empty())
    return;
  for (const auto& who : waiting.mapped())
    send(who.silent ? failed(500) : desk_reply{200, to_json(paid)}, who.silent ? silence : delay,
         who.reply);
}

void payment_desk::send(desk_reply what, std::chrono::milliseconds delay, const reply_fn& reply) {
  log_->when_durable([this, what = std::move(what), delay, reply](bool durable) mutable {
    if (!durable)
      what = failed(500);
    if (delay == 0ms)
      return reply(std::move(what));
    timer_.after(delay, [what = std::move(what), reply] { reply(what); });
  });
}

} // namespace baedal::sandbox
