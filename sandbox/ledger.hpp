#pragma once

#include "sandbox/ledger_entry.hpp"

#include <map>
#include <string>
#include <unordered_map>
#include <variant>
#include <vector>

namespace baedal::sandbox {

/// A payment in the books: what was taken for an order, and what of it was given back.
struct payment {
  struct capture {
    money amount;
    instant at{};
  };
  struct cancel {
    money amount;
    std::string reason;
    instant at{};
  };
  std::string order_id;
  std::string payment_key;
  money amount;
  std::vector<capture> captures;
  std::vector<cancel> cancels;

  /// What can still be given back.
  [[nodiscard]] money balance() const;
  /// "DONE", "PARTIAL_CANCELED" or "CANCELED".
  [[nodiscard]] std::string status() const;
};

/// A refusal as the gateway words it.
struct gateway_error {
  int status = 400;
  std::string code;
  std::string message;
};

/// The capture is promised but not done: who asked has to wait.
struct awaited {
  std::string order_id;
};

/// What a request came to, and the change of the books to be logged before anybody hears of it.
struct ledger_outcome {
  std::variant<payment, gateway_error, awaited> said;
  std::optional<ledger_entry> entry = std::nullopt;
};

struct confirm_request {
  std::string order_id;
  std::string token;
  money amount;
  std::string idempotency_key;
};

struct cancel_request {
  std::string payment_key;
  std::string reason;
  std::optional<money> amount; ///< none: all that is left
  std::string idempotency_key;
};

/// The books of the sandbox. One payment per order, captured once; no cancel beyond what is left; a
/// repeat with a known idempotency key gets the first answer. Pure: time is passed in, nothing is
/// written or sent from here. Each request changes the books by at most one entry, and `apply`ing
/// the entries in order rebuilds them.
class ledger {
public:
  /// How a confirm goes if it is new: declined by chance, or captured only later.
  struct terms {
    instant now{};
    bool declined = false;
    std::optional<instant> capture_at = std::nullopt;
  };

  ledger_outcome confirm(const confirm_request& request, const terms& how);
  ledger_outcome cancel(const cancel_request& request, instant now);
  /// The promised capture of an order; nothing if it is done already.
  std::optional<ledger_entry> capture_promised(const std::string& order_id, instant now);

  void apply(const ledger_entry& entry);

  [[nodiscard]] const payment* of_order(const std::string& order_id) const;
  [[nodiscard]] const payment* by_key(const std::string& payment_key) const;
  /// All payments, first captured first.
  [[nodiscard]] const std::vector<payment>& payments() const { return payments_; }
  /// The promised captures by order.
  [[nodiscard]] const std::map<std::string, ledger_entry>& promised() const { return promised_; }

private:
  /// The first answer to an idempotency key: a decline, or the cancel with this index.
  struct remembered {
    std::string request;
    std::string declined_with;
    std::size_t cancel_index = 0;
  };
  /// The answer to a confirm of an order that is paid or promised already.
  [[nodiscard]] ledger_outcome repeat(const confirm_request& request) const;
  ledger_outcome take(ledger_entry entry);
  std::string next_key(const std::string& order_id) const;

  std::vector<payment> payments_;
  std::unordered_map<std::string, std::size_t> by_order_;
  std::unordered_map<std::string, std::size_t> by_key_;
  std::unordered_map<std::string, remembered> keys_;
  std::map<std::string, ledger_entry> promised_;
  std::uint64_t keys_given_ = 0;
};

} // namespace baedal::sandbox
