#pragma once

#include "http/problem.hpp"
#include "http/stream_source.hpp"

#include <chrono>
#include <functional>
#include <memory>
#include <variant>

namespace baedal::http {

/// What ends an exchange.
using answer = std::variant<response, stream_reply>;

/// Where the edge waits for the answer of one exchange, no longer than its deadline.
class reply_slot;

/// One request and the one answer it gets, later, from any thread. If the last handle goes without
/// an answer, the client gets 503 `unavailable`, or what `if_unanswered` said instead.
class exchange {
public:
  explicit exchange(http::request in, std::shared_ptr<reply_slot> slot);
  exchange(const exchange&) = delete;
  exchange& operator=(const exchange&) = delete;
  ~exchange();

  [[nodiscard]] const http::request& in() const noexcept { return in_; }

  /// Each of these answers. False where the exchange was answered already or its deadline is over.
  bool complete(response out);
  bool refuse(const refusal& why);
  bool refuse(const input_fault& why);
  bool stream(stream_reply out);

  /// The answer if the deadline passes or the exchange is dropped: `request_in_progress`, for
  /// example. False where the exchange was answered already.
  bool if_unanswered(refusal instead);

  /// The request is with the journal now: from here on silence means `outcome_unknown`.
  bool mark_handed_over();

  /// Lives as long as the exchange. For the handler, before it hands the exchange on.
  void keep_until_gone(std::shared_ptr<void> what) { kept_ = std::move(what); }

private:
  http::request in_;
  std::shared_ptr<reply_slot> slot_;
  std::shared_ptr<void> kept_;
};

using exchange_ptr = std::shared_ptr<exchange>;
using handler = std::function<void(exchange_ptr)>;

struct open_exchange {
  exchange_ptr handle;
  std::shared_ptr<reply_slot> slot;
};
open_exchange begin_exchange(request in);

/// The answer once it is there, or at the deadline what stands for it; later answers are dropped.
answer await_answer(reply_slot& slot, std::chrono::steady_clock::time_point deadline);

/// Runs a handler and waits for its answer: what the edge does, for tests and for in-process
/// callers.
answer ask(const handler& handle, request in,
           std::chrono::milliseconds patience = std::chrono::seconds{10});

} // namespace baedal::http
