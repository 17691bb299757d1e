#pragma once

#include "tests/actors/entity_world.hpp"

#include <catch2/catch.hpp>

namespace baedal::test {

/// The code that a command was answered with; it must have been answered.
template <class Answer>
errc code_of(const Answer& outcome) {
  REQUIRE(outcome->has_value());
  return (*outcome)->code();
}

inline actors::caller with_key(const std::string& key, const std::string& body) {
  return {idempotency{key, body}, {}, {}};
}

} // namespace baedal::test
