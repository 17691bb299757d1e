#include "domain/job.hpp"

#include <algorithm>

namespace baedal {

bool is_offered_to(const rider_id& rider, const delivery_view& job) {
  const auto& former = job.former_riders;
  return job.offers >= offer_to_everyone
         || std::find(former.begin(), former.end(), rider) == former.end();
}

bool is_shown_to(const rider_view& rider, const order_view& job) {
  return is_near(rider, job.area, job.store_at, job.delivery.offers)
         && is_offered_to(rider.id, job.delivery);
}

} // namespace baedal
