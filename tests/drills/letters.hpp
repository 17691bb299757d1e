#pragma once

#include "tests/drills/shop.hpp"

#include <map>

namespace baedal::drills {

/// What a receiver has of one message.
struct letter {
  int received = 0;    ///< times
  int conflicting = 0; ///< of them, said something else
  std::string carrier;
  std::string to;
  std::string text;
};

/// What the receivers, which the sandbox plays, have: by message id. None of it was refused.
std::map<std::string, letter> letters_at(const shop& of);

struct order_message {
  std::string id;
  std::string channel;
  std::string status;
};

/// The messages of an order, as `/api/v1` says; none where it does not answer.
std::vector<order_message> messages_of(const shop& of, const std::string& order);

} // namespace baedal::drills
