#pragma once

#include "domain/money.hpp"
#include "domain/order_words.hpp"
#include "domain/time.hpp"
#include "persistence/json_kinds.hpp"

#include <nlohmann/json_fwd.hpp>

#include <functional>
#include <limits>
#include <memory>

namespace baedal::persistence {

/// A place in a parsed JSON text, or nowhere. Reads only what has exactly the right type, and moves
/// texts out: a member can be read once.
class json_node {
public:
  json_node() = default;
  explicit json_node(nlohmann::json* at) : at_{at} {}
  explicit operator bool() const noexcept { return at_ != nullptr; }

  [[nodiscard]] json_node member(std::string_view name) const;
  [[nodiscard]] bool is_object() const;
  [[nodiscard]] std::optional<std::size_t> array_size() const;
  [[nodiscard]] json_node element(std::size_t index) const;
  /// False where this is no object, or as soon as `visit` says so.
  bool each_member(const std::function<bool(const std::string&, json_node)>& visit) const;

  bool take(std::string& out) const;
  bool take(bool& out) const;
  bool take(double& out) const;
  bool take(std::int64_t& out) const;
  bool take(std::uint64_t& out) const;
  /// The text without taking it; empty where this is no text.
  [[nodiscard]] std::string_view word() const;

private:
  nlohmann::json* at_ = nullptr;
};

/// A parsed JSON text. What is no JSON, or not one object, has a root that is nowhere.
class json_tree {
public:
  explicit json_tree(std::string_view text);
  json_tree(const json_tree&) = delete;
  json_tree& operator=(const json_tree&) = delete;
  ~json_tree();
  [[nodiscard]] json_node root() const;

private:
  std::unique_ptr<nlohmann::json> content_;
};

/// The counterpart of `json_writer`: reads the same members, and remembers whether all made sense.
class json_reader {
public:
  explicit json_reader(json_node from) : from_{from} {}
  [[nodiscard]] bool good() const noexcept { return good_; }

  /// A member that must be there.
  template <class T>
  json_reader& need(std::string_view name, T& value) {
    const auto node = from_.member(name);
    good_ = good_ && node && take(node, value);
    return *this;
  }

  /// A member that has its usual value where it is left out.
  template <class T>
  json_reader& may(std::string_view name, T& value, const T& usual = T{}) {
    if (const auto node = from_.member(name))
      good_ = good_ && take(node, value);
    else
      value = usual;
    return *this;
  }

private:
  template <class T>
  static bool take(json_node node, T& value) {
    if constexpr (std::is_same_v<T, std::string> || std::is_same_v<T, bool>
                  || std::is_same_v<T, double>)
      return node.take(value);
    else if constexpr (std::is_enum_v<T>)
      return assign(from_word<T>(node.word()), value);
    else if constexpr (std::is_integral_v<T> && std::is_unsigned_v<T>)
      return take_number<std::uint64_t>(node, value);
    else if constexpr (std::is_integral_v<T>)
      return take_number<std::int64_t>(node, value);
    else
      return take_composed(node, value);
  }

  template <class T>
  static bool take_composed(json_node node, T& value) {
    if constexpr (is_id<T>)
      return node.take(value.value);
    else if constexpr (std::is_same_v<T, money>)
      return node.take(value.won);
    else if constexpr (is_duration<T>)
      return take_count(node, value);
    else if constexpr (std::is_same_v<T, instant>)
      return take_instant(node, value);
    else if constexpr (is_optional<T>)
      return take(node, value.emplace());
    else if constexpr (is_vector<T>)
      return take_array(node, value);
    else if constexpr (is_map<T>)
      return take_map(node, value);
    else
      return take_struct(node, value);
  }

  template <class T>
  static bool assign(std::optional<T> from, T& value) {
    if (from)
      value = *from;
    return from.has_value();
  }

  template <class Wide, class T>
  static bool take_number(json_node node, T& value) {
    Wide wide = 0;
    if (!node.take(wide) || wide < std::numeric_limits<T>::min()
        || wide > std::numeric_limits<T>::max())
      return false;
    value = static_cast<T>(wide);
    return true;
  }

  template <class Duration>
  static bool take_count(json_node node, Duration& value) {
    typename Duration::rep count = 0;
    if (!take(node, count))
      return false;
    value = Duration{count};
    return true;
  }

  static bool take_instant(json_node node, instant& value) {
    instant::duration since{};
    if (!take_count(node, since))
      return false;
    value = instant{since};
    return true;
  }

  template <class T>
  static bool take_array(json_node node, std::vector<T>& values) {
    const auto size = node.array_size();
    if (!size)
      return false;
    values.resize(*size);
    for (std::size_t index = 0; index < *size; ++index)
      if (!take(node.element(index), values[index]))
        return false;
    return true;
  }

  template <class Key, class T>
  static bool take_map(json_node node, std::map<Key, T>& values) {
    return node.each_member([&](const std::string& name, json_node member) {
      return take(member, values[Key{name}]);
    });
  }

  template <class Key, class T>
  static bool take_map(json_node node, shared_map<Key, T>& values) {
    return node.each_member([&](const std::string& name, json_node member) {
      T value{};
      const bool good = take(member, value);
      values.set(Key{name}, std::move(value));
      return good;
    });
  }

  template <class T>
  static bool take_struct(json_node node, T& value) {
    if (!node.is_object())
      return false;
    json_reader inner{node};
    members(of<T>{}, inner, value);
    return inner.good();
  }

  json_node from_;
  bool good_ = true;
};

/// A struct from JSON text; nothing where the text does not say one. Never throws.
template <class T>
std::optional<T> from_json(std::string_view text) {
  const json_tree tree{text};
  if (!tree.root())
    return std::nullopt;
  T out;
  json_reader object{tree.root()};
  members(of<T>{}, object, out);
  return object.good() ? std::optional<T>{std::move(out)} : std::nullopt;
}

} // namespace baedal::persistence
