#include "sandbox/receiver_behaviour.hpp"

#include <nlohmann/json.hpp>

namespace baedal::sandbox {

namespace {

using json = nlohmann::json;

constexpr std::uint64_t longest_time_ms = 600'000;

refusal bad(const std::string& name, const std::string& why) {
  return {errc::value_invalid, name + " " + why, name};
}

result<unit> read_rate(const std::string& name, const json& value, double& out) {
  if (!value.is_number() || value.get<double>() < 0 || value.get<double>() > 1)
    return bad(name, "must be a number from 0 to 1");
  out = value.get<double>();
  return unit{};
}

result<unit> read_flag(const std::string& name, const json& value, bool& out) {
  if (!value.is_boolean())
    return bad(name, "must be true or false");
  out = value.get<bool>();
  return unit{};
}

result<unit> read_count(const std::string& name, const json& value, std::uint64_t most,
                        std::uint64_t& out) {
  if (!value.is_number_unsigned() || value.get<std::uint64_t>() > most)
    return bad(name, most == longest_time_ms ? "must be a whole number from 0 to 600000"
                                             : "must be a whole number");
  out = value.get<std::uint64_t>();
  return unit{};
}

result<unit> read_member(const std::string& name, const json& value, receiver_behaviour& out) {
  if (name == "latency_ms") {
    std::uint64_t ms = 0;
    auto read = read_count(name, value, longest_time_ms, ms);
    out.latency = std::chrono::milliseconds{ms};
    return read;
  }
  if (name == "error_rate")
    return read_rate(name, value, out.error_rate);
  if (name == "timeout_after_success_rate")
    return read_rate(name, value, out.timeout_after_success_rate);
  if (name == "busy_rate")
    return read_rate(name, value, out.busy_rate);
  if (name == "down")
    return read_flag(name, value, out.down);
  if (name == "gone_410")
    return read_flag(name, value, out.gone_410);
  if (name == "seed")
    return read_count(name, value, UINT64_MAX, out.seed);
  return bad(name, "is not a member of the behaviour");
}

} // namespace

result<receiver_behaviour> read_receiver_behaviour(std::string_view body) {
  const auto object = json::parse(body, nullptr, false);
  if (!object.is_object())
    return refusal{errc::value_invalid, "the body must be a JSON object"};
  receiver_behaviour out;
  for (const auto& [name, value] : object.items())
    if (auto read = read_member(name, value, out); !read)
      return read.error();
  return out;
}

std::string to_json(const receiver_behaviour& how) {
  return json{{"latency_ms", how.latency.count()},
              {"error_rate", how.error_rate},
              {"timeout_after_success_rate", how.timeout_after_success_rate},
              {"busy_rate", how.busy_rate},
              {"down", how.down},
              {"gone_410", how.gone_410},
              {"seed", how.seed}}
    .dump();
}

} // namespace baedal::sandbox
