#pragma once

#include "http/message.hpp"

#include <span>
#include <string>

namespace baedal::http {

/// One operation of the contract. Lists are words between blanks.
struct operation {
  verb method;
  std::string_view pattern;
  std::string_view summary;
  std::string_view query;    ///< names of query parameters
  std::string_view body;     ///< schema of the request; a final '?' where it may be absent
  std::string_view answers;  ///< "201:order 202:order": status and schema or media type
  std::string_view problems; ///< statuses that carry problem+json
};

/// The one table that the contract is written from.
std::span<const operation> operations();

/// The schemas that `operations` names, as the text of one JSON object.
std::string_view openapi_schemas();

/// The contract, OpenAPI 3.1 as JSON.
std::string openapi_document();

} // namespace baedal::http
