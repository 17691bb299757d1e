#pragma once

#include "domain/result.hpp"

#include <cstdint>
#include <iosfwd>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace baedal::node {

/// One line of an order to place.
struct ordered_item {
  std::string item;
  std::uint32_t quantity = 1;

  friend bool operator==(const ordered_item&, const ordered_item&) = default;
};

/// Reads "fried-chicken:2"; without a number it is one.
result<ordered_item> parse_ordered_item(std::string_view text);

/// `baedal orders …`: one request to a node. Fields left empty are not sent.
struct order_call {
  std::string server{"http://127.0.0.1:8080"};
  std::string action = {}; ///< as in the URL: "place", "get", "history", "start-cooking", …
  std::string order = {};  ///< all actions but place need it
  std::string brand = {};
  std::string store = {};
  std::string rider = {};
  std::string customer = {};
  std::vector<ordered_item> items = {};
  std::string address = {};
  std::string note = {};
  std::string method = {}; ///< of payment
  std::string token = {};  ///< of payment
  std::string reason = {};
  std::string item = {}; ///< what has run out
  std::optional<std::uint32_t> quantity = {}; ///< of it; all where nothing is said
  std::optional<std::uint32_t> ready_in_minutes = {};
  std::optional<std::uint32_t> delivery_fee = {};
  std::optional<std::uint32_t> code = {}; ///< of a rejection: the store's own
  std::string by = {};   ///< who cancels: customer, store or ops
  std::string key = {};  ///< Idempotency-Key
  std::string json = {}; ///< the whole body, instead of all fields above
};

/// Sends the request and prints the server's JSON to `out`. The exit status: 0 on 2xx; 1 where the
/// server refuses, with the problem's code and detail on `err`; 2 where the call makes no sense; 3
/// where the server cannot be reached.
int run_order_call(const order_call& call, std::ostream& out, std::ostream& err);

} // namespace baedal::node
