#include "http/problem.hpp"

#include "http/json_writer.hpp"

#include <algorithm>

namespace baedal::http {

namespace {

/// Whole seconds, rounded up, and at least one.
std::int64_t seconds_until(std::chrono::milliseconds later) {
  return std::max<std::int64_t>(std::chrono::ceil<std::chrono::seconds>(later).count(), 1);
}

response write_problem(int status, std::string_view code, const refusal& why) {
  json_writer out;
  out.begin_object()
    .member("type", "urn:baedal:problem:" + std::string{code})
    .member("title", reason_phrase(status))
    .member("status", status)
    .member("code", code);
  const auto optional = [&](std::string_view name, std::string_view value) {
    if (!value.empty())
      out.member(name, value);
  };
  optional("detail", why.detail);
  optional("field", why.field);
  optional("current_state", why.state);
  optional("order_id", why.subject);
  response answer = json(status, out.end_object().take());
  answer.content_type = problem_type;
  if (status == 503 || status == 429 || why.code == errc::request_in_progress)
    answer.headers.emplace_back("Retry-After", std::to_string(seconds_until(why.retry_after)));
  return answer;
}

} // namespace

int status_of(errc code) noexcept {
  switch (code) {
    case errc::request_in_progress: return 409;
    case errc::version_conflict: return 412;
    case errc::none:
    case errc::data_rejected: return 500;
    case errc::refund_refused: return 409;
    case errc::payment_not_found: return 404;
    default: break;
  }
  // The bands of `errc`.
  const auto number = static_cast<int>(code);
  if (number < 10 || number >= 90)
    return 503;
  if (number < 20)
    return 404;
  if (number < 30)
    return 403;
  if (number < 50)
    return 422;
  return number < 60 ? 402 : 409;
}

errc public_code(errc code) noexcept {
  switch (code) {
    case errc::stale_stamp:
    case errc::fenced:
    case errc::history_unreadable:
    case errc::version_exists:
      return errc::unavailable;
    default:
      return code;
  }
}

response problem(const refusal& why) {
  const auto status = status_of(why.code);
  const auto code = public_code(why.code);
  if (status == 500)
    return problem(500, "internal_error", "the server has a bug");
  if (code == why.code)
    return write_problem(status, to_string(code), why);
  refusal hidden{code};
  hidden.retry_after = why.retry_after;
  return write_problem(status, to_string(code), hidden);
}

response problem(const input_fault& why) {
  return write_problem(why.status, why.code, refusal{errc::none, why.detail, why.field});
}

response problem(int status, std::string_view code, std::string_view detail) {
  return write_problem(status, code, refusal{errc::none, std::string{detail}});
}

} // namespace baedal::http
