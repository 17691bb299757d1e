#include "http/entity_tag.hpp"
#include "http/sse.hpp"

#include <catch2/catch.hpp>

using namespace baedal;
using namespace baedal::http;

namespace {

request with_header(std::string name, std::string value) {
  request out;
  out.headers.emplace_back(std::move(name), std::move(value));
  return out;
}

} // namespace

SCENARIO("a refusal becomes problem+json that names the field and the state") {
  refusal why{errc::state_conflict, "it cooks already", "items/0"};
  why.state = "cooking";
  why.subject = "o_1";
  const auto out = problem(why);
  CHECK(out.status == 409);
  CHECK(out.content_type == "application/problem+json; charset=utf-8");
  CHECK(out.body
        == R"({"type":"urn:baedal:problem:state_conflict","title":"Conflict","status":409,)"
           R"("code":"state_conflict","detail":"it cooks already","field":"items/0",)"
           R"("current_state":"cooking","order_id":"o_1"})");
  CHECK_FALSE(out.header("Retry-After"));
}

SCENARIO("each family of codes has its status") {
  CHECK(status_of(errc::order_unknown) == 404);
  CHECK(status_of(errc::not_yours) == 403);
  CHECK(status_of(errc::key_reused) == 422);
  CHECK(status_of(errc::payment_declined) == 402);
  CHECK(status_of(errc::sold_out) == 409);
  CHECK(status_of(errc::version_conflict) == 412);
  CHECK(status_of(errc::outcome_unknown) == 503);
}

SCENARIO("what a client should try again says when") {
  CHECK(problem(errc::unavailable).header("Retry-After") == "1");
  CHECK(problem(errc::payment_unknown).header("Retry-After") == "1");
  CHECK(problem(errc::request_in_progress).status == 409);
  CHECK(problem(errc::request_in_progress).header("Retry-After") == "1");
}

SCENARIO("the machinery's own words stay inside") {
  const auto fenced = problem(refusal{errc::fenced, "slice 7 belongs to node 3"});
  CHECK(fenced.status == 503);
  CHECK(fenced.body.find(R"("code":"unavailable")") != std::string::npos);
  CHECK(fenced.body.find("node 3") == std::string::npos);
  const auto bug = problem(refusal{errc::data_rejected, "row 5 of table x"});
  CHECK(bug.status == 500);
  CHECK(bug.body.find("row 5") == std::string::npos);
}

SCENARIO("entity tags are compared as RFC 9110 says") {
  CHECK(entity_tag(7) == "\"7\"");
  CHECK(is_known_to_client(with_header("if-none-match", "\"7\""), 7));
  CHECK(is_known_to_client(with_header("if-none-match", "\"1\", W/\"7\""), 7));
  CHECK(is_known_to_client(with_header("if-none-match", "*"), 7));
  CHECK_FALSE(is_known_to_client(with_header("if-none-match", "\"8\", 7"), 7));
  CHECK_FALSE(is_known_to_client({}, 7));
  CHECK(not_modified(7).status == 304);
  CHECK(not_modified(7).header("ETag") == "\"7\"");
}

SCENARIO("If-Match demands one version of ours") {
  const auto read = [](std::string value) { return read_if_match(with_header("if-match", value)); };
  CHECK(*read("\"12\"") == std::optional<std::uint64_t>{12});
  CHECK(*read("*") == std::nullopt);
  CHECK(*read_if_match({}) == std::nullopt);
  CHECK(read("W/\"12\"").fault().status == 412);
  for (const auto* bad : {"", "\"", "\"\"", "12", "\"12", "\"x\"", "\"1\", \"2\"", "\"-1\""})
    CHECK(read(bad).fault().status == 400);
}

SCENARIO("an event becomes a frame of its stream") {
  CHECK(sse_frame({.data = "a\nb\r\nc", .type = "order", .id = 7})
        == "id: 7\nevent: order\ndata: a\ndata: b\ndata: c\n\n");
  CHECK(sse_frame({.data = "", .retry = std::chrono::milliseconds{500}})
        == "retry: 500\ndata: \n\n");
  CHECK(sse_frame({.data = "x", .type = "a\nid: 9"}) == "data: x\n\n");
}

SCENARIO("a stream goes on where the client left off") {
  CHECK(*read_last_event_id(with_header("last-event-id", "41"))
        == std::optional<std::uint64_t>{41});
  CHECK(*read_last_event_id({}) == std::nullopt);
  CHECK(read_last_event_id(with_header("last-event-id", "4x")).fault().status == 400);
  CHECK(wants_stream(with_header("accept", "text/html, text/event-stream")));
  CHECK_FALSE(wants_stream(with_header("accept", "*/*")));
}
