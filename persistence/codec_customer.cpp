#include "persistence/codec.hpp"

namespace baedal::persistence {

template <>
struct event_names<customer_event> {
  static constexpr std::array<std::string_view, 4> list{
    "customer_defined", "completion_counted", "grade_raised", "personal_erased"};
};

template <class Via, class X>
void members(of<customer_defined>, Via& via, X& x) {
  via.need("id", x.id).may("hash", x.personal_hash);
}

template <class Via, class X>
void members(of<completion_counted>, Via& via, X& x) {
  via.need("id", x.id).need("order", x.order).may("graded", x.towards_grade);
}

template <class Via, class X>
void members(of<grade_raised>, Via& via, X& x) {
  via.need("to", x.to).may("order", x.order).may("brand", x.brand).may("notify", x.notify);
}

/// Name, phone and address are personal and stand in their own row, never in a snapshot.
template <class Via, class X>
void members(of<customer_view>, Via& via, X& x) {
  via.need("id", x.id)
    .may("grade", x.grade)
    .may("completed", x.completed_orders)
    .need("version", x.version);
}

template <class Via, class X>
void members(of<customer>, Via& via, X& x) {
  via.need("seen", x.seen)
    .may("hash", x.personal_hash)
    .need("defined", x.defined)
    .may("steps", x.steps)
    .need("version", x.version)
    .need("at", x.last_event_at);
}

template encoded_event encode_event(const customer_event&, const event_meta&);
template result<decoded_event<customer_event>> decode_event(std::string_view, std::string_view);
template std::string_view type_of(const customer_event&);
template std::string encode_state(const customer&);
template result<customer> decode_state(std::string_view);

} // namespace baedal::persistence
