#include "persistence/codec.hpp"

namespace baedal::persistence {

void write_meta(json_writer& payload, const event_meta& meta) {
  payload.may("c", meta.cause).may("k", meta.key).may("t", meta.traceparent).may("f", meta.follows);
  payload.may("m", static_cast<std::int32_t>(meta.more));
}

bool read_meta(json_reader& payload, event_meta& meta) {
  std::int32_t more = 0;
  payload.may("c", meta.cause).may("k", meta.key).may("t", meta.traceparent);
  payload.may("f", meta.follows).may("m", more);
  meta.more = more != 0;
  return payload.good();
}

encoded_event encode_note(const event_meta& meta) {
  encoded_event out{std::string{noted}, {}};
  json_writer payload{out.payload};
  payload.need("v", payload_version);
  write_meta(payload, meta);
  payload.close();
  return out;
}

} // namespace baedal::persistence
