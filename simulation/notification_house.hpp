#pragma once

#include "gateways/make_notification_channels.hpp"
#include "simulation/process.hpp"

#include <map>
#include <random>

namespace baedal::simulation {

/// What receivers of notifications do to attempts, drawn for each: chances of 1,000.
struct receiver_moods {
  unsigned lost_before = 0; ///< the request never arrives, and the sender waits in vain
  unsigned lost_after = 0;  ///< it arrives, but the answer is lost
  unsigned away = 0;        ///< the connection is refused
  unsigned busy = 0;        ///< asked to come again later
  unsigned refused = 0;     ///< says "never"
};

/// Those who receive notifications in a simulated world. No crash of ours touches what they have.
class notification_house {
public:
  explicit notification_house(std::uint64_t seed) : dice_(seed) {
    // nop
  }
  notification_house(const notification_house&) = delete;
  notification_house& operator=(const notification_house&) = delete;

  /// What came under one id.
  struct letter {
    std::string content;
    carrier by = carrier::alimtalk;
    int received = 0;
    int conflicting = 0;  ///< times with another content than the first
    bool refused = false; ///< it was once told "never"
  };

  receiver_moods moods;
  [[nodiscard]] const std::map<std::string, letter>& letters() const { return letters_; }

  /// The channels as one process reaches them.
  gateways::notification_channels seen_by(const process_ptr& caller);

private:
  class line;
  enum class mood { fine, lost_before, lost_after, away, busy, refused };
  mood draw();
  gateways::send_answer take(carrier by, const gateways::outgoing_message& message);
  void keep(carrier by, const gateways::outgoing_message& message);

  std::mt19937_64 dice_;
  std::map<std::string, letter> letters_; ///< by message id
};

} // namespace baedal::simulation
