#pragma once

#include "domain/result.hpp"

#include <string>

namespace baedal::persistence {

/// A libpq URI or keyword string, taken apart.
struct postgres_url {
  std::string
    conninfo; ///< keyword form with our time-outs added where the user set none; holds the password
  std::string display;  ///< "baedal@/run/postgresql" without any secret
  std::string password; ///< to be kept out of messages
};

/// Refused with `value_invalid` where libpq cannot read the text; the detail never repeats it.
result<postgres_url> read_postgres_url(const std::string& url);

/// One line of an error message of libpq, without the password.
std::string clean_message(const std::string& message, const postgres_url& url);

} // namespace baedal::persistence
