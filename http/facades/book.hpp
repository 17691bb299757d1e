#pragma once

#include "http/facades/shape.hpp"

#include <span>

namespace baedal::http::facades {

/// All brands' facades, and who answers for which path.
class book {
public:
  /// Throws `std::logic_error` where two brands disagree about a path that they share: its numbers
  /// must come from one sequence, and its rows be about the same part of an order. Notification
  /// histories are shared by none.
  explicit book(std::vector<brand_facade> all);
  book(const book&) = delete;
  book& operator=(const book&) = delete;

  /// One brand's collection.
  struct place {
    const brand_facade* owner = nullptr;
    const resource* what = nullptr;
  };

  [[nodiscard]] std::span<const brand_facade> brands() const noexcept { return all_; }
  /// Null where no such brand has a facade.
  [[nodiscard]] const brand_facade* brand(std::string_view name) const noexcept;

  /// Every collection once, in the order of the brands.
  [[nodiscard]] std::vector<std::string> segments() const;
  [[nodiscard]] std::vector<place> at(std::string_view segment) const;

private:
  void check(std::string_view segment) const;

  const std::vector<brand_facade> all_;
};

/// A brand's collection of this name; null where it has none.
const resource* find_resource(const brand_facade& in, std::string_view segment) noexcept;

/// Whether the order's own policy has brought about what the rows there are about.
bool has_row(const resource& in, const order_view& order) noexcept;

/// The facades of the five brands.
std::vector<brand_facade> all_facades();

} // namespace baedal::http::facades
