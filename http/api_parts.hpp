#pragma once

#include <cstddef>
#include <memory>

namespace baedal::actors {
class office;
}

namespace baedal::http {

class admission;
class keys_in_flight;
class stream_places;

/// What the handlers of the API share.
struct api_parts {
  std::shared_ptr<actors::office> office;
  std::shared_ptr<keys_in_flight> keys;
  std::shared_ptr<stream_places> places;
  std::shared_ptr<admission> intake; ///< asked by every handler that places an order
};

/// Without an `intake` everybody is let in, up to the limits that `intake_settings` has by itself.
api_parts make_parts(std::shared_ptr<actors::office> office, std::size_t sse_streams,
                     std::shared_ptr<admission> intake = {});

} // namespace baedal::http
