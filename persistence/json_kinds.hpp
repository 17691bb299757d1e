#pragma once

#include "domain/ids.hpp"
#include "domain/shared_map.hpp"

#include <chrono>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace baedal::persistence {

/// Names a type in the overloads of `members`, which list the JSON members of a struct once, for
/// writing and reading: `template <class Via, class X> void members(of<order_line>, Via&, X&)`,
/// where Via is `json_writer` or `json_reader` and X is the struct, const when it is written.
template <class T>
struct of {};

// What a type is in JSON where that does not follow from the type system.

template <class T>
inline constexpr bool is_id = false;
template <class Tag>
inline constexpr bool is_id<strong_id<Tag>> = true;

template <class T>
inline constexpr bool is_duration = false;
template <class Rep, class Period>
inline constexpr bool is_duration<std::chrono::duration<Rep, Period>> = true;

template <class T>
inline constexpr bool is_optional = false;
template <class T>
inline constexpr bool is_optional<std::optional<T>> = true;

template <class T>
inline constexpr bool is_vector = false;
template <class T>
inline constexpr bool is_vector<std::vector<T>> = true;

/// Maps become objects: the keys are texts or ids.
template <class T>
inline constexpr bool is_map = false;
template <class Key, class T>
inline constexpr bool is_map<std::map<Key, T>> = true;
template <class Key, class T>
inline constexpr bool is_map<shared_map<Key, T>> = true;

} // namespace baedal::persistence
