#include "http/topic_routes.hpp"

#include "actors/office.hpp"
#include "http/sse.hpp"
#include "http/stream_places.hpp"
#include "http/topic_page.hpp"
#include "http/topic_stream.hpp"

namespace baedal::http {

namespace {

void serve_topic(const api_parts& parts, const exchange_ptr& to) {
  auto wanted = read_topic_request(to->in());
  if (!wanted) {
    to->refuse(wanted.fault());
    return;
  }
  if (wanted->brand != ops_topic && !parts.office->shelf().brand(brand_id{wanted->brand})) {
    to->refuse(refusal{errc::brand_unknown, "there is no such topic", "topic"});
    return;
  }
  if (!wants_stream(to->in())) {
    std::make_shared<topic_page>(to, parts.office, std::move(*wanted))->read_on();
    return;
  }
  auto place = parts.places->take();
  if (!place) {
    to->refuse(refusal{errc::overloaded, "too many streams are open"});
    return;
  }
  std::make_shared<topic_stream>(to, parts.office, std::move(*wanted))
    ->begin(parts.places->next_token(), std::move(place));
}

} // namespace

std::vector<route> topic_routes(const api_parts& parts) {
  return {{verb::get, "/api/v1/events",
           [parts](const exchange_ptr& to) { serve_topic(parts, to); }}};
}

} // namespace baedal::http
