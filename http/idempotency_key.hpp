#pragma once

#include "domain/entity.hpp"
#include "domain/ids.hpp"
#include "domain/time.hpp"
#include "http/problem.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace baedal::http {

/// The Idempotency-Key of a request: 1 to 255 visible ASCII characters. Nothing where there is no
/// such header; anything else is 400.
checked<std::optional<std::string>> read_idempotency_key(const request& in);

/// What the journal keeps of a key and the body that came with it: the first 32 hex digits of
/// SHA-256 of the key, and of key, line feed and body: a body may hold an address, and nobody
/// without the key can try out which.
idempotency fingerprint_of(std::string_view key, std::string_view body);

/// The order that a key stands for, the same on every node and at every repeat (design D14): "o_"
/// and 26 base32 digits.
order_id order_id_of(const brand_id& brand, const customer_id& customer, std::string_view key);

/// An id for an order without a key, in the same form: a ULID (github.com/ulid/spec) of the time
/// and the system's random numbers. Rows of orders that are placed together stand together in every
/// index, so that a commit touches few of its pages.
order_id fresh_order_id(instant now);

} // namespace baedal::http
