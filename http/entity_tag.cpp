#include "http/entity_tag.hpp"

#include "http/text_check.hpp"

#include <charconv>

namespace baedal::http {

std::string entity_tag(std::uint64_t version) {
  return '"' + std::to_string(version) + '"';
}

response with_entity_tag(response out, std::uint64_t version) {
  out.headers.emplace_back("ETag", entity_tag(version));
  return out;
}

bool is_known_to_client(const request& in, std::uint64_t version) {
  const auto wanted = entity_tag(version);
  for (const auto& [name, value] : in.headers) {
    if (name != "if-none-match")
      continue;
    std::string_view rest = value;
    while (!rest.empty()) {
      const auto comma = rest.find(',');
      auto tag = trimmed(rest.substr(0, comma));
      rest = comma == std::string_view::npos ? std::string_view{} : rest.substr(comma + 1);
      if (tag.starts_with("W/"))
        tag.remove_prefix(2);
      if (tag == wanted || tag == "*")
        return true;
    }
  }
  return false;
}

response not_modified(std::uint64_t version) {
  return with_entity_tag(no_content(304), version);
}

checked<std::optional<std::uint64_t>> read_if_match(const request& in) {
  const auto sent = in.header("if-match");
  if (!sent || *sent == "*")
    return std::optional<std::uint64_t>{};
  if (sent->starts_with("W/"))
    return input_fault{412, "version_conflict", "a weak tag never matches", "If-Match"};
  std::uint64_t version = 0;
  const bool quoted = sent->size() > 2 && sent->front() == '"' && sent->back() == '"';
  if (quoted) {
    const auto* end = sent->data() + sent->size() - 1;
    const auto [stop, error] = std::from_chars(sent->data() + 1, end, version);
    if (error == std::errc{} && stop == end && in.header_count("if-match") == 1)
      return std::optional{version};
  }
  return input_fault{400, "bad_header", "must be one entity tag of this resource", "If-Match"};
}

} // namespace baedal::http
