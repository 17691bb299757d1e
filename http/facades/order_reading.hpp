#pragma once

#include "http/facades/shape.hpp"

#include <map>

namespace baedal::http::facades {

/// What a client wants, as far as its body says.
struct wanted_order {
  place_order order; ///< without id, brand, store, card and policy
  std::string store; ///< as typed; empty where none is
  std::map<std::string, std::string> personal;
};

/// What is wrong is left in the reader, under the client's own names.
wanted_order read_order(const json_reader& in, const order_words& words);

} // namespace baedal::http::facades
