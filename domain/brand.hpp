#pragma once

#include "domain/brand_policy.hpp"
#include "domain/message_text.hpp"
#include "domain/result.hpp"
#include "domain/time.hpp"

namespace baedal {

struct brand_view {
  brand_id id;
  store_id default_store;
  brand_policy policy;
  std::uint64_t version = 0;
  std::vector<message_text> texts = {}; ///< its own, oldest first, with those that others followed

  friend bool operator==(const brand_view&, const brand_view&) = default;
};

/// The topic of what is told to operators, of no brand: no new one may have this id.
inline constexpr std::string_view ops_topic = "ops";

/// PUT of a brand: members that are absent keep their present value (a new brand starts from
/// `brand_policy{}`).
struct define_brand {
  brand_id id;
  policy_overrides policy;
  std::optional<store_id> default_store;
  std::vector<message_text> texts = {}; ///< of what, to whom, and how; from now on
};
using brand_command = std::variant<define_brand>;

struct brand_defined {
  brand_id id;
  store_id default_store;
  brand_policy policy;
  std::vector<message_text> texts = {}; ///< those that changed; `since` is the event's time

  friend bool operator==(const brand_defined&, const brand_defined&) = default;
};
using brand_event = std::variant<brand_defined>;

struct brand {
  brand_view seen;
  bool defined = false;
  std::uint64_t version = 0;
  instant last_event_at{};
};

result<std::vector<brand_event>> decide(const brand& state, const brand_command& command,
                                        instant now);
void evolve(brand& state, const brand_event& event, instant at);
std::optional<result<brand_view>> outcome_of(const brand& state, const brand_command& command);
bool is_public(const brand_event& event);
bool is_visible(const brand& state);

/// Whether every value of a policy is in range: the field and the reason of the first that is not.
std::optional<refusal> fault_of(const brand_policy& policy);

} // namespace baedal
