#pragma once

#include "domain/entity.hpp"

namespace baedal::actors {

/// The name of the region of a kind, as the address book knows it.
constexpr std::string_view region_of(entity_kind kind) {
  switch (kind) {
    case entity_kind::order:
      return "orders";
    case entity_kind::store:
      return "stores";
    case entity_kind::rider:
      return "riders";
    case entity_kind::customer:
      return "customers";
    case entity_kind::brand:
      return "brands";
    case entity_kind::sequence:
      return "sequences";
    case entity_kind::breaker:
      return "breakers";
  }
  return {};
}

} // namespace baedal::actors
