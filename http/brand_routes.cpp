#include "http/brand_routes.hpp"

#include "http/party_input.hpp"
#include "http/sending.hpp"
#include "http/views.hpp"

namespace baedal::http {

namespace {

constexpr auto parameter = "brand";

void put_brand(const api_parts& parts, const exchange_ptr& to) {
  auto command = read_brand(to->in(), brand_id{std::string{to->in().parameter(parameter)}});
  if (!command) {
    to->refuse(command.fault());
    return;
  }
  auto id = command->id.value;
  send<brand>(
    parts, to, {std::move(id), std::move(*command)},
    [](const actors::answer<brand_view>& now) { return put_answer(now, &brand_json); });
}

} // namespace

std::vector<route> brand_routes(const api_parts& parts) {
  const std::string one = "/api/v1/brands/{brand}";
  const auto show = [parts](const exchange_ptr& to, std::string id) {
    show_entity<brand>(parts, to, std::move(id), &brand_json);
  };
  return {
    {verb::put, one, [parts](const exchange_ptr& to) { put_brand(parts, to); }},
    {verb::get, one, with_id(parameter, errc::brand_unknown, show)},
  };
}

} // namespace baedal::http
