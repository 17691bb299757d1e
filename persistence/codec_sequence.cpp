#include "persistence/codec.hpp"

namespace baedal::persistence {

template <>
struct event_names<sequence_event> {
  static constexpr std::array<std::string_view, 1> list{"number_taken"};
};

template <class Via, class X>
void members(of<number_taken>, Via& via, X& x) {
  via.need("name", x.name).need("n", x.number);
}

template <class Via, class X>
void members(of<sequence_view>, Via& via, X& x) {
  via.need("name", x.name).need("last", x.last).need("version", x.version);
}

template <class Via, class X>
void members(of<sequence>, Via& via, X& x) {
  via.need("seen", x.seen).need("version", x.version).need("at", x.last_event_at);
}

template encoded_event encode_event(const sequence_event&, const event_meta&);
template result<decoded_event<sequence_event>> decode_event(std::string_view, std::string_view);
template std::string_view type_of(const sequence_event&);
template std::string encode_state(const sequence&);
template result<sequence> decode_state(std::string_view);

} // namespace baedal::persistence
