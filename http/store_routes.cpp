#include "http/store_routes.hpp"

#include "http/input.hpp"
#include "http/lists.hpp"
#include "http/store_input.hpp"

namespace baedal::http {

namespace {

using told = actors::answer<store_card>;

constexpr auto parameter = "store_id";

input_fault unknown_brand() {
  return {422, "value_invalid", "there is no such brand", "brand"};
}

void put_store(const api_parts& parts, const exchange_ptr& to) {
  auto command = read_store(to->in(), store_id{std::string{to->in().parameter(parameter)}});
  if (!command) {
    to->refuse(command.fault());
    return;
  }
  if (!parts.office->shelf().brand(command->card.brand)) {
    to->refuse(unknown_brand());
    return;
  }
  auto id = command->card.id.value;
  send<store>(parts, to, {std::move(id), std::move(*command)},
              [](const told& now) { return put_answer(now, &store_json); });
}

/// The answer shows the item, under the version of its store.
void put_item(const api_parts& parts, const exchange_ptr& to, std::string id) {
  const item_id item{std::string{to->in().parameter("item_id")}};
  auto command = read_item(to->in(), item);
  if (!command) {
    to->refuse(command.fault());
    return;
  }
  const auto card = parts.office->shelf().store(store_id{id});
  const bool fresh = !card || card->menu.count(item) == 0;
  send<store>(parts, to, {std::move(id), std::move(*command)}, [item, fresh](const told& now) {
    const auto found = now.view.menu.find(item);
    auto body = found == now.view.menu.end() ? std::string{"{}"} : item_json(found->second);
    return with_entity_tag(json(fresh ? 201 : 200, std::move(body)), now.view.version);
  });
}

void show_item(const api_parts& parts, const exchange_ptr& to, std::string id) {
  actors::reply<store_card> back{[to](const result<store_card>& card) {
    if (!card) {
      to->refuse(card.error());
      return;
    }
    const auto found = card->menu.find(item_id{std::string{to->in().parameter("item_id")}});
    if (found == card->menu.end())
      to->refuse(errc::item_not_found);
    else if (is_known_to_client(to->in(), card->version))
      to->complete(not_modified(card->version));
    else
      to->complete(with_entity_tag(json(200, item_json(found->second)), card->version));
  }};
  parts.office->read<store>({std::move(id), {}, std::move(back)});
}

void take_off_menu(const api_parts& parts, const exchange_ptr& to, std::string id) {
  retire_item command{item_id{std::string{to->in().parameter("item_id")}}};
  send<store>(parts, to, {std::move(id), std::move(command)},
              [](const told& now) { return with_entity_tag(no_content(), now.view.version); });
}

template <class Read>
handler store_command_handler(const api_parts& parts, Read read) {
  return with_id(parameter, errc::store_unknown,
                 [parts, read](const exchange_ptr& to, std::string id) {
                   const auto command = read(to->in());
                   if (!command) {
                     to->refuse(command.fault());
                     return;
                   }
                   send<store>(parts, to, {std::move(id), *command}, [](const told& now) {
                     return with_entity_tag(json(200, store_json(now.view)), now.view.version);
                   });
                 });
}

/// A status that orders can be seen in; nothing without the parameter.
checked<std::optional<order_status>> read_status(const request& in) {
  const auto sent = in.query("status");
  if (!sent)
    return std::optional<order_status>{};
  const auto status = from_word<order_status>(*sent);
  if (status && *status >= order_status::placed)
    return status;
  return input_fault{422, "value_invalid", "is not a known value", "status"};
}

void list_queue(const api_parts& parts, const exchange_ptr& to, const std::string& id) {
  const auto status = read_status(to->in());
  if (!status) {
    to->refuse(status.fault());
    return;
  }
  const auto word = *status ? to_string(**status) : std::string_view{};
  auto list = "store_orders/" + id + "/" + std::string{word};
  const auto wanted = wanted_page(to, list);
  if (!wanted)
    return;
  if (!parts.office->shelf().store(store_id{id})) {
    to->refuse(errc::store_unknown);
    return;
  }
  send_query<actors::list_store_orders, order_view>(parts, to,
                                                    {store_id{id},
                                                     *status,
                                                     wanted->after.value_or(""),
                                                     static_cast<std::size_t>(wanted->limit),
                                                     {}},
                                                    {"orders", std::move(list)}, &write_order_row);
}

void write_dish(json_writer& out, const actors::dish_row& dish) {
  out.begin_object()
    .member("item_id", dish.item.value)
    .member("name", dish.name)
    .member("orders", dish.orders)
    .member("quantity", dish.quantity)
    .end_object();
}

void list_popular(const api_parts& parts, const exchange_ptr& to, const std::string& id) {
  auto list = "popularity/" + id;
  const auto wanted = wanted_page(to, list);
  if (!wanted)
    return;
  if (!parts.office->shelf().store(store_id{id})) {
    to->refuse(errc::store_unknown);
    return;
  }
  send_query<actors::list_popularity, actors::dish_row>(
    parts, to,
    {store_id{id}, wanted->after.value_or(""), static_cast<std::size_t>(wanted->limit), {}},
    {"dishes", std::move(list)}, &write_dish);
}

template <class Show>
handler of_store(const api_parts& parts, Show show) {
  return with_id(
    parameter, errc::store_unknown,
    [parts, show](const exchange_ptr& to, std::string id) { show(parts, to, std::move(id)); });
}

template <class Show>
handler store_reader(const api_parts& parts, Show show) {
  return of_store(parts, [show](const api_parts& all, const exchange_ptr& to, std::string id) {
    show_entity<store>(all, to, std::move(id), show);
  });
}

} // namespace

std::vector<route> store_routes(const api_parts& parts) {
  const std::string one = "/api/v1/stores/{store_id}";
  return {
    {verb::put, one, [parts](const exchange_ptr& to) { put_store(parts, to); }},
    {verb::get, one, store_reader(parts, &store_json)},
    {verb::put, one + "/menu/{item_id}", of_store(parts, &put_item)},
    {verb::get, one + "/menu/{item_id}", of_store(parts, &show_item)},
    {verb::remove, one + "/menu/{item_id}", of_store(parts, &take_off_menu)},
    {verb::get, one + "/menu", store_reader(parts, &menu_json)},
    {verb::post, one + "/open", store_command_handler(parts, &read_opening)},
    {verb::post, one + "/close", store_command_handler(parts, &read_closing)},
    {verb::get, one + "/orders", of_store(parts, &list_queue)},
    {verb::get, one + "/popularity", of_store(parts, &list_popular)},
  };
}

} // namespace baedal::http
