#pragma once

#include "tests/drills/letters.hpp"

namespace baedal::drills {

/// A shop whose node sends its notifications to the sandbox.
class telling_shop : public shop {
public:
  using shop::shop;

  /// `more` are options of `serve`.
  void start(const std::vector<std::string>& more = {});
  /// How the receivers behave: a JSON object.
  void receivers(const std::string& how);
  void give_phone(const std::string& customer);
  /// Places an order at drill-<brand>; its id.
  std::string place(const std::string& brand, const std::string& customer);

  /// What the receivers have, by message id.
  std::map<std::string, letter> letters() const { return letters_at(*this); }
  /// How often they got one.
  int arrivals();
  /// An order's messages of one channel, by id: their status.
  std::map<std::string, std::string> messages(const std::string& order, const std::string& channel);
  bool all_sent(const std::string& order, const std::string& channel, std::size_t count);
  double metric(const std::string& name);
};

} // namespace baedal::drills
