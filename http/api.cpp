#include "http/api.hpp"

#include "http/admission.hpp"
#include "http/api_parts.hpp"
#include "http/brand_routes.hpp"
#include "http/customer_routes.hpp"
#include "http/drill_routes.hpp"
#include "http/facades/routes.hpp"
#include "http/keys_in_flight.hpp"
#include "http/notification_routes.hpp"
#include "http/ops_routes.hpp"
#include "http/order_routes.hpp"
#include "http/rider_routes.hpp"
#include "http/store_routes.hpp"
#include "http/stream_places.hpp"
#include "http/topic_routes.hpp"

#include <iterator>

namespace baedal::http {

api_parts make_parts(std::shared_ptr<actors::office> office, std::size_t sse_streams,
                     std::shared_ptr<admission> intake) {
  if (!intake)
    intake = std::make_shared<admission>(intake_settings{});
  return {std::move(office), std::make_shared<keys_in_flight>(),
          std::make_shared<stream_places>(sse_streams), std::move(intake)};
}

std::vector<route> make_api(std::shared_ptr<actors::office> office, ops_door ops,
                            std::size_t sse_streams, std::shared_ptr<admission> intake,
                            const facade_settings& facades) {
  const auto parts = make_parts(std::move(office), sse_streams, std::move(intake));
  std::vector<route> all;
  const auto add = [&](std::vector<route> rows) {
    std::move(rows.begin(), rows.end(), std::back_inserter(all));
  };
  add(brand_routes(parts));
  add(store_routes(parts));
  add(rider_routes(parts));
  add(customer_routes(parts));
  add(order_routes(parts));
  add(topic_routes(parts));
  add(notification_routes(parts));
  add(facade_routes(parts, facades));
  add(drill_routes(std::move(ops.drills)));
  add(ops_routes(std::move(ops)));
  return all;
}

} // namespace baedal::http
