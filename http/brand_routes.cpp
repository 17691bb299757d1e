#include "http/brand_routes.hpp"

#include "domain/notification_texts.hpp"
#include "http/json_writer.hpp"
#include "http/party_input.hpp"
#include "http/sending.hpp"
#include "http/views.hpp"

namespace baedal::http {

namespace {

constexpr auto parameter = "brand";

/// Who names no store orders at the default one: it has to be one of the brand's own.
std::string fault_of_default(const define_brand& what, const actors::catalogue& shelf) {
  const auto known = shelf.brand(what.id);
  if (!what.default_store || (known && known->default_store == *what.default_store))
    return {};
  const auto card = shelf.store(*what.default_store);
  if (!card)
    return "there is no such store";
  return card->brand == what.id ? std::string{} : "is another brand's store";
}

void put_brand(const api_parts& parts, const exchange_ptr& to) {
  auto command = read_brand(to->in(), brand_id{std::string{to->in().parameter(parameter)}});
  if (!command) {
    to->refuse(command.fault());
    return;
  }
  if (auto wrong = fault_of_default(*command, parts.office->shelf()); !wrong.empty()) {
    to->refuse(input_fault{422, "value_invalid", std::move(wrong), "default_store"});
    return;
  }
  auto id = command->id.value;
  send<brand>(
    parts, to, {std::move(id), std::move(*command)},
    [](const actors::answer<brand_view>& now) { return put_answer(now, &brand_json); });
}

/// All that the brand tells anybody, in the words of now.
std::string messages_json(const brand_view& brand) {
  json_writer out;
  out.begin_object().member("brand", brand.id.value).key("messages").begin_array();
  for (const auto& shipped : shipped_texts(brand.id.value)) {
    const auto own = own_text(brand.texts, shipped.what, shipped.to, instant::max());
    out.begin_object()
      .member("what", to_string(shipped.what))
      .member("to", to_string(shipped.to))
      .member("text", own.empty() ? shipped.text : own)
      .member("own", !own.empty())
      .end_object();
  }
  return out.end_array().member("version", brand.version).end_object().take();
}

} // namespace

std::vector<route> brand_routes(const api_parts& parts) {
  const std::string one = "/api/v1/brands/{brand}";
  const auto show = [parts](const exchange_ptr& to, std::string id) {
    show_entity<brand>(parts, to, std::move(id), &brand_json);
  };
  const auto show_messages = [parts](const exchange_ptr& to, std::string id) {
    auto back = reply_to<brand_view>(to, [](const brand_view& now) {
      return json(200, messages_json(now)); // Without a tag: another release has other words.
    });
    parts.office->read<brand>({std::move(id), {}, std::move(back)});
  };
  return {
    {verb::put, one, [parts](const exchange_ptr& to) { put_brand(parts, to); }},
    {verb::get, one, with_id(parameter, errc::brand_unknown, show)},
    {verb::get, one + "/messages", with_id(parameter, errc::brand_unknown, show_messages)},
  };
}

} // namespace baedal::http
