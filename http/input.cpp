#include "http/input.hpp"

#include "domain/checks.hpp"

namespace baedal::http {

std::string read_id(const json_reader& in, std::string_view name) {
  auto id = in.text(name, {.min = 1, .max = 128});
  if (!in.fault() && fault_of_id(id, {}))
    in.reject(name, "must have 1 to 128 bytes, without '/'");
  return id;
}

std::optional<std::string> read_optional_id(const json_reader& in, std::string_view name) {
  if (!in.has(name))
    return std::nullopt;
  return read_id(in, name);
}

std::optional<geo_point> read_point(const json_reader& in) {
  if (!in.has("lat") && !in.has("lon"))
    return std::nullopt;
  const auto lat = in.number("lat", -90, 90);
  return geo_point{lat, in.number("lon", -180, 180)};
}

json_reader read_body_or_nothing(const request& in) {
  return json_reader{in.body.empty() ? std::string_view{"{}"} : std::string_view{in.body}};
}

money read_amount_or_zero(const json_reader& in, std::string_view name) {
  return money{in.optional_integer(name, 0, largest_amount.won).value_or(0)};
}

} // namespace baedal::http
