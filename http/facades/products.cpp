#include "domain/checks.hpp"
#include "http/facades/brands.hpp"
#include "http/facades/errands.hpp"
#include "http/facades/hal.hpp"
#include "http/facades/parties.hpp"
#include "http/facades/product_rows.hpp"
#include "http/input.hpp"
#include "http/sending.hpp"

#include <algorithm>

namespace baedal::http::facades {

namespace {

using card_ptr = actors::catalogue::card_ptr;

/// A store of the shop that has the item in that part of its card; null where none has.
template <class Value>
card_ptr store_with(const actors::catalogue& shelf, shared_map<item_id, Value> store_card::*where,
                    const item_id& item) {
  for (auto& card : shelf.stores())
    if (card->brand.value == product_shop && ((*card).*where).count(item) > 0)
      return card;
  return nullptr;
}

response product_answer(const request& in, int status, const store_card& card,
                        std::uint64_t number) {
  const auto item = card.menu.find(product_id(number));
  if (item == card.menu.end())
    return nothing_here();
  json_writer out;
  write_product(out, in, card, item->second, number);
  return answer_to(in, status, out.take());
}

struct stated_product {
  std::optional<std::string> name;
  std::optional<std::string> seller;
  std::optional<std::int64_t> quantity;
  std::optional<money> price;
};

stated_product read_product(const json_reader& in) {
  stated_product out;
  out.name = in.optional_text("prodNm", name_limits);
  out.seller = in.optional_text("sellerId", {.min = 1, .max = 100});
  if (out.seller && fault_of_id(std::string{seller_prefix} + *out.seller, {}))
    in.reject("sellerId", "must have at most 113 bytes, without '/'");
  out.quantity = in.optional_integer("qty", 0, most_units);
  if (const auto won = in.optional_integer("price", 0, largest_amount.won))
    out.price = money{*won};
  return out;
}

store_card store_of(const actors::catalogue& shelf, const std::optional<std::string>& seller) {
  store_card card;
  card.brand = brand_id{std::string{product_shop}};
  if (seller) {
    card.id = store_id{std::string{seller_prefix} + *seller};
    card.name = *seller;
  } else if (const auto owner = shelf.brand(card.brand)) {
    card.id = owner->default_store;
  }
  return card;
}

void tell_store(const desk& at, const exchange_ptr& to, const store_id& id, store_command what,
                std::function<response(const store_card&)> show) {
  send<store>(
    at.parts, to, {id.value, std::move(what)},
    [show = std::move(show)](const actors::answer<store_view>& told) { return show(told.view); });
}

/// What a product has whose seller states no price.
money usual_price(const desk& at) {
  const auto owner = at.parts.office->shelf().brand(brand_id{std::string{product_shop}});
  return owner ? owner->policy.default_price : money{0};
}

void register_product(const desk& at, const exchange_ptr& to) {
  const json_reader body{to->in().body, leniency::lenient};
  const auto stated = read_product(body);
  if (body.fault()) {
    to->refuse(*body.fault());
    return;
  }
  const auto card = store_of(at.parts.office->shelf(), stated.seller);
  const auto price = stated.price.value_or(usual_price(at));
  bring_store(at, to, card, [at, to, stated, price, id = card.id] {
    take_number_for(
      at, to, std::string{product_segment}, {}, [at, to, stated, price, id](std::uint64_t number) {
        menu_item item{product_id(number),
                       stated.name.value_or(""),
                       price,
                       {},
                       stated.quantity.value_or(0),
                       false};
        tell_store(at, to, id, define_item{std::move(item)}, [to, number](const store_card& now) {
          auto out = product_answer(to->in(), 201, now, number);
          out.headers.emplace_back("Location",
                                   address_of(to->in(), {product_segment, std::to_string(number)}));
          return out;
        });
      });
  });
}

/// The product that the path names and the store that has it; otherwise 404 is answered.
card_ptr wanted_product(const desk& at, const exchange_ptr& to, std::uint64_t& number) {
  const auto named = read_number(to->in().parameter("id"));
  const auto& shelf = at.parts.office->shelf();
  auto card = named ? store_with(shelf, &store_card::menu, product_id(*named)) : nullptr;
  if (card)
    number = *named;
  else
    to->complete(nothing_here());
  return card;
}

void show_product(const desk& at, const exchange_ptr& to) {
  std::uint64_t number = 0;
  const auto card = wanted_product(at, to, number);
  if (!card)
    return;
  at.parts.office->read<store>(
    {card->id.value, {}, reply_to<store_view>(to, [to, number](const store_view& now) {
       return product_answer(to->in(), 200, now, number);
     })});
}

/// PATCH leaves what is not stated, PUT gives it what a new product has.
void change_product(const desk& at, const exchange_ptr& to) {
  std::uint64_t number = 0;
  const auto card = wanted_product(at, to, number);
  if (!card)
    return;
  const json_reader body{to->in().body, leniency::lenient};
  auto stated = read_product(body);
  if (body.fault()) {
    to->refuse(*body.fault());
    return;
  }
  if (to->in().method == verb::put) {
    stated.name = stated.name.value_or("");
    stated.price = stated.price.value_or(usual_price(at));
    stated.quantity = stated.quantity.value_or(0);
  }
  tell_store(
    at, to, card->id, change_item{product_id(number), stated.name, stated.price, stated.quantity},
    [to, number](const store_card& now) {
      return wants_body(to->in()) ? product_answer(to->in(), 200, now, number) : no_content();
    });
}

void retire_product(const desk& at, const exchange_ptr& to) {
  std::uint64_t number = 0;
  if (const auto card = wanted_product(at, to, number))
    tell_store(at, to, card->id, retire_item{product_id(number)},
               [](const store_card&) { return no_content(); });
}

void list_products(const desk& at, const exchange_ptr& to) {
  const auto wanted = read_paging(to->in(), product_members());
  const auto all = products_of(at.parts.office->shelf(), wanted);
  json_writer out;
  out.begin_object().key("_embedded").begin_object().key(product_segment).begin_array();
  for (auto i = wanted.offset();
       i < std::min<std::uint64_t>(all.size(), wanted.offset() + wanted.size); ++i)
    write_product(out, to->in(), *all[i].card, *all[i].item, all[i].number);
  out.end_array().end_object();
  write_paging(out, to->in(), product_segment, wanted, all.size());
  to->complete(answer_to(to->in(), 200, out.end_object().take()));
}

template <class Serve>
documented_route described(verb method, std::string pattern, const desk& at, Serve serve,
                           std::string summary, std::vector<int> statuses) {
  return {{method, std::move(pattern), [at, serve](const exchange_ptr& to) { serve(at, to); },
           trailing_slash::tolerated},
          kind::other,
          "",
          std::move(summary),
          std::move(statuses),
          product_members()};
}

} // namespace

void find_product(place_order& order, const actors::catalogue& shelf) {
  for (auto& line : order.items) {
    const auto number = read_number(line.item.value);
    if (!number)
      continue;
    const auto item = product_id(*number);
    auto card = store_with(shelf, &store_card::menu, item);
    if (!card)
      card = store_with(shelf, &store_card::retired, item);
    if (card) {
      line.item = item;
      order.card = std::move(card);
    }
  }
}

std::vector<documented_route> product_routes(const desk& at) {
  const std::string one = "/products/{id}";
  auto list = described(verb::get, "/products", at, list_products, "A page of the products", {200});
  list.what = kind::paged;
  return {
    std::move(list),
    described(verb::post, "/products", at, register_product, "A seller registers a product", {201}),
    described(verb::get, one, at, show_product, "A product and its stock", {200}),
    described(verb::patch, one, at, change_product, "Change what is stated of it", {200, 204}),
    described(verb::put, one, at, change_product, "State a product anew", {200, 204}),
    described(verb::remove, one, at, retire_product, "Take a product off the shelf", {204}),
  };
}

} // namespace baedal::http::facades
