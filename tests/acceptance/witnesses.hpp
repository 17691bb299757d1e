#pragma once

#include "tests/acceptance/terminal.hpp"

namespace baedal::acceptance {

/// What the payment gateway's own books say of an order. Amounts in won.
struct booked {
  int captures = 0;
  std::int64_t captured = 0;
  std::int64_t given_back = 0;
};
booked in_the_books(const drills::shop& of, const std::string& order);

/// Checks that the gateway has the amount of an order, taken once.
void check_paid(const drills::shop& of, const std::string& order, std::int64_t amount);
/// Waits until the gateway has given back what it took for an order, and checks that it took the
/// amount, once.
void check_paid_back(terminal& at, const std::string& order, std::int64_t amount);

/// Who was told of an event of an order, and in which words, as `/api/v1` says: by audience.
std::map<std::string, std::string> told_of(const drills::shop& of, const std::string& order,
                                           const std::string& event);

/// What came at KakaoTalk, which the sandbox plays, for a telephone number: one line each.
std::string letters_to(const drills::shop& of, const std::string& number);

} // namespace baedal::acceptance
