#include "http/party_input.hpp"

#include "http/input.hpp"
#include "http/policy_json.hpp"

namespace baedal::http {

namespace {

message_text read_message_text(const json_reader& in) {
  message_text out;
  out.what = in.word<occasion>("what");
  out.to = in.optional_word<audience>("to").value_or(audience::customer);
  out.text = in.text("text", {.min = 0, .max = 1'000});
  return out;
}

} // namespace

checked<personal_command<define_rider>> read_rider(const request& in, rider_id id) {
  const json_reader body{in.body};
  define_rider command;
  command.id = std::move(id);
  command.area = body.optional_text("area", name_limits).value_or("");
  command.at = read_point(body);
  auto name = body.optional_text("name", name_limits).value_or("");
  return finish(body, personal_command<define_rider>{std::move(command), {{"name", name}}});
}

checked<personal_command<define_customer>> read_customer(const request& in, customer_id id) {
  const json_reader body{in.body};
  personal_command<define_customer> out{{std::move(id), {}}, {}};
  out.personal["name"] = body.optional_text("name", name_limits).value_or("");
  out.personal["phone"] = body.optional_text("phone", {.min = 0, .max = 40}).value_or("");
  out.personal["address"] = body.optional_text("address", {.min = 0, .max = 500}).value_or("");
  return finish(body, std::move(out));
}

checked<define_brand> read_brand(const request& in, brand_id id) {
  const json_reader body{in.body};
  define_brand command;
  command.id = std::move(id);
  if (const auto policy = body.optional_object("policy"))
    command.policy = read_policy(*policy);
  if (auto store = read_optional_id(body, "default_store"))
    command.default_store = store_id{*std::move(store)};
  for (const auto& each : body.optional_objects("messages", {.min = 0, .max = 200}))
    command.texts.push_back(read_message_text(each));
  return finish(body, std::move(command));
}

checked<rider_goes_online> read_online(const request& in) {
  return finish(read_body_or_nothing(in), rider_goes_online{});
}

checked<rider_goes_offline> read_offline(const request& in) {
  return finish(read_body_or_nothing(in), rider_goes_offline{});
}

checked<rider_moves> read_location(const request& in) {
  const json_reader body{in.body};
  const auto lat = body.number("lat", -90, 90);
  const auto lon = body.number("lon", -180, 180);
  return finish(body, rider_moves{{lat, lon}});
}

} // namespace baedal::http
