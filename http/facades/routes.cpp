#include "http/facades/routes.hpp"

#include "http/facades/changes.hpp"
#include "http/facades/document.hpp"
#include "http/facades/hal.hpp"
#include "http/facades/histories.hpp"
#include "http/facades/ordering.hpp"
#include "http/facades/parties.hpp"
#include "http/facades/rows.hpp"

#include <algorithm>
#include <iterator>
#include <map>

namespace baedal::http {

namespace facades {

namespace {

using routes = std::vector<documented_route>;

void add(routes& to, verb method, std::string pattern, handler handle, kind what, std::string about,
         std::string summary) {
  to.push_back({{method, std::move(pattern), std::move(handle), trailing_slash::tolerated},
                what,
                std::move(about),
                std::move(summary)});
}

/// What the collections of one name have, each thing once.
names gathered(const std::vector<book::place>& places,
               const std::function<names(const resource&)>& of) {
  names out;
  for (const auto& each : places)
    for (auto& name : of(*each.what))
      if (std::find(out.begin(), out.end(), name) == out.end())
        out.push_back(std::move(name));
  return out;
}

names actions_of(const resource& what) {
  names out;
  for (const auto& each : what.actions)
    out.push_back(each.name);
  return out;
}

template <class Holds>
bool any_of(const std::vector<book::place>& places, Holds holds) {
  return std::any_of(places.begin(), places.end(),
                     [&](const book::place& each) { return holds(*each.what); });
}

void add_rows(routes& to, const desk& at, const std::string& segment) {
  const auto places = at.brands->at(segment);
  const auto list = "/" + segment;
  const auto row = list + "/{id}";
  add(to, verb::get, list, list_handler(at, segment), kind::list, segment, "A page of the rows");
  // Numbers of orders and ids of customers share one path.
  auto otherwise = segment == "customers" ? customer_handler(at, segment) : handler{};
  add(to, verb::get, row, row_handler(at, segment, std::move(otherwise)), kind::row, segment,
      "One row");
  if (any_of(places, [](const resource& each) { return !each.status_members.empty(); })) {
    const auto summary = "Say a status: what it means is done";
    add(to, verb::patch, row, change_handler(at, segment), kind::change, segment, summary);
    add(to, verb::put, row, change_handler(at, segment), kind::change, segment, summary);
  }
  if (any_of(places, [](const resource& each) { return each.on_delete != nullptr; }))
    add(to, verb::remove, row, delete_handler(at, segment), kind::removal, segment, "Cancel");
  for (const auto& name : gathered(places, actions_of))
    add(to, verb::put, row + "/" + name, action_handler(at, segment, name), kind::action, segment,
        "The command of this name");
  const auto finders = gathered(places, [](const resource& each) { return each.finders; });
  if (!finders.empty())
    add(to, verb::get, list + "/search", finders_handler(at, segment), kind::finders, segment,
        "The searches");
  for (const auto& name : finders)
    add(to, verb::get, list + "/search/" + name, finder_handler(at, segment, name), kind::finder,
        segment, "The rows that were found");
}

void add_history(routes& to, const desk& at, const std::string& segment) {
  const auto list = "/" + segment;
  const auto row = list + "/{id}";
  add(to, verb::get, list, history_handler(at, segment), kind::list, segment,
      "A page of the notification history");
  add(to, verb::get, row, told_row_handler(at, segment), kind::row, segment, "One notification");
  if (at.brands->at(segment).front().what->status_members.empty())
    return;
  for (const auto method : {verb::patch, verb::put})
    add(to, method, row, send_again_handler(at, segment), kind::change, segment,
        "Say that it shall be sent: a message that was not is sent again");
}

/// Paths that are posted to, each once.
names paths_of(const book& brands, const std::function<names(const brand_facade&)>& of) {
  names out;
  for (const auto& brand : brands.brands())
    for (auto& path : of(brand))
      if (std::find(out.begin(), out.end(), path) == out.end())
        out.push_back(std::move(path));
  return out;
}

names ordering_paths(const brand_facade& brand) {
  return brand.places.paths;
}

names posting_paths(const brand_facade& brand) {
  names out;
  for (const auto& each : brand.postings)
    out.push_back(each.path);
  return out;
}

std::string shown_by(const book& brands, const std::string& path) {
  for (const auto& brand : brands.brands()) {
    for (const auto& each : brand.postings)
      if (each.path == path)
        return each.shows;
    const auto& places = brand.places.paths;
    if (std::find(places.begin(), places.end(), path) != places.end())
      return brand.places.shows;
  }
  return {};
}

/// The profile of each collection, by its path segment.
std::map<std::string, std::string, std::less<>> profiles_of(const book& brands, const routes& all) {
  std::map<std::string, std::string, std::less<>> out;
  for (const auto& segment : brands.segments())
    out.emplace(segment, profile_of(segment, members_of(brands, segment)));
  for (const auto& each : all)
    if (!each.members.empty()) {
      const auto segment = each.row.pattern.substr(1, each.row.pattern.find('/', 1) - 1);
      out.emplace(segment, profile_of(segment, each.members));
    }
  return out;
}

/// The profiles, and the contract.
void add_descriptions(routes& to, const std::shared_ptr<const book>& brands) {
  add(
    to, verb::get, "/profile/{id}",
    [profiles = profiles_of(*brands, to)](const exchange_ptr& x) {
      const auto found = profiles.find(x->in().parameter("id"));
      x->complete(found == profiles.end() ? nothing_here() : json(200, found->second));
    },
    kind::other, "", "The members of a collection's rows");
  const auto document = std::make_shared<std::string>();
  add(
    to, verb::get, "/openapi-facades.json",
    [document](const exchange_ptr& x) { x->complete(json(200, *document)); }, kind::other, "",
    "This document");
  *document = facade_document(*brands, to);
}

std::shared_ptr<const book> the_book() {
  static const auto brands = std::make_shared<const book>(all_facades());
  return brands;
}

} // namespace

} // namespace facades

std::vector<route> facade_routes(const api_parts& parts, const facade_settings& how) {
  using namespace facades;
  const desk at{parts, the_book(), how.default_brand};
  routes all;
  for (const auto& segment : at.brands->segments())
    if (at.brands->at(segment).front().what->rows == row_source::notifications)
      add_history(all, at, segment);
    else
      add_rows(all, at, segment);
  for (const auto& path : paths_of(*at.brands, ordering_paths))
    add(all, verb::post, "/" + path, ordering_handler(at, path), kind::ordering,
        shown_by(*at.brands, path), "Place an order");
  for (const auto& path : paths_of(*at.brands, posting_paths))
    add(all, verb::post, "/" + path, posting_handler(at, path), kind::posting,
        shown_by(*at.brands, path), "A command to the order that `orderId` names");
  for (auto extra : {product_routes(at), member_routes(at), other_routes(at)})
    std::move(extra.begin(), extra.end(), std::back_inserter(all));
  add_descriptions(all, at.brands);
  std::vector<route> rows;
  for (auto& each : all)
    rows.push_back(std::move(each.row));
  return rows;
}

response facade_root(const request& in) {
  using namespace facades;
  json_writer out;
  out.begin_object().key("_links").begin_object();
  for (const auto& segment : the_book()->segments())
    out.key(segment).begin_object().member("href", address_of(in, {segment})).end_object();
  out.key("openapi").begin_object();
  out.member("href", address_of(in, {"openapi-facades.json"})).end_object();
  return answer_to(in, 200, out.end_object().end_object().take());
}

} // namespace baedal::http
