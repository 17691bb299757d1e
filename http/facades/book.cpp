#include "http/facades/book.hpp"

#include "http/facades/brands.hpp"

#include <algorithm>
#include <stdexcept>

namespace baedal::http::facades {

resource also_as(resource like, std::string segment, std::string relation) {
  like.segment = std::move(segment);
  like.relation = std::move(relation);
  return like;
}

resource notifications_at(std::string segment, std::string relation, std::vector<member> members) {
  resource out{std::move(segment), std::move(relation), order_part::whole, std::move(members)};
  out.rows = row_source::notifications;
  return out;
}

bool has_row(const resource& in, const order_view& order) noexcept {
  return has_part(order.parts, in.part);
}

const resource* find_resource(const brand_facade& in, std::string_view segment) noexcept {
  const auto found = std::find_if(in.resources.begin(), in.resources.end(),
                                  [&](const resource& each) { return each.segment == segment; });
  return found == in.resources.end() ? nullptr : &*found;
}

book::book(std::vector<brand_facade> all) : all_(std::move(all)) {
  for (const auto& segment : segments())
    check(segment);
}

const brand_facade* book::brand(std::string_view name) const noexcept {
  const auto found = std::find_if(all_.begin(), all_.end(),
                                  [&](const brand_facade& each) { return each.brand == name; });
  return found == all_.end() ? nullptr : &*found;
}

std::vector<std::string> book::segments() const {
  std::vector<std::string> out;
  for (const auto& brand : all_)
    for (const auto& each : brand.resources)
      if (std::find(out.begin(), out.end(), each.segment) == out.end())
        out.push_back(each.segment);
  return out;
}

std::vector<book::place> book::at(std::string_view segment) const {
  std::vector<place> out;
  for (const auto& brand : all_)
    if (const auto* found = find_resource(brand, segment))
      out.push_back({&brand, found});
  return out;
}

void book::check(std::string_view segment) const {
  const auto places = at(segment);
  const auto is_history = [](const place& each) {
    return each.what->rows == row_source::notifications;
  };
  const bool has_history = std::any_of(places.begin(), places.end(), is_history);
  for (const auto& each : places)
    if (each.owner->numbers != places.front().owner->numbers
        || each.what->part != places.front().what->part || (has_history && places.size() > 1))
      throw std::logic_error("brands disagree about /" + std::string{segment});
}

std::vector<brand_facade> all_facades() {
  return {pizza_facade(), dongne_facade(), hansik_facade(), mealkit_facade(), azer_facade()};
}

} // namespace baedal::http::facades
