#include "gateways/http_payment.hpp"

#include "gateways/toss_replies.hpp"

#include <httplib.h>

#include <algorithm>
#include <utility>

namespace baedal::gateways {

namespace {

using namespace std::chrono_literals;
using clock = deadline_watch::clock;
using verdict = gateway_answer::verdict;

/// A kept connection that was idle for longer is opened anew: the other end may be about to close
/// it, and a request that meets the closing has an unknown outcome.
constexpr auto longest_idle = 400ms;
/// No payment object is larger.
constexpr std::size_t largest_reply = 64 * 1024;
/// With less than this left a call is not begun.
constexpr auto shortest_call = 1ms;

gateway_answer no_reply(verdict said, std::string_view code) {
  gateway_answer out;
  out.said = said;
  out.code = code;
  return out;
}

/// Letters, digits and -._~ as they are, the rest as %XX: fit for one path segment and for a header
/// value.
std::string percent_encoded(std::string_view text) {
  constexpr std::string_view plain = "-._~", digits = "0123456789ABCDEF";
  std::string out;
  for (const char c : text) {
    const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    if (letter || plain.find(c) != std::string_view::npos) {
      out += c;
      continue;
    }
    const auto byte = static_cast<unsigned char>(c);
    out += {'%', digits[byte >> 4], digits[byte & 15]};
  }
  return out;
}

} // namespace

struct http_payment::question {
  std::string method;
  std::string path;
  std::string body;
  std::string idempotency_key;
  clock::time_point deadline;
  std::string traceparent;
};

struct http_payment::heard {
  bool replied = false;
  toss_reply reply;
  gateway_answer failure;
};

class http_payment::line {
public:
  line(const gateway_url& place, const std::string& secret) : client_(place.host, place.port) {
    client_.set_keep_alive(true);
    client_.set_tcp_nodelay(true);
    client_.set_follow_location(false);
    client_.set_url_encode(false);
    client_.set_decompress(false);
    client_.set_basic_auth(secret, "");
  }

  heard ask(const question& what, deadline_watch& watch) {
    const auto start = clock::now();
    const auto budget =
      std::chrono::duration_cast<std::chrono::milliseconds>(what.deadline - start);
    if (budget < shortest_call)
      return {false, {}, no_reply(verdict::unavailable, "no_time_left")};
    if (start - last_use_ > longest_idle)
      client_.stop();
    client_.set_connection_timeout(budget);
    client_.set_write_timeout(budget);
    client_.set_read_timeout(budget);
    httplib::Request request;
    request.method = what.method;
    request.path = what.path;
    if (!what.traceparent.empty())
      request.set_header("traceparent", what.traceparent);
    if (what.method == "POST") {
      request.body = what.body;
      request.set_header("Content-Type", "application/json; charset=utf-8");
      request.set_header("Idempotency-Key", what.idempotency_key);
    }
    auto out = send(request, what.deadline, watch);
    last_use_ = clock::now();
    return out;
  }

private:
  heard send(httplib::Request& request, clock::time_point deadline, deadline_watch& watch) {
    heard out;
    request.content_receiver = [&](const char* data, std::size_t size, std::uint64_t,
                                   std::uint64_t) {
      out.reply.body.append(data, size);
      return out.reply.body.size() <= largest_reply;
    };
    httplib::Response response;
    auto error = httplib::Error::Success; // The client names a failed name lookup only if it is so.
    {
      const deadline_watch::guard limit{watch, deadline, [this] { client_.stop(); }};
      out.replied = client_.send(request, response, error);
    }
    out.reply.status = response.status;
    if (out.replied)
      return out;
    client_.stop(); // What is left of a reply must not be taken for the answer to the next request.
    const bool reached =
      error != httplib::Error::Connection && error != httplib::Error::ConnectionTimeout;
    out.failure = reached ? no_reply(verdict::unknown, "no_answer")
                          : no_reply(verdict::unavailable, "not_reached");
    return out;
  }

  httplib::ClientImpl client_;
  clock::time_point last_use_ = clock::now();
};

http_payment::http_payment(gateway_url place, std::string_view secret)
  : place_(std::move(place)), secret_(secret) {
  // nop
}

http_payment::~http_payment() = default;

gateway_answer http_payment::authorise(const authorise_call& call) noexcept try {
  const auto said = ask({"POST", "/v1/payments/confirm", confirm_body(call),
                         percent_encoded(call.idempotency_key), clock::now() + call.answer_within,
                         call.traceparent});
  return said.replied ? read_confirm(said.reply, call) : said.failure;
} catch (const std::exception&) {
  return no_reply(verdict::unknown, "client_failed");
}

gateway_answer http_payment::look_up(const look_up_call& call) noexcept try {
  const auto said = ask({"GET",
                         "/v1/payments/orders/" + percent_encoded(call.order.value),
                         {},
                         {},
                         clock::now() + call.answer_within,
                         call.traceparent});
  return said.replied ? read_look_up(said.reply, call) : said.failure;
} catch (const std::exception&) {
  return no_reply(verdict::unknown, "client_failed");
}

gateway_answer http_payment::refund(const refund_call& call) noexcept try {
  return refund_once(call);
} catch (const std::exception&) {
  return no_reply(verdict::unknown, "client_failed");
}

gateway_answer http_payment::refund_once(const refund_call& call) {
  const auto deadline = clock::now() + call.answer_within;
  const auto path = "/v1/payments/" + percent_encoded(call.payment_key);
  const auto said = ask({"POST", path + "/cancel", cancel_body(call),
                         percent_encoded(call.idempotency_key), deadline, call.traceparent});
  if (!said.replied)
    return said.failure;
  const auto answer = read_cancel(said.reply, call);
  if (answer.said != verdict::unknown || answer.code != already_cancelled)
    return answer;
  const auto now = ask({"GET", path, {}, {}, deadline, call.traceparent});
  return now.replied ? read_cancelled(now.reply, call) : answer;
}

http_payment::heard http_payment::ask(const question& what) {
  auto connection = take_line();
  auto asked = what;
  asked.path = place_.prefix + what.path;
  auto out = connection->ask(asked, watch_);
  give_back(std::move(connection));
  return out;
}

std::unique_ptr<http_payment::line> http_payment::take_line() {
  {
    const std::lock_guard lock{mutex_};
    if (!free_.empty()) {
      auto out = std::move(free_.back());
      free_.pop_back();
      return out;
    }
  }
  return std::make_unique<line>(place_, secret_);
}

void http_payment::give_back(std::unique_ptr<line> free) {
  const std::lock_guard lock{mutex_};
  free_.push_back(std::move(free));
}

} // namespace baedal::gateways
