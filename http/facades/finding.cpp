#include "http/facades/finding.hpp"

#include "http/facades/hal.hpp"
#include "http/sending.hpp"

#include <algorithm>
#include <charconv>

namespace baedal::http::facades {

namespace {

void give_up(const exchange_ptr& to, const handler& nobody) {
  if (nobody)
    nobody(to);
  else
    to->complete(nothing_here());
}

} // namespace

std::optional<std::uint64_t> read_number(std::string_view text) noexcept {
  std::uint64_t number = 0;
  const auto* end = text.data() + text.size();
  const auto [stop, error] = std::from_chars(text.data(), end, number);
  if (error != std::errc{} || stop != end || number == 0)
    return std::nullopt;
  return number;
}

std::optional<const brand_facade*> named_brand(const desk& at, const exchange_ptr& to) {
  const auto name = to->in().header("x-brand");
  if (!name)
    return nullptr;
  if (const auto* found = at.brands->brand(*name))
    return found;
  to->refuse(input_fault{422, "value_invalid", "there is no such brand here", "X-Brand"});
  return std::nullopt;
}

std::vector<book::place> of_brand(std::vector<book::place> places, const brand_facade* named) {
  if (named)
    std::erase_if(places, [&](const book::place& each) { return each.owner != named; });
  return places;
}

void find_order(const desk& at, const exchange_ptr& to, std::vector<book::place> places,
                std::uint64_t number, std::function<void(found_row)> then, handler nobody) {
  if (places.empty()) {
    give_up(to, nobody);
    return;
  }
  auto id = id_of(numbered_order{places.front().owner->numbers, number}).value;
  actors::reply<order_view> back{[to, places = std::move(places), number, then = std::move(then),
                                  nobody = std::move(nobody)](result<order_view> seen) {
    if (!seen && seen.code() != errc::order_unknown) {
      to->refuse(seen.error());
      return;
    }
    const auto owner = std::find_if(places.begin(), places.end(), [&](const auto& each) {
      return seen && each.owner->brand == seen->brand.value;
    });
    if (owner == places.end() || seen->hidden)
      give_up(to, nobody);
    else
      then({*owner, *std::move(seen), number});
  }};
  at.parts.office->read<order>({std::move(id), {}, std::move(back)});
}

void find_row(const desk& at, const exchange_ptr& to, std::vector<book::place> places,
              std::uint64_t number, std::function<void(found_row)> then, handler nobody) {
  find_order(
    at, to, std::move(places), number,
    [to, then = std::move(then), nobody](found_row row) {
      if (has_row(*row.at.what, row.order))
        then(std::move(row));
      else
        give_up(to, nobody);
    },
    nobody);
}

void find_row(const desk& at, const exchange_ptr& to, std::string_view segment,
              std::function<void(found_row)> then, handler nobody) {
  const auto named = named_brand(at, to);
  if (!named)
    return;
  if (const auto number = read_number(to->in().parameter("id")))
    find_row(at, to, of_brand(at.brands->at(segment), *named), *number, std::move(then),
             std::move(nobody));
  else
    give_up(to, nobody);
}

} // namespace baedal::http::facades
