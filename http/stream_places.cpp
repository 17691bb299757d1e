#include "http/stream_places.hpp"

namespace baedal::http {

std::shared_ptr<void> stream_places::take() {
  if (taken_.fetch_add(1) >= most_) {
    taken_.fetch_sub(1);
    return nullptr;
  }
  return {this, [self = shared_from_this()](stream_places*) { self->taken_.fetch_sub(1); }};
}

} // namespace baedal::http
