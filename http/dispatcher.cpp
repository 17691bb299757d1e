#include "http/dispatcher.hpp"

#include "http/text_check.hpp"

#include <iterator>
#include <spdlog/spdlog.h>
#include <typeinfo>

namespace baedal::http {

namespace {

/// False where an escape is broken or a name or value is not UTF-8.
bool read_query(std::string_view text, std::vector<text_pair>& out) {
  while (!text.empty()) {
    const auto end = text.find('&');
    const auto pair = text.substr(0, end);
    text = end == std::string_view::npos ? std::string_view{} : text.substr(end + 1);
    if (pair.empty())
      continue;
    const auto equals = pair.find('=');
    auto name = percent_decode(pair.substr(0, equals), plus_sign::is_space);
    auto value = percent_decode(equals == std::string_view::npos ? "" : pair.substr(equals + 1),
                                plus_sign::is_space);
    if (!name || !value)
      return false;
    out.emplace_back(std::move(*name), std::move(*value));
  }
  return true;
}

response no_route(const route_table::match& found, verb method) {
  if (found.status == 404)
    return problem(404, "not_found", "there is nothing at this address");
  if (found.status == 400)
    return problem(400, "bad_request", "the address is not percent-encoded UTF-8");
  auto out = method == verb::options
               ? no_content()
               : problem(405, "method_not_allowed", "this resource has other methods");
  out.headers.emplace_back("Allow", found.allow);
  return out;
}

} // namespace

dispatcher::dispatcher(route_table routes, settings how)
  : routes_(std::move(routes)), settings_(std::move(how)) {
  // nop
}

answer dispatcher::dispatch(message_head head, std::string body, std::string remote_address) {
  if (auto asked = settings_.cors.preflight(head))
    return *std::move(asked);
  auto allowed = settings_.cors.headers_for(header_of(head, "origin"));
  auto out = serve(std::move(head), std::move(body), std::move(remote_address));
  auto& headers = std::visit(
    [](auto& reply) -> auto& { return reply.headers; }, out);
  std::move(allowed.begin(), allowed.end(), std::back_inserter(headers));
  return out;
}

answer dispatcher::serve(message_head head, std::string body, std::string remote_address) {
  const auto begin = std::chrono::steady_clock::now();
  const auto method = head.method;
  request in;
  in.method = method;
  in.body = std::move(body);
  in.remote_address = std::move(remote_address);
  std::string_view pattern = "unmatched";
  const auto query = head.target.find('?');
  in.path = head.target.substr(0, query);
  auto found = routes_.find(method, in.path);
  answer out;
  if (!found.found) {
    out = no_route(found, method);
  } else if (query != std::string::npos
             && !read_query(std::string_view{head.target}.substr(query + 1), in.query_pairs)) {
    pattern = found.found->pattern;
    out = problem(400, "bad_request", "the query is not percent-encoded UTF-8");
  } else {
    pattern = found.found->pattern;
    in.route = pattern;
    in.parameters = std::move(found.parameters);
    in.headers = std::move(head.headers);
    out = admit(run(*found.found, std::move(in)));
  }
  if (settings_.observe) {
    const auto* reply = std::get_if<response>(&out);
    const auto took = std::chrono::steady_clock::now() - begin;
    settings_.observe({pattern, method, reply ? reply->status : 200, took});
  }
  return out;
}

answer dispatcher::run(const route& row, request in) {
  const auto deadline = std::chrono::steady_clock::now() + settings_.deadline;
  auto opened = begin_exchange(std::move(in));
  try {
    row.handle(std::move(opened.handle));
  } catch (const std::exception& error) {
    // Only the type: the text of an exception may hold personal data.
    spdlog::error("the handler of {} {} threw {}", to_string(row.method), row.pattern,
                  typeid(error).name());
    return problem(500, "internal_error", "the server has a bug");
  } catch (...) {
    spdlog::error("the handler of {} {} threw", to_string(row.method), row.pattern);
    return problem(500, "internal_error", "the server has a bug");
  }
  return await_answer(*opened.slot, deadline);
}

answer dispatcher::admit(answer out) {
  const auto* stream = std::get_if<stream_reply>(&out);
  if (!stream)
    return out;
  if (streams_.fetch_add(1) < settings_.max_streams)
    return out;
  stream_ended();
  stream->source->abandon();
  return problem(refusal{errc::overloaded, "too many streams are open"});
}

} // namespace baedal::http
