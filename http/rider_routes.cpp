#include "http/rider_routes.hpp"

#include "http/lists.hpp"
#include "http/party_input.hpp"

namespace baedal::http {

namespace {

using told = actors::answer<rider_view>;

constexpr auto parameter = "rider_id";

void put_rider(const api_parts& parts, const exchange_ptr& to) {
  auto sent = read_rider(to->in(), rider_id{std::string{to->in().parameter(parameter)}});
  if (!sent) {
    to->refuse(sent.fault());
    return;
  }
  auto id = sent->command.id.value;
  send<rider>(parts, to, {std::move(id), std::move(sent->command), std::move(sent->personal)},
              [](const told& now) { return put_answer(now, &rider_json); });
}

template <class Command>
void command_rider(const api_parts& parts, const exchange_ptr& to, std::string id,
                   const checked<Command>& command) {
  if (!command) {
    to->refuse(command.fault());
    return;
  }
  send<rider>(parts, to, {std::move(id), *command}, [](const told& now) {
    return with_entity_tag(json(200, rider_json(now.view)), now.view.version);
  });
}

template <class Read>
handler rider_command_handler(const api_parts& parts, Read read) {
  return with_id(parameter, errc::rider_unknown,
                 [parts, read](const exchange_ptr& to, std::string id) {
                   command_rider(parts, to, std::move(id), read(to->in()));
                 });
}

void list_jobs_of(const api_parts& parts, const exchange_ptr& to, const rider_view& rider,
                  const page& wanted, const std::string& list) {
  send_query<actors::list_jobs, order_view>(
    parts, to, {rider, wanted.after.value_or(""), static_cast<std::size_t>(wanted.limit), {}},
    {"jobs", list}, &write_order_row);
}

/// The rider knows where he is; the read model knows the open deliveries.
void show_jobs(const api_parts& parts, const exchange_ptr& to, std::string id) {
  const auto list = "jobs/" + id;
  const auto wanted = wanted_page(to, list);
  if (!wanted)
    return;
  actors::reply<rider_view> back{[parts, to, list, wanted = *wanted](result<rider_view> rider) {
    if (rider)
      list_jobs_of(parts, to, *rider, wanted, list);
    else
      to->refuse(rider.error());
  }};
  parts.office->read<rider>({std::move(id), {}, std::move(back)});
}

template <class Show>
handler of_rider(const api_parts& parts, Show show) {
  return with_id(parameter, errc::rider_unknown,
                 [parts, show](const exchange_ptr& to, std::string id) {
                   show(parts, to, std::move(id));
                 });
}

void show_rider(const api_parts& parts, const exchange_ptr& to, std::string id) {
  show_entity<rider>(parts, to, std::move(id), &rider_json);
}

void erase_rider(const api_parts& parts, const exchange_ptr& to, std::string id) {
  send<rider>(parts, to, {std::move(id), erase_personal{}},
              [](const told& now) { return put_answer(now, &rider_json); });
}

} // namespace

std::vector<route> rider_routes(const api_parts& parts) {
  const std::string one = "/api/v1/riders/{rider_id}";
  return {
    {verb::put, one, [parts](const exchange_ptr& to) { put_rider(parts, to); }},
    {verb::get, one, of_rider(parts, &show_rider)},
    {verb::remove, one + "/personal", of_rider(parts, &erase_rider)},
    {verb::post, one + "/online", rider_command_handler(parts, &read_online)},
    {verb::post, one + "/offline", rider_command_handler(parts, &read_offline)},
    {verb::post, one + "/location", rider_command_handler(parts, &read_location)},
    {verb::get, one + "/jobs", of_rider(parts, &show_jobs)},
  };
}

} // namespace baedal::http
