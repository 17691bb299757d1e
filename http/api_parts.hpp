#pragma once

#include <cstddef>
#include <memory>

namespace baedal::actors {
class office;
}

namespace baedal::http {

class keys_in_flight;
class stream_places;

/// What the handlers of the API share.
struct api_parts {
  std::shared_ptr<actors::office> office;
  std::shared_ptr<keys_in_flight> keys;
  std::shared_ptr<stream_places> places;
};

api_parts make_parts(std::shared_ptr<actors::office> office, std::size_t sse_streams);

} // namespace baedal::http
