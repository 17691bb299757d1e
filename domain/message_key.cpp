#include "domain/message_key.hpp"

#include "domain/words.hpp"

#include <charconv>

namespace baedal {

template <>
struct words<message_status> {
  static constexpr std::array<std::string_view, 6> list{"queued",     "retrying", "sent",
                                                        "suppressed", "dead",     "skipped"};
};

namespace {

/// Cuts off what follows the last dash; nothing where there is none.
std::optional<std::string_view> cut_tail(std::string_view& text) {
  const auto dash = text.rfind('-');
  if (dash == std::string_view::npos)
    return std::nullopt;
  const auto tail = text.substr(dash + 1);
  text.remove_suffix(text.size() - dash);
  return tail;
}

} // namespace

std::string_view to_string(message_status word) noexcept {
  return word_of(word);
}

template std::optional<message_status> from_word(std::string_view);

std::string message_key::text() const {
  std::string out = order.value;
  out += '-';
  out += std::to_string(version);
  out += '-';
  out += to_string(channel);
  out += '-';
  out += to_string(to);
  return out;
}

std::optional<message_key> parse_message_key(std::string_view text) {
  const auto to = cut_tail(text);
  const auto channel = to ? cut_tail(text) : to;
  const auto version = channel ? cut_tail(text) : channel;
  if (!version || text.empty())
    return std::nullopt;
  const auto known_to = from_word<audience>(*to);
  const auto known_channel = from_word<notify_channel>(*channel);
  message_key key{order_id{std::string{text}}, 0, {}, {}};
  const auto* end = version->data() + version->size();
  const auto [stop, error] = std::from_chars(version->data(), end, key.version);
  if (!known_to || !known_channel || error != std::errc{} || stop != end)
    return std::nullopt;
  key.to = *known_to;
  key.channel = *known_channel;
  return key;
}

} // namespace baedal
