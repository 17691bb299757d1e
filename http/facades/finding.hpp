#pragma once

#include "http/api_parts.hpp"
#include "http/exchange.hpp"
#include "http/facades/book.hpp"

namespace baedal::http::facades {

/// What the handlers of all facades share.
struct desk {
  api_parts parts;
  std::shared_ptr<const book> brands;
  std::string default_brand; ///< whose order it is where nothing else tells
};

/// The order behind a row, and whose row it is.
struct found_row {
  book::place at;
  order_view order;
  std::uint64_t number = 0;
};

/// The number that a path or a body names; nothing where it is none.
std::optional<std::uint64_t> read_number(std::string_view text) noexcept;

/// The brand that the X-Brand header names, null without one. A name of no brand is answered here,
/// and nothing comes back.
std::optional<const brand_facade*> named_brand(const desk& at, const exchange_ptr& to);

/// The places that answer for a request: all, or those of the brand that it names.
std::vector<book::place> of_brand(std::vector<book::place> places, const brand_facade* named);

/// The order with this number, if a place has a row for it. Otherwise `nobody` is asked, or
/// without it the exchange is answered: 404 without a body.
void find_row(const desk& at, const exchange_ptr& to, std::vector<book::place> places,
              std::uint64_t number, std::function<void(found_row)> then, handler nobody = {});

/// The same for any order of the places' brands that is not hidden, whether it has a row or not.
void find_order(const desk& at, const exchange_ptr& to, std::vector<book::place> places,
                std::uint64_t number, std::function<void(found_row)> then, handler nobody = {});

/// As it stands in the path: `{id}` of a collection.
void find_row(const desk& at, const exchange_ptr& to, std::string_view segment,
              std::function<void(found_row)> then, handler nobody = {});

} // namespace baedal::http::facades
