#include "http/topic_reading.hpp"

#include "http/query_input.hpp"
#include "http/sse.hpp"

#include <limits>

namespace baedal::http {

namespace {

checked<event_form> read_form(const request& in) {
  const auto sent = in.query("format").value_or("flat");
  if (sent == "flat")
    return event_form::flat;
  if (sent == "canonical")
    return event_form::canonical;
  return input_fault{422, "value_invalid", "must be flat or canonical", "format"};
}

} // namespace

checked<topic_request> read_topic_request(const request& in) {
  // Positions are stored as signed numbers.
  constexpr std::uint64_t farthest = std::numeric_limits<std::int64_t>::max();
  topic_request wanted;
  const auto topic = in.query("topic");
  if (!topic || topic->empty())
    return input_fault{422, "value_invalid", "the name of a brand, or ops, is needed", "topic"};
  wanted.brand = *topic;
  const auto after = read_number(in, "after", 0, farthest);
  if (!after)
    return after.fault();
  wanted.after = *after;
  if (in.query("limit")) {
    const auto limit = read_number(in, "limit", 0, most_topic_events);
    if (!limit)
      return limit.fault();
    if (*limit == 0)
      return input_fault{422, "value_invalid", "must lie between 1 and 10000", "limit"};
    wanted.limit = *limit;
  }
  const auto form = read_form(in);
  if (!form)
    return form.fault();
  wanted.form = *form;
  const auto last = read_last_event_id(in);
  if (!last)
    return last.fault();
  if (*last && wants_stream(in))
    wanted.after = std::min(**last, farthest);
  return wanted;
}

} // namespace baedal::http
