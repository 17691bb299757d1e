#include "persistence/codec.hpp"
#include "persistence/members.hpp"

namespace baedal::persistence {

template <>
struct event_names<rider_event> {
  static constexpr std::array<std::string_view, 7> list{
    "rider_defined", "rider_online", "rider_offline",
    "rider_moved",   "job_assigned", "job_released", "personal_erased"};
};

template <class Via, class X>
void members(of<rider_defined>, Via& via, X& x) {
  via.need("id", x.id).may("area", x.area).may("at", x.at).may("hash", x.personal_hash);
}

template <class Via, class X>
void members(of<rider_moved>, Via& via, X& x) {
  via.need("at", x.at);
}

template <class Via, class X>
void members(of<job_assigned>, Via& via, X& x) {
  via.need("order", x.order);
}

template <class Via, class X>
void members(of<job_released>, Via& via, X& x) {
  via.need("order", x.order);
}

/// The name is personal and stands in its own row, never in a snapshot.
template <class Via, class X>
void members(of<rider_view>, Via& via, X& x) {
  via.need("id", x.id)
    .may("area", x.area)
    .may("at", x.at)
    .may("online", x.online)
    .may("job", x.job)
    .need("version", x.version);
}

template <class Via, class X>
void members(of<rider>, Via& via, X& x) {
  via.need("seen", x.seen)
    .may("hash", x.personal_hash)
    .need("defined", x.defined)
    .need("version", x.version)
    .need("at", x.last_event_at);
}

template encoded_event encode_event(const rider_event&, const event_meta&);
template result<decoded_event<rider_event>> decode_event(std::string_view, std::string_view);
template std::string_view type_of(const rider_event&);
template std::string encode_state(const rider&);
template result<rider> decode_state(std::string_view);

} // namespace baedal::persistence
