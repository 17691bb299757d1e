#include "http/facades/parties.hpp"

#include "http/facades/columns.hpp"
#include "http/facades/hal.hpp"
#include "http/facades/paging.hpp"
#include "http/facades/values.hpp"
#include "http/sending.hpp"

namespace baedal::http::facades {

namespace {

std::string customer_body(const request& in, const std::string& segment,
                          const customer_view& seen) {
  json_writer out;
  out.begin_object().key("customerId");
  write_id(out, seen.id.value);
  out.member("grade", to_string(seen.grade)).member("completedOrders", seen.completed_orders);
  const auto self = address_of(in, {segment, seen.id.value});
  out.key("_links").begin_object().key("self").begin_object().member("href", self);
  return out.end_object().end_object().end_object().take();
}

/// The default store of the brand that is named, else of hansik.
actors::catalogue::card_ptr store_for(const desk& at, const exchange_ptr& to) {
  const auto& shelf = at.parts.office->shelf();
  const auto named = to->in().header("x-brand").value_or("hansik");
  const auto owner = shelf.brand(brand_id{std::string{named}});
  return owner ? shelf.store(owner->default_store) : nullptr;
}

constexpr column<menu_item> menu_columns[] = {
  {"item", [](json_writer& out, const menu_item& what) { out.value(what.id.value); }},
  {"이름", [](json_writer& out, const menu_item& what) { out.value(what.name); }},
  {"가격", [](json_writer& out, const menu_item& what) { out.value(what.price.won); }},
  {"품절", [](json_writer& out, const menu_item& what) { out.value(what.sold_out); }},
};

using actors::dish_row;

constexpr column<dish_row> dish_columns[] = {
  {"item", [](json_writer& out, const dish_row& what) { out.value(what.item.value); }},
  {"name", [](json_writer& out, const dish_row& what) { out.value(what.name); }},
  {"orders", [](json_writer& out, const dish_row& what) { out.value(what.orders); }},
  {"quantity", [](json_writer& out, const dish_row& what) { out.value(what.quantity); }},
};

void show_menu(const desk& at, const exchange_ptr& to, const std::string& segment) {
  const auto card = store_for(at, to);
  if (!card) {
    to->complete(nothing_here());
    return;
  }
  json_writer out;
  out.begin_object().key("_embedded").begin_object().key(segment).begin_array();
  std::uint64_t count = 0;
  for (const auto& [id, item] : card->menu) {
    out.begin_object();
    write_columns(out, menu_columns, item);
    out.end_object();
    ++count;
  }
  out.end_array().end_object();
  write_paging(out, to->in(), segment, {0, std::max<std::uint64_t>(count, 1), true}, count);
  to->complete(answer_to(to->in(), 200, out.end_object().take()));
}

void show_popular(const desk& at, const exchange_ptr& to, const std::string& segment) {
  constexpr std::size_t most = 500;
  const auto card = store_for(at, to);
  if (!card) {
    to->complete(nothing_here());
    return;
  }
  actors::list_popularity query;
  query.store = card->id;
  query.limit = most;
  query.back =
    reply_to<actors::page<dish_row>>(to, [to, segment](const actors::page<dish_row>& page) {
      json_writer out;
      out.begin_object().key("_embedded").begin_object().key(segment).begin_array();
      for (const auto& dish : page.rows) {
        out.begin_object();
        write_columns(out, dish_columns, dish);
        out.end_object();
      }
      out.end_array().end_object();
      const std::uint64_t count = page.rows.size();
      write_paging(out, to->in(), segment, {0, std::max<std::uint64_t>(count, 1), true}, count);
      return answer_to(to->in(), 200, out.end_object().take());
    });
  at.parts.office->query(std::move(query));
}

documented_route described(std::string pattern, handler handle, std::string summary,
                           names members) {
  return {{verb::get, std::move(pattern), std::move(handle), trailing_slash::tolerated},
          kind::other,
          "",
          std::move(summary),
          {},
          std::move(members)};
}

} // namespace

handler customer_handler(const desk& at, std::string segment) {
  return [at, segment = std::move(segment)](const exchange_ptr& to) {
    const auto id = path_id(to->in(), "id");
    if (!id) {
      to->complete(nothing_here());
      return;
    }
    actors::reply<customer_view> back{[to, segment](const result<customer_view>& seen) {
      if (seen)
        to->complete(answer_to(to->in(), 200, customer_body(to->in(), segment, *seen)));
      else if (seen.code() == errc::customer_unknown)
        to->complete(nothing_here());
      else
        to->refuse(seen.error());
    }};
    at.parts.office->read<baedal::customer>({*id, {}, std::move(back)});
  };
}

std::vector<documented_route> other_routes(const desk& at) {
  std::vector<documented_route> out;
  for (const std::string segment : {"메뉴판s", "메뉴판"})
    out.push_back(described(
      "/" + segment, [at, segment](const exchange_ptr& to) { show_menu(at, to, segment); },
      "The menu of the brand's default store", names_of(menu_columns)));
  out.push_back(described(
    "/popularMenuLists", [at](const exchange_ptr& to) { show_popular(at, to, "popularMenuLists"); },
    "Dishes of the brand's default store, the most ordered first", names_of(dish_columns)));
  return out;
}

} // namespace baedal::http::facades
