#pragma once

#include "domain/errc.hpp"
#include "domain/result.hpp"

#include <catch2/catch.hpp>

namespace baedal::support {

/// What was delivered; the test fails where it was refused.
template <class T>
T must(result<T> outcome) {
  INFO(to_string(outcome.code()));
  REQUIRE(outcome);
  return *std::move(outcome);
}

} // namespace baedal::support
