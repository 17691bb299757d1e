#pragma once

#include "domain/entity.hpp"
#include "domain/ids.hpp"
#include "http/event_form.hpp"

#include <optional>
#include <variant>

namespace baedal::node {

/// Of every command that opens one.
inline constexpr std::string_view default_database = "sqlite:data/baedal.db";

/// One slice of the journal.
struct slice_number {
  std::uint32_t value = 0;

  friend bool operator==(slice_number, slice_number) = default;
};

/// `baedal events`: print a part of the journal.
struct events_settings {
  std::string database{default_database};
  std::variant<entity_key, slice_number, brand_id> of = {};
  std::uint64_t after = 0;                        ///< a version of the entity, else a position
  std::optional<std::uint64_t> limit = {};        ///< none: to the end
  http::event_form form = http::event_form::flat; ///< of a topic's events
  bool from_beginning = false;                    ///< the default, said aloud
  bool follow = false;                            ///< wait for more at the end
};

} // namespace baedal::node
