#pragma once

#include "actors/aggregate.hpp"

#include <string>

namespace baedal::simulation {

// Views, to be compared and hashed.

/// All that is in a view, as text.
std::string text_of(const order_view& seen);
std::string text_of(const store_view& seen);
std::string text_of(const rider_view& seen);
std::string text_of(const customer_view& seen);
std::string text_of(const brand_view& seen);
std::string text_of(const sequence_view& seen);

/// A view without the texts that may be erased at any time.
order_view without_personal(order_view seen);
rider_view without_personal(rider_view seen);
customer_view without_personal(customer_view seen);
template <class View>
View without_personal(View seen) {
  return seen; // Nothing personal is in it.
}

} // namespace baedal::simulation
