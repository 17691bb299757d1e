#pragma once

#include "domain/entity.hpp"
#include "domain/ids.hpp"
#include "domain/money.hpp"
#include "domain/place.hpp"

#include <cstdint>
#include <optional>
#include <variant>
#include <vector>

namespace baedal {

// What an order owes to others. Each is state: it stays in `order::owed` and is repeated with
// back-off until its answer has been journaled (design D7).

struct stock_line {
  item_id item;
  std::int64_t quantity = 0;

  friend bool operator==(const stock_line&, const stock_line&) = default;
};

// -- to the store --------------------------------------------------------------------------------
struct owe_reserve_stock {
  std::vector<stock_line> lines;

  friend bool operator==(const owe_reserve_stock&, const owe_reserve_stock&) = default;
};
struct owe_commit_stock {
  friend bool operator==(owe_commit_stock, owe_commit_stock) = default;
};
struct owe_release_stock {
  friend bool operator==(owe_release_stock, owe_release_stock) = default;
};
/// The order has ended and can give nothing back any more.
struct owe_settle_stock {
  friend bool operator==(owe_settle_stock, owe_settle_stock) = default;
};
/// Of what the store holds, the order still wants so many units of each item and none of any other.
/// It says what is left, not what goes: said twice it changes nothing.
struct owe_hold_less {
  std::vector<stock_line> lines;

  friend bool operator==(const owe_hold_less&, const owe_hold_less&) = default;
};
// -- to the rider --------------------------------------------------------------------------------
struct owe_assign_rider {
  std::string area;                ///< the store's area
  std::optional<geo_point> pickup; ///< the store's location
  std::int32_t offer = 1; ///< 1 = first offer; the radius doubles, any area from the third

  friend bool operator==(const owe_assign_rider&, const owe_assign_rider&) = default;
};
struct owe_release_rider {
  friend bool operator==(owe_release_rider, owe_release_rider) = default;
};
// -- to the customer -----------------------------------------------------------------------------
struct owe_count_completion {
  brand_id brand;
  std::int32_t grade_step = 1;
  bool raises_grade = false;
  std::vector<std::string> notify = {}; ///< who hears of a new grade

  friend bool operator==(const owe_count_completion&, const owe_count_completion&) = default;
};
// -- to the payment gateway ----------------------------------------------------------------------
struct owe_authorise {
  std::string token;
  money amount;
  std::uint32_t attempt = 1; ///< part of the gateway's idempotency key
  std::chrono::milliseconds answer_within{610};

  friend bool operator==(const owe_authorise&, const owe_authorise&) = default;
};
struct owe_look_up {
  friend bool operator==(owe_look_up, owe_look_up) = default;
};
struct owe_refund {
  std::string payment_key; ///< the gateway's own key
  money amount;
  bool whole = true;       ///< all that is left of the capture: sent without cancelAmount
  std::uint32_t attempt = 1;

  friend bool operator==(const owe_refund&, const owe_refund&) = default;
};

using obligation_body
  = std::variant<owe_reserve_stock, owe_commit_stock, owe_release_stock, owe_assign_rider,
                 owe_release_rider, owe_count_completion, owe_authorise, owe_look_up, owe_refund,
                 owe_settle_stock, owe_hold_less>;

/// One open obligation. `number` rises over the whole life of the sender; obligations to one
/// receiver are sent one at a time, lowest number first. `not_before` delays the first sending
/// (late look-ups).
struct obligation {
  std::uint64_t number = 0;
  std::optional<entity_key> receiver; ///< none: the payment gateway
  obligation_body body;
  instant not_before{};

  friend bool operator==(const obligation&, const obligation&) = default;
};

/// What the payment gateway said.
struct gateway_answer {
  enum class verdict : std::uint8_t {
    approved,       ///< captured; `payment_key` and `amount` are set
    declined,       ///< final
    refunded,       ///< a cancel went through; `amount` is what was given back by it
    refund_refused, ///< the gateway says never
    not_found,      ///< look-up: no such payment (yet)
    unknown,        ///< no answer in time, broken connection, 5xx: nobody knows
    unavailable,    ///< the gateway was certainly not reached (connection refused, breaker open)
  };
  verdict said = verdict::unknown;
  std::string payment_key;
  money amount;          ///< look-up: captured in total
  money refunded_total;  ///< look-up: given back so far
  std::string code;      ///< the gateway's own error code, for people
  std::chrono::milliseconds retry_after{}; ///< unavailable: sooner is useless; 0: nobody knows
};

/// How an obligation to another entity ended.
struct entity_answer {
  /// none = done; a refusal is final; `unavailable` and unknown outcomes are not
  errc code = errc::none;
};

/// Whether an entity's answer decides the matter. All else is the machinery's and is tried again.
bool is_final_answer(errc code) noexcept;

/// The answer to an obligation, given to its sender as a command.
struct obligation_answered {
  std::uint64_t number = 0;
  std::variant<entity_answer, gateway_answer> answer;
};

} // namespace baedal
