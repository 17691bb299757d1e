#pragma once

#include "actors/protocol.hpp"
#include "http/problem.hpp"

namespace baedal::http {

class json_writer;

/// `?version=` of a read; what is no number is 422.
checked<std::optional<std::uint64_t>> read_version(const request& in);

/// A whole number in the query, or `otherwise` where it is absent.
checked<std::uint64_t> read_number(const request& in, std::string_view name,
                                   std::uint64_t otherwise, std::uint64_t most);

/// The number that a cursor stands for; the beginning without one.
checked<std::uint64_t> read_position(const std::optional<std::string>& cursor);

/// {"version","type","at","data"}: one public event of an order, in history and stream alike.
void write_event(json_writer& out, const actors::public_event& event);

} // namespace baedal::http
