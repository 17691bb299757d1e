#include "sandbox/behaviour.hpp"

#include <nlohmann/json.hpp>

#include <optional>

namespace baedal::sandbox {

namespace {

using json = nlohmann::json;

constexpr std::int64_t longest_time_ms = 600'000;

bool read_rate(const json& value, double& out) {
  if (!value.is_number())
    return false;
  out = value.get<double>();
  return out >= 0 && out <= 1;
}

bool read_time(const json& value, std::chrono::milliseconds& out) {
  if (!value.is_number_unsigned() || value.get<std::uint64_t>() > longest_time_ms)
    return false;
  out = std::chrono::milliseconds{value.get<std::int64_t>()};
  return true;
}

bool read_flag(const json& value, bool& out) {
  if (!value.is_boolean())
    return false;
  out = value.get<bool>();
  return true;
}

bool read_seed(const json& value, std::uint64_t& out) {
  if (!value.is_number_unsigned())
    return false;
  out = value.get<std::uint64_t>();
  return true;
}

refusal bad(const std::string& name, const std::string& why) {
  return {errc::value_invalid, name + " " + why, name};
}

/// Why the member is refused; nothing where it was read.
std::optional<refusal> read_member(const std::string& name, const json& value, behaviour& out) {
  const bool is_rate = name.ends_with("_rate");
  const bool is_time = name.ends_with("_ms");
  auto read = true;
  if (name == "latency_ms")
    read = read_time(value, out.latency);
  else if (name == "latency_spread_ms")
    read = read_time(value, out.latency_spread);
  else if (name == "capture_delay_ms")
    read = read_time(value, out.capture_delay);
  else if (name == "decline_rate")
    read = read_rate(value, out.decline_rate);
  else if (name == "error_rate")
    read = read_rate(value, out.error_rate);
  else if (name == "timeout_after_success_rate")
    read = read_rate(value, out.timeout_after_success_rate);
  else if (name == "down")
    read = read_flag(value, out.down);
  else if (name == "seed")
    read = read_seed(value, out.seed);
  else
    return bad(name, "is not a member of the behaviour");
  if (read)
    return std::nullopt;
  if (is_rate)
    return bad(name, "must be a number from 0 to 1");
  return bad(name, is_time          ? "must be a whole number from 0 to 600000"
                   : name == "down" ? "must be true or false"
                                    : "must be a whole number");
}

} // namespace

result<behaviour> read_behaviour(std::string_view body) {
  const auto object = json::parse(body, nullptr, false);
  if (!object.is_object())
    return refusal{errc::value_invalid, "the body must be a JSON object"};
  behaviour out;
  for (const auto& [name, value] : object.items())
    if (auto why = read_member(name, value, out))
      return *why;
  return out;
}

std::string to_json(const behaviour& how) {
  return json{{"latency_ms", how.latency.count()},
              {"latency_spread_ms", how.latency_spread.count()},
              {"decline_rate", how.decline_rate},
              {"error_rate", how.error_rate},
              {"timeout_after_success_rate", how.timeout_after_success_rate},
              {"capture_delay_ms", how.capture_delay.count()},
              {"down", how.down},
              {"seed", how.seed}}
    .dump();
}

bool dice::falls_within(double rate) {
  // 53 bits of the engine's output: the same everywhere, which distributions of the library need
  // not be.
  constexpr double unit_of_53_bits = 1.0 / 9007199254740992.0;
  return static_cast<double>(engine_() >> 11) * unit_of_53_bits < rate;
}

std::chrono::milliseconds dice::up_to(std::chrono::milliseconds most) {
  return std::chrono::milliseconds{
    static_cast<std::int64_t>(engine_() % (static_cast<std::uint64_t>(most.count()) + 1))};
}

} // namespace baedal::sandbox
