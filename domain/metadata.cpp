#include "domain/metadata.hpp"

#include "domain/checks.hpp"

#include <algorithm>

namespace baedal {

namespace {

constexpr std::size_t most_entries = 32;
constexpr std::size_t longest_entry_name = 64;
constexpr std::size_t longest_value = 500;

bool is_name(std::string_view text) {
  constexpr std::string_view allowed = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
                                       "0123456789_.-";
  return !text.empty() && text.size() <= longest_entry_name
         && text.find_first_not_of(allowed) == std::string_view::npos;
}

} // namespace

std::optional<refusal> fault_of(const std::vector<metadata_entry>& metadata) {
  if (metadata.size() > most_entries)
    return refusal{errc::value_invalid, "at most " + std::to_string(most_entries) + " entries",
                   "metadata"};
  for (auto each = metadata.begin(); each != metadata.end(); ++each) {
    if (!is_name(each->name))
      return refusal{errc::value_invalid, "a name has 1 to 64 characters out of A-Z a-z 0-9 _ . -",
                     "metadata"};
    const auto field = "metadata/" + each->name;
    if (auto wrong = fault_of_text(each->value, longest_value, field))
      return wrong;
    const auto same = [&](const metadata_entry& other) { return other.name == each->name; };
    if (std::any_of(metadata.begin(), each, same))
      return refusal{errc::value_invalid, "named twice", field};
  }
  return std::nullopt;
}

} // namespace baedal
