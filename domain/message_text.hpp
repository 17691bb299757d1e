#pragma once

#include "domain/notification.hpp"
#include "domain/result.hpp"

#include <span>

namespace baedal {

/// A brand's own words for an occasion and an audience (003-X2), with the placeholders of
/// `template_of`. An empty text gives the shipped words back.
struct message_text {
  occasion what = occasion::order_placed;
  audience to = audience::customer;
  std::string text;
  instant since{}; ///< in force from then on; what happened before is worded as it was

  friend bool operator==(const message_text&, const message_text&) = default;
};

/// Each has at most 1,000 characters, no placeholder that nothing stands for, and somebody who is
/// told; none is named twice. The field of what is wrong is "messages/<index>…".
std::optional<refusal> fault_of(std::span<const message_text> stated);

/// The brand's own text for what happened at that time; empty where the shipped one is in force.
std::string_view own_text(std::span<const message_text> all, occasion what, audience to,
                          instant at) noexcept;

/// The brand's own texts of now.
std::vector<message_text> texts_in_force(std::span<const message_text> all);

/// Puts a text in force. Of one occasion and audience the last 32 are remembered.
void put_text(std::vector<message_text>& all, message_text next);

} // namespace baedal
