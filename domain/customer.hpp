#pragma once

#include "domain/obligation.hpp"
#include "domain/personal.hpp"
#include "domain/result.hpp"

#include <span>
#include <string>
#include <vector>

namespace baedal {

enum class customer_grade : std::uint8_t { bronze, silver, gold, vip };
std::string_view to_string(customer_grade grade) noexcept;

struct customer_view {
  customer_id id;
  std::string name;         ///< personal
  std::string phone;        ///< personal
  std::string address_text; ///< personal
  customer_grade grade = customer_grade::bronze;
  std::int64_t completed_orders = 0;
  std::uint64_t version = 0;

  friend bool operator==(const customer_view&, const customer_view&) = default;
};

struct define_customer {
  customer_id id;
  std::string personal_hash;
  bool keeps_unstated = false; ///< what is known of him and not stated stays
};
/// From an order, once per order: the sender's number makes a repeat harmless, the order id makes
/// it exact.
struct count_completion {
  customer_id id;
  order_id order;
  std::int32_t grade_step = 1;
  bool raises_grade = false;
  brand_id brand = {};                  ///< of the order
  std::vector<std::string> notify = {}; ///< by its policy: who hears of a new grade
};
using customer_command = std::variant<define_customer, count_completion, erase_personal>;

struct customer_defined {
  customer_id id;
  std::string personal_hash;

  friend bool operator==(const customer_defined&, const customer_defined&) = default;
};
struct completion_counted {
  customer_id id;
  order_id order;
  bool towards_grade = false;

  friend bool operator==(const completion_counted&, const completion_counted&) = default;
};
/// By an order, whose policy says who hears of it.
struct grade_raised {
  customer_grade to;
  order_id order = {};
  brand_id brand = {};
  std::vector<std::string> notify = {};

  friend bool operator==(const grade_raised&, const grade_raised&) = default;
};
using customer_event =
  std::variant<customer_defined, completion_counted, grade_raised, personal_erased>;

struct customer {
  customer_view seen;
  std::string personal_hash;
  bool defined = false;   ///< by PUT; a customer who only orders needs no profile
  std::int64_t steps = 0; ///< completions that count towards the grade
  std::uint64_t version = 0;
  instant last_event_at{};
};

result<std::vector<customer_event>> decide(const customer& state, const customer_command& command,
                                           instant now);
void evolve(customer& state, const customer_event& event, instant at);
std::optional<result<customer_view>> outcome_of(const customer& state,
                                                const customer_command& command);
bool is_public(const customer_event& event);
bool is_visible(const customer& state);

} // namespace baedal
