#include "domain/message_text.hpp"

#include "domain/checks.hpp"
#include "domain/notification_texts.hpp"

#include <algorithm>

namespace baedal {

namespace {

constexpr std::size_t longest_text = 1'000; ///< in characters
constexpr std::ptrdiff_t remembered = 32;

bool is_about(const message_text& each, occasion what, audience to) {
  return each.what == what && each.to == to;
}

fault fault_of_one(const message_text& text, const std::string& field) {
  if (template_of({}, text.what, text.to).empty())
    return refusal{errc::value_invalid, "nobody there is told of this", field + "/to"};
  if (auto wrong = fault_of_text(text.text, longest_text, field + "/text"))
    return wrong;
  if (const auto strange = unknown_placeholder(text.text); !strange.empty())
    return refusal{errc::value_invalid, "nothing stands for " + strange, field + "/text"};
  return std::nullopt;
}

} // namespace

std::optional<refusal> fault_of(std::span<const message_text> stated) {
  for (std::size_t index = 0; index < stated.size(); ++index) {
    const auto field = "messages/" + std::to_string(index);
    const auto& text = stated[index];
    if (auto wrong = fault_of_one(text, field))
      return wrong;
    const auto before = stated.first(index);
    if (std::any_of(before.begin(), before.end(),
                    [&](const message_text& each) { return is_about(each, text.what, text.to); }))
      return refusal{errc::value_invalid, "named twice", field};
  }
  return std::nullopt;
}

std::string_view own_text(std::span<const message_text> all, occasion what, audience to,
                          instant at) noexcept {
  const auto found = std::find_if(all.rbegin(), all.rend(), [&](const message_text& each) {
    return is_about(each, what, to) && each.since <= at;
  });
  return found == all.rend() ? std::string_view{} : std::string_view{found->text};
}

std::vector<message_text> texts_in_force(std::span<const message_text> all) {
  std::vector<message_text> now;
  for (const auto& each : all) {
    std::erase_if(now, [&](const message_text& old) { return is_about(old, each.what, each.to); });
    if (!each.text.empty())
      now.push_back(each);
  }
  return now;
}

void put_text(std::vector<message_text>& all, message_text next) {
  const auto is_same = [&](const message_text& each) { return is_about(each, next.what, next.to); };
  if (std::count_if(all.begin(), all.end(), is_same) == remembered)
    all.erase(std::find_if(all.begin(), all.end(), is_same));
  all.push_back(std::move(next));
}

} // namespace baedal
