#pragma once

#include "domain/brand.hpp"
#include "domain/customer.hpp"
#include "domain/rider.hpp"
#include "http/problem.hpp"

#include <map>

namespace baedal::http {

/// A command and the personal members that go into the erasable row beside it.
template <class Command>
struct personal_command {
  Command command;
  std::map<std::string, std::string> personal;
};

checked<personal_command<define_rider>> read_rider(const request& in, rider_id id);
checked<personal_command<define_customer>> read_customer(const request& in, customer_id id);
checked<define_brand> read_brand(const request& in, brand_id id);

checked<rider_goes_online> read_online(const request& in);
checked<rider_goes_offline> read_offline(const request& in);
checked<rider_moves> read_location(const request& in);

} // namespace baedal::http
