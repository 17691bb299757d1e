#include "persistence/codec.hpp"
#include "persistence/members.hpp"

namespace baedal::persistence {

template <>
struct event_names<brand_event> {
  static constexpr std::array<std::string_view, 1> list{"brand_defined"};
};

template <class Via, class X>
void members(of<message_text>, Via& via, X& x) {
  via.need("what", x.what).need("to", x.to).may("text", x.text).may("since", x.since);
}

template <class Via, class X>
void members(of<brand_defined>, Via& via, X& x) {
  via.need("id", x.id)
    .may("store", x.default_store)
    .may("policy", x.policy)
    .may("texts", x.texts);
}

template <class Via, class X>
void members(of<brand_view>, Via& via, X& x) {
  via.need("id", x.id)
    .may("store", x.default_store)
    .may("policy", x.policy)
    .may("texts", x.texts)
    .need("version", x.version);
}

template <class Via, class X>
void members(of<brand>, Via& via, X& x) {
  via.need("seen", x.seen)
    .need("defined", x.defined)
    .need("version", x.version)
    .need("at", x.last_event_at);
}

template encoded_event encode_event(const brand_event&, const event_meta&);
template result<decoded_event<brand_event>> decode_event(std::string_view, std::string_view);
template std::string_view type_of(const brand_event&);
template std::string encode_state(const brand&);
template result<brand> decode_state(std::string_view);

} // namespace baedal::persistence
