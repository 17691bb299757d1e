#include "http/facades/product_rows.hpp"

#include "http/facades/columns.hpp"
#include "http/facades/hal.hpp"
#include "http/facades/values.hpp"

#include <algorithm>

namespace baedal::http::facades {

namespace {

/// What a row is written from, and sorted by.
struct offer {
  const store_card& card;
  const menu_item& item;
};

std::string_view seller_of(const offer& what) {
  const std::string_view store = what.card.id.value;
  return store.starts_with(seller_prefix) ? store.substr(seller_prefix.size()) : store;
}

std::int64_t units_of(const offer& what) {
  return what.item.stock.value_or(0);
}

struct product_column {
  std::string_view name;
  void (*write)(json_writer&, const offer&);
  bool (*comes_first)(const offer&, const offer&);
};

constexpr product_column columns[] = {
  {"prodNm", [](json_writer& out, const offer& what) { out.value(what.item.name); },
   [](const offer& a, const offer& b) { return a.item.name < b.item.name; }},
  {"sellerId", [](json_writer& out, const offer& what) { write_id(out, seller_of(what)); },
   [](const offer& a, const offer& b) { return seller_of(a) < seller_of(b); }},
  {"qty", [](json_writer& out, const offer& what) { out.value(units_of(what)); },
   [](const offer& a, const offer& b) { return units_of(a) < units_of(b); }},
  {"price", [](json_writer& out, const offer& what) { out.value(what.item.price.won); },
   [](const offer& a, const offer& b) { return a.item.price < b.item.price; }},
};

} // namespace

item_id product_id(std::uint64_t number) {
  return item_id{id_of(numbered_order{std::string{product_segment}, number}).value};
}

const names& product_members() {
  static const auto all = names_of(columns);
  return all;
}

void write_product(json_writer& out, const request& in, const store_card& card,
                   const menu_item& item, std::uint64_t number) {
  out.begin_object();
  write_columns(out, columns, offer{card, item});
  end_row(out, address_of(in, {product_segment, std::to_string(number)}), "product");
}

std::vector<product> products_of(const actors::catalogue& shelf, const paging& wanted) {
  std::vector<product> all;
  for (const auto& card : shelf.stores())
    for (const auto& [id, item] : card->menu)
      if (const auto numbered = parse_numbered_order(order_id{id.value});
          card->brand.value == product_shop && numbered && numbered->collection == product_segment)
        all.push_back({numbered->number, card, &item});
  const auto* how =
    std::find_if(std::begin(columns), std::end(columns),
                 [&](const product_column& each) { return each.name == wanted.sort_by; });
  const bool by_number = how == std::end(columns);
  std::sort(all.begin(), all.end(), [&](const product& a, const product& b) {
    return by_number && !wanted.rising ? b.number < a.number : a.number < b.number;
  });
  if (!by_number)
    std::stable_sort(all.begin(), all.end(), [&](const product& a, const product& b) {
      const offer first{*a.card, *a.item}, second{*b.card, *b.item};
      return wanted.rising ? how->comes_first(first, second) : how->comes_first(second, first);
    });
  return all;
}

} // namespace baedal::http::facades
