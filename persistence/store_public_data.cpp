#include "persistence/event_codec.hpp"
#include "persistence/json_writer.hpp"
#include "persistence/members.hpp"

namespace baedal::persistence {

/// A counted item that was put on sale or changed.
struct public_product {
  const item_defined& what;
};

template <class Via, class X>
void members(of<public_product>, Via& via, X& x) {
  via.need("item_id", x.what.item.id)
    .need("name", x.what.item.name)
    .need("price", x.what.item.price)
    .may("stock", x.what.unsold);
}

/// A counted item that is on sale no more.
struct public_retirement {
  const item_id& what;
};

template <class Via, class X>
void members(of<public_retirement>, Via& via, X& x) {
  via.need("item_id", x.what);
}

/// Units of a counted item that were sold or came back.
struct public_move {
  const stock_move& what;
};

template <class Via, class X>
void members(of<public_move>, Via& via, X& x) {
  via.need("item_id", x.what.item).need("quantity", x.what.quantity).need("stock", x.what.unsold);
}

namespace {

using told = std::optional<topic_entry>;

template <class Product>
topic_entry entry(std::string_view type, const order_id& order, const store_id& store,
                  const std::vector<Product>& products) {
  topic_entry out{std::string{type}, order, {}, {}};
  json_writer object{out.data};
  object.need("store_id", store).may("order_id", order).need("products", products);
  object.close();
  return out;
}

told moved(std::string_view type, const order_id& order, const store_id& store,
           const std::vector<stock_move>& moves) {
  std::vector<public_move> products;
  for (const auto& each : moves)
    products.push_back({each});
  return products.empty() ? told{} : entry(type, order, store, products);
}

} // namespace

std::optional<topic_entry> entry_of(const store_event& event, const store_id& store) {
  return std::visit(overloaded{
                      [&](const item_defined& e) {
                        if (!e.unsold)
                          return told{};
                        const auto* type = e.is_new ? "product_registered" : "product_modified";
                        return told{entry(type, {}, store, std::vector{public_product{e}})};
                      },
                      [&](const item_retired& e) {
                        return e.counted ? told{entry("product_retired", {}, store,
                                                      std::vector{public_retirement{e.item}})}
                                         : told{};
                      },
                      [&](const units_committed& e) {
                        return moved("stock_committed", e.order, store, e.sold);
                      },
                      [&](const units_released& e) {
                        return moved("stock_released", e.order, store, e.back);
                      },
                      [&](const units_returned& e) {
                        return moved("stock_released", e.order, store, e.back);
                      },
                      [](const auto&) { return told{}; },
                    },
                    event);
}

} // namespace baedal::persistence
