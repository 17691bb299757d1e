#include "domain/brand.hpp"
#include "domain/iso_time.hpp"
#include "persistence/event_codec.hpp"
#include "persistence/json_writer.hpp"

namespace baedal::persistence {

namespace {

std::string_view topic_type(breaker_state to) {
  switch (to) {
    case breaker_state::closed:
      return "breaker_closed";
    case breaker_state::half_open:
      return "breaker_half_opened";
    case breaker_state::open:
      return "breaker_opened";
  }
  return {};
}

} // namespace

topic_entry entry_of(const breaker_changed& event) {
  topic_entry out{std::string{topic_type(event.to)}, {}, brand_id{std::string{ops_topic}}, {}};
  json_writer object{out.data};
  object.need("breaker", event.name)
    .need("from", event.from)
    .need("reason", event.why)
    .need("changed_at", iso_8601(event.at));
  object.close();
  return out;
}

} // namespace baedal::persistence
