#include "persistence/json_reader.hpp"

#include <nlohmann/json.hpp>

namespace baedal::persistence {

json_tree::json_tree(std::string_view text)
  : content_{std::make_unique<nlohmann::json>(
    nlohmann::json::parse(text.begin(), text.end(), nullptr, /* allow_exceptions */ false))} {
  // nop
}

json_tree::~json_tree() = default;

json_node json_tree::root() const {
  return content_->is_object() ? json_node{content_.get()} : json_node{};
}

json_node json_node::member(std::string_view name) const {
  if (!is_object())
    return {};
  const auto found = at_->find(name);
  return found == at_->end() ? json_node{} : json_node{&*found};
}

bool json_node::is_object() const {
  return at_ != nullptr && at_->is_object();
}

std::optional<std::size_t> json_node::array_size() const {
  return at_ != nullptr && at_->is_array() ? std::optional{at_->size()} : std::nullopt;
}

json_node json_node::element(std::size_t index) const {
  return json_node{&(*at_)[index]};
}

bool json_node::each_member(
  const std::function<bool(const std::string&, json_node)>& visit) const {
  if (!is_object())
    return false;
  for (auto& [name, value] : at_->get_ref<nlohmann::json::object_t&>())
    if (!visit(name, json_node{&value}))
      return false;
  return true;
}

bool json_node::take(std::string& out) const {
  if (!at_->is_string())
    return false;
  out = std::move(at_->get_ref<std::string&>());
  return true;
}

bool json_node::take(bool& out) const {
  if (!at_->is_boolean())
    return false;
  out = at_->get<bool>();
  return true;
}

bool json_node::take(double& out) const {
  if (!at_->is_number())
    return false;
  out = at_->get<double>();
  return true;
}

bool json_node::take(std::int64_t& out) const {
  if (!at_->is_number_integer())
    return false;
  if (at_->is_number_unsigned()
      && at_->get<std::uint64_t>() > std::uint64_t{std::numeric_limits<std::int64_t>::max()})
    return false;
  out = at_->get<std::int64_t>();
  return true;
}

bool json_node::take(std::uint64_t& out) const {
  if (!at_->is_number_unsigned())
    return false;
  out = at_->get<std::uint64_t>();
  return true;
}

std::string_view json_node::word() const {
  return at_->is_string() ? std::string_view{at_->get_ref<const std::string&>()}
                          : std::string_view{};
}

} // namespace baedal::persistence
