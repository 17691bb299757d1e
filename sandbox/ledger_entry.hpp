#pragma once

#include "domain/money.hpp"
#include "domain/time.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace baedal::sandbox {

/// One line of the durable log, and one change of the books. Tokens are never written.
struct ledger_entry {
  enum class kind : std::uint8_t {
    pending,   ///< a capture is promised for `at`
    captured,  ///< `amount` was taken
    declined,  ///< `text` is the code; remembered only for its idempotency key
    cancelled, ///< `amount` was given back; `text` is the reason
  };
  kind what = kind::captured;
  std::string order_id;
  std::string payment_key;
  std::string idempotency_key;
  money amount;
  std::string text;
  instant at{};
  bool whole = false; ///< cancelled: no amount was named

  friend bool operator==(const ledger_entry&, const ledger_entry&) = default;
};

/// One line of NDJSON, without its newline.
std::string to_line(const ledger_entry& entry);

/// Nothing if the line is not one that `to_line` wrote.
std::optional<ledger_entry> from_line(std::string_view line);

} // namespace baedal::sandbox
