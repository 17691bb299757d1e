#include "persistence/codec.hpp"

namespace baedal::persistence {

template <>
struct event_names<breaker_event> {
  static constexpr std::array<std::string_view, 1> list{"breaker_changed"};
};

template <class Via, class X>
void members(of<breaker_changed>, Via& via, X& x) {
  via.need("name", x.name)
    .need("run", x.run)
    .need("round", x.round)
    .need("from", x.from)
    .need("to", x.to)
    .need("why", x.why)
    .need("at", x.at);
}

template <class Via, class X>
void members(of<breaker_view>, Via& via, X& x) {
  via.need("name", x.name)
    .need("state", x.state)
    .need("since", x.since)
    .need("why", x.why)
    .need("run", x.run)
    .need("round", x.round)
    .need("version", x.version);
}

template <class Via, class X>
void members(of<noted_run>, Via& via, X& x) {
  via.need("run", x.run).need("round", x.round);
}

template <class Via, class X>
void members(of<breaker>, Via& via, X& x) {
  via.need("seen", x.seen)
    .need("runs", x.runs)
    .need("version", x.version)
    .need("at", x.last_event_at);
}

template encoded_event encode_event(const breaker_event&, const event_meta&);
template result<decoded_event<breaker_event>> decode_event(std::string_view, std::string_view);
template std::string_view type_of(const breaker_event&);
template std::string encode_state(const breaker&);
template result<breaker> decode_state(std::string_view);

} // namespace baedal::persistence
