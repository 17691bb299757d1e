#pragma once

#include "http/problem.hpp"

#include <cstdint>
#include <optional>
#include <string>

namespace baedal::http {

/// The strong entity tag of a version: `"7"`.
std::string entity_tag(std::uint64_t version);

/// Puts the ETag on a reply.
response with_entity_tag(response out, std::uint64_t version);

/// True where If-None-Match names this version (or `*`), so that the answer is `not_modified`.
/// Compared weakly, as RFC 9110 section 13.1.2 wants it.
bool is_known_to_client(const request& in, std::uint64_t version);

/// 304 with the tag.
response not_modified(std::uint64_t version);

/// The version that If-Match demands; nothing without the header or with `*`. A weak tag can never
/// match (412); what is no single tag of ours is 400.
checked<std::optional<std::uint64_t>> read_if_match(const request& in);

} // namespace baedal::http
