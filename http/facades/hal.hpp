#pragma once

#include "http/facades/shape.hpp"
#include "http/message.hpp"

namespace baedal::http::facades {

/// An address on this server as clients see it, "http://localhost:8081/orders/1": the host comes
/// from the Host header, and segments are percent-encoded.
std::string address_of(const request& in, std::initializer_list<std::string_view> segments);

/// A JSON body in the type that the client reads: `application/json` if it sent or asked for that,
/// else `application/hal+json`.
response answer_to(const request& in, int status, std::string body);

/// 404 without a body.
response nothing_here();

/// Whether an answer to PATCH or PUT has a body: the client says what it accepts.
bool wants_body(const request& in) noexcept;

/// Whether the client would rather see a page than data: a browser.
bool prefers_html(const request& in);

/// One row with its links, as a JSON object.
void write_row(json_writer& out, const request& in, const resource& as, const shown& what);
response row_answer(const request& in, int status, const resource& as, const shown& what);

/// The same with a `Location`.
response created_row(const request& in, const resource& as, const shown& what);

} // namespace baedal::http::facades
