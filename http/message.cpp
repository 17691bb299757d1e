#include "http/message.hpp"

#include <algorithm>
#include <array>

namespace baedal::http {

namespace {

constexpr std::array<std::string_view, verb_count> verb_words{"GET",    "POST",    "PUT", "PATCH",
                                                              "DELETE", "OPTIONS", "HEAD"};

constexpr std::pair<int, std::string_view> reasons[] = {
  {200, "OK"},
  {201, "Created"},
  {202, "Accepted"},
  {204, "No Content"},
  {304, "Not Modified"},
  {400, "Bad Request"},
  {401, "Unauthorized"},
  {402, "Payment Required"},
  {403, "Forbidden"},
  {404, "Not Found"},
  {405, "Method Not Allowed"},
  {406, "Not Acceptable"},
  {408, "Request Timeout"},
  {409, "Conflict"},
  {411, "Length Required"},
  {412, "Precondition Failed"},
  {413, "Content Too Large"},
  {414, "URI Too Long"},
  {415, "Unsupported Media Type"},
  {422, "Unprocessable Content"},
  {429, "Too Many Requests"},
  {431, "Request Header Fields Too Large"},
  {500, "Internal Server Error"},
  {501, "Not Implemented"},
  {503, "Service Unavailable"},
  {505, "HTTP Version Not Supported"},
};

std::optional<std::string_view> first(const std::vector<text_pair>& pairs, std::string_view name) {
  const auto found =
    std::find_if(pairs.begin(), pairs.end(), [&](const auto& pair) { return pair.first == name; });
  if (found == pairs.end())
    return std::nullopt;
  return found->second;
}

} // namespace

std::string_view to_string(verb method) noexcept {
  return verb_words[static_cast<std::size_t>(method)];
}

std::optional<verb> verb_of(std::string_view method) noexcept {
  const auto found = std::find(verb_words.begin(), verb_words.end(), method);
  if (found == verb_words.end())
    return std::nullopt;
  return static_cast<verb>(found - verb_words.begin());
}

std::string_view request::parameter(std::string_view name) const noexcept {
  return first(parameters, name).value_or(std::string_view{});
}

std::optional<std::string_view> request::query(std::string_view name) const noexcept {
  return first(query_pairs, name);
}

std::optional<std::string_view> request::header(std::string_view name) const noexcept {
  return first(headers, name);
}

std::size_t request::header_count(std::string_view name) const noexcept {
  const auto same = [&](const auto& pair) { return pair.first == name; };
  return static_cast<std::size_t>(std::count_if(headers.begin(), headers.end(), same));
}

std::optional<std::string_view> response::header(std::string_view name) const noexcept {
  return first(headers, name);
}

response no_content(int status) {
  response out;
  out.status = status;
  out.content_type.clear();
  return out;
}

response json(int status, std::string body) {
  response out;
  out.status = status;
  out.body = std::move(body);
  return out;
}

std::string_view reason_phrase(int status) noexcept {
  const auto same = [&](const auto& row) { return row.first == status; };
  const auto* found = std::find_if(std::begin(reasons), std::end(reasons), same);
  return found == std::end(reasons) ? "Unknown" : found->second;
}

} // namespace baedal::http
