#include "http/facades/rows.hpp"

#include "http/facades/gathering.hpp"
#include "http/facades/hal.hpp"
#include "http/facades/paging.hpp"
#include "http/sending.hpp"

#include <algorithm>
#include <array>
#include <stdexcept>

namespace baedal::http::facades {

namespace {

constexpr std::size_t most_found = 100; ///< orders that a search shows
constexpr int most_pages = 20;          ///< of that size, that it looks through for them

using places = std::vector<book::place>;

/// Those of the orders that have rows, each in the words of its brand.
void write_rows(json_writer& out, const request& in, const desk& at, const places& owners,
                const std::vector<order_view>& orders) {
  out.begin_array();
  for (const auto& order : orders) {
    const auto owner = std::find_if(owners.begin(), owners.end(), [&](const auto& each) {
      return each.owner->brand == order.brand.value;
    });
    const auto numbered = parse_numbered_order(order.id);
    if (owner != owners.end() && numbered && !order.hidden && has_row(*owner->what, order))
      write_row(out, in, *owner->what, {order, numbered->number, at.parts.office->shelf()});
  }
  out.end_array();
}

response list_answer(const desk& at, const request& in, const places& owners,
                     const std::string& segment, std::uint64_t total,
                     const std::vector<order_view>& orders) {
  json_writer out;
  out.begin_object().key("_embedded").begin_object().key(segment);
  write_rows(out, in, at, owners, orders);
  out.end_object();
  write_paging(out, in, segment, read_paging(in), total);
  return answer_to(in, 200, out.end_object().take());
}

/// What a search found: a list that is not paged.
response found_answer(const desk& at, const request& in, const places& owners,
                      const std::string& segment, const std::vector<order_view>& orders) {
  json_writer out;
  out.begin_object().key("_embedded").begin_object().key(segment);
  write_rows(out, in, at, owners, orders);
  out.end_object().key("_links").begin_object().key("self").begin_object();
  out.member("href", address_of(in, {segment, "search"})).end_object().end_object();
  return answer_to(in, 200, out.end_object().take());
}

void gather(const desk& at, const exchange_ptr& to, std::vector<order_id> ids,
            gathering::done then) {
  std::make_shared<gathering>(at.parts, to, std::move(ids), std::move(then))->begin();
}

void show_list(const desk& at, const exchange_ptr& to, const std::string& segment) {
  const auto named = named_brand(at, to);
  if (!named)
    return;
  auto owners = of_brand(at.brands->at(segment), *named);
  if (owners.empty()) {
    to->complete(nothing_here());
    return;
  }
  const auto wanted = read_paging(to->in());
  actors::list_collection query;
  query.collection = owners.front().owner->numbers;
  for (const auto& each : owners)
    query.brands.push_back(brand_id{each.owner->brand});
  query.part = owners.front().what->part;
  query.rising = wanted.rising;
  query.offset = wanted.offset();
  query.limit = wanted.size;
  query.back = actors::reply<actors::collection_page>{
    [at, to, segment, owners](result<actors::collection_page> page) {
      if (!page) {
        to->refuse(page.error());
        return;
      }
      const auto total = page->total;
      gather(at, to, std::move(page->orders),
             [at, to, segment, owners, total](const std::vector<order_view>& orders) {
               to->complete(list_answer(at, to->in(), owners, segment, total, orders));
             });
    }};
  at.parts.office->query(std::move(query));
}

/// The searches that some brand's collection has.
names finders_of(const places& owners) {
  names out;
  for (const auto& each : owners)
    for (const auto& finder : each.what->finders)
      if (std::find(out.begin(), out.end(), finder) == out.end())
        out.push_back(finder);
  return out;
}

void show_finders(const desk& at, const exchange_ptr& to, const std::string& segment) {
  json_writer out;
  out.begin_object().key("_links").begin_object();
  for (const auto& finder : finders_of(at.brands->at(segment)))
    out.key(finder)
      .begin_object()
      .member("href", address_of(to->in(), {segment, "search", finder}))
      .end_object();
  out.key("self").begin_object().member("href", address_of(to->in(), {segment, "search"}));
  to->complete(answer_to(to->in(), 200, out.end_object().end_object().end_object().take()));
}

void show_found(const desk& at, const exchange_ptr& to, const std::string& segment,
                const places& owners, std::vector<order_id> ids) {
  gather(at, to, std::move(ids), [at, to, segment, owners](const auto& orders) {
    to->complete(found_answer(at, to->in(), owners, segment, orders));
  });
}

using found_ids = std::function<void(std::vector<order_id>)>;

bool is_row_of(const places& owners, const order_view& order) {
  const auto numbered = parse_numbered_order(order.id);
  return numbered && std::any_of(owners.begin(), owners.end(), [&](const book::place& each) {
           return each.owner->numbers == numbered->collection
                  && each.owner->brand == order.brand.value;
         });
}

/// The owners' numbered orders among those that a list names, page by page.
template <class Query>
void pick_out(const desk& at, const exchange_ptr& to, const places& owners, Query query,
              std::vector<order_id> found, int pages_left, found_ids then) {
  query.limit = most_found;
  auto asked = query;
  asked.back = actors::reply<actors::page<order_view>>{
    [=, query = std::move(query), found = std::move(found), then = std::move(then)](
      const result<actors::page<order_view>>& page) mutable {
      if (!page) {
        to->refuse(page.error());
        return;
      }
      for (const auto& order : page->rows)
        if (found.size() < most_found && is_row_of(owners, order))
          found.push_back(order.id);
      if (found.size() == most_found || page->next.empty() || pages_left == 0) {
        then(std::move(found));
        return;
      }
      query.after = page->next;
      pick_out(at, to, owners, std::move(query), std::move(found), pages_left - 1,
               std::move(then));
    }};
  at.parts.office->query(std::move(asked));
}

template <class Query>
void show_listed(const desk& at, const exchange_ptr& to, const std::string& segment,
                 const places& owners, Query query) {
  pick_out(at, to, owners, std::move(query), {}, most_pages,
           [at, to, segment, owners](std::vector<order_id> found) {
             show_found(at, to, segment, owners, std::move(found));
           });
}

using search = void (*)(const desk&, const exchange_ptr&, const std::string& segment,
                        const places& owners, std::string wanted);

void find_by_order(const desk& at, const exchange_ptr& to, const std::string& segment,
                   const places& owners, std::string wanted) {
  std::vector<order_id> ids;
  if (const auto number = read_number(wanted))
    ids.push_back(id_of(numbered_order{owners.front().owner->numbers, *number}));
  show_found(at, to, segment, owners, std::move(ids));
}

void find_by_customer(const desk& at, const exchange_ptr& to, const std::string& segment,
                      const places& owners, std::string wanted) {
  actors::list_customer_orders query;
  query.customer = customer_id{std::move(wanted)};
  show_listed(at, to, segment, owners, std::move(query));
}

/// What a rider who is in that area would be offered.
void find_by_area(const desk& at, const exchange_ptr& to, const std::string& segment,
                  const places& owners, std::string wanted) {
  actors::list_jobs query;
  query.rider.area = std::move(wanted);
  show_listed(at, to, segment, owners, std::move(query));
}

struct finder {
  std::string_view name;
  std::string_view by; ///< the query parameter
  search find;
};

constexpr std::array<finder, 3> all_finders{{{"findByOrderId", "orderId", &find_by_order},
                                             {"findByUserid", "userid", &find_by_customer},
                                             {"findByArea", "area", &find_by_area}}};

const finder& finder_of(std::string_view name) {
  const auto found = std::find_if(all_finders.begin(), all_finders.end(),
                                  [&](const finder& each) { return each.name == name; });
  if (found == all_finders.end())
    throw std::logic_error{"there is no search " + std::string{name}};
  return *found;
}

} // namespace

std::string_view finder_parameter(std::string_view finder) {
  return finder_of(finder).by;
}

handler list_handler(const desk& at, std::string segment) {
  return [at, segment = std::move(segment)](const exchange_ptr& to) { show_list(at, to, segment); };
}

handler row_handler(const desk& at, std::string segment, handler otherwise) {
  return
    [at, segment = std::move(segment), otherwise = std::move(otherwise)](const exchange_ptr& to) {
      find_row(
        at, to, segment,
        [at, to](const found_row& row) {
          to->complete(row_answer(to->in(), 200, *row.at.what,
                                  {row.order, row.number, at.parts.office->shelf()}));
        },
        otherwise);
    };
}

handler finders_handler(const desk& at, std::string segment) {
  return
    [at, segment = std::move(segment)](const exchange_ptr& to) { show_finders(at, to, segment); };
}

handler finder_handler(const desk& at, std::string segment, std::string finder) {
  return [at, segment = std::move(segment), finder = std::move(finder)](const exchange_ptr& to) {
    const auto named = named_brand(at, to);
    if (!named)
      return;
    auto owners = of_brand(at.brands->at(segment), *named);
    std::erase_if(owners, [&](const book::place& each) {
      const auto& all = each.what->finders;
      return std::find(all.begin(), all.end(), finder) == all.end();
    });
    const auto& how = finder_of(finder);
    const auto wanted = to->in().query(how.by);
    if (owners.empty())
      to->complete(nothing_here());
    else if (!wanted)
      to->refuse(input_fault{422, "value_invalid", "is required", std::string{how.by}});
    else
      how.find(at, to, segment, owners, std::string{*wanted});
  };
}

} // namespace baedal::http::facades
