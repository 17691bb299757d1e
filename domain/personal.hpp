#pragma once

namespace baedal {

/// Forget what is personal: the row with names, numbers and texts is emptied in the same
/// transaction, and nothing can bring it back. What is in the events stays, and their chain whole.
struct erase_personal {};

struct personal_erased {
  friend bool operator==(personal_erased, personal_erased) = default;
};

} // namespace baedal
