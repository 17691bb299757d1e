#include "http/json_reader.hpp"

#include "http/text_check.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>

namespace baedal::http {

namespace {

template <class Number>
std::optional<Number> parse_number(std::string_view text) {
  Number out{};
  const auto* end = text.data() + text.size();
  const auto [stop, error] = std::from_chars(text.data(), end, out);
  if (error != std::errc{} || stop != end)
    return std::nullopt;
  return out;
}

/// 2.0 is 2; what is too large for exact integers becomes the largest, which no range admits; 2.5
/// is nothing.
std::optional<std::int64_t> whole_part(double number) {
  constexpr double exact = 9007199254740992.0;
  if (number != std::trunc(number))
    return std::nullopt;
  if (number > exact || number < -exact)
    return number > 0 ? INT64_MAX : INT64_MIN;
  return static_cast<std::int64_t>(number);
}

bool has_forbidden(std::string_view text, line_breaks breaks) {
  return std::any_of(text.begin(), text.end(), [&](char c) {
    if (breaks == line_breaks::allowed && (c == '\n' || c == '\t' || c == '\r'))
      return false;
    return has_control_characters({&c, 1});
  });
}

std::string length_rule(text_limits limits) {
  return "must have " + std::to_string(limits.min) + " to " + std::to_string(limits.max)
         + " characters";
}

template <class Number>
std::string range_rule(Number min, Number max) {
  return "must lie between " + std::to_string(min) + " and " + std::to_string(max);
}

} // namespace

json_reader::json_reader(std::string_view body, leniency how)
  : document_(std::make_shared<document>()) {
  document_->how = how;
  auto parsed = parse_json(body, max_depth);
  if (!parsed) {
    document_->fault = parsed.fault();
    return;
  }
  document_->root = std::move(*parsed);
  if (std::holds_alternative<json_value::object>(document_->root.content))
    here_ = &document_->root;
  else
    document_->fault = input_fault{400, "wrong_type", "the body must be an object"};
}

json_reader::json_reader(std::shared_ptr<document> whole, const json_value* here, std::string path)
  : document_(std::move(whole)), here_(here), path_(std::move(path)) {
  // nop
}

const std::optional<input_fault>& json_reader::fault() const noexcept {
  return document_->fault;
}

void json_reader::reject(std::string_view name, std::string detail) const {
  bad_value(path_to(name), std::move(detail));
}

bool json_reader::has(std::string_view name) const {
  return find(name) != nullptr;
}

bool json_reader::is_array(std::string_view name) const {
  const auto* found = find(name);
  return found && std::holds_alternative<json_value::array>(found->content);
}

std::string json_reader::text(std::string_view name, text_limits limits) const {
  require(name);
  return optional_text(name, limits).value_or(std::string{});
}

std::int64_t json_reader::integer(std::string_view name, std::int64_t min, std::int64_t max) const {
  require(name);
  return optional_integer(name, min, max).value_or(min);
}

double json_reader::number(std::string_view name, double min, double max) const {
  require(name);
  return optional_number(name, min, max).value_or(min);
}

bool json_reader::boolean(std::string_view name) const {
  require(name);
  return optional_boolean(name).value_or(false);
}

std::optional<std::string> json_reader::optional_text(std::string_view name,
                                                      text_limits limits) const {
  const auto* found = find(name);
  return found ? read_text(*found, path_to(name), limits) : std::nullopt;
}

std::optional<std::int64_t> json_reader::optional_integer(std::string_view name, std::int64_t min,
                                                          std::int64_t max) const {
  const auto* found = find(name);
  if (!found)
    return std::nullopt;
  auto out = std::optional<std::int64_t>{};
  if (const auto* exact = std::get_if<std::int64_t>(&found->content))
    out = *exact;
  else if (const auto* real = std::get_if<double>(&found->content))
    out = whole_part(*real);
  else if (const auto* sent = std::get_if<std::string>(&found->content); sent && is_lenient())
    out = parse_number<std::int64_t>(*sent);
  if (!out)
    return wrong_type(path_to(name), "an integer"), std::nullopt;
  if (*out < min || *out > max)
    return bad_value(path_to(name), range_rule(min, max)), std::nullopt;
  return out;
}

std::optional<double> json_reader::optional_number(std::string_view name, double min,
                                                   double max) const {
  const auto* found = find(name);
  if (!found)
    return std::nullopt;
  auto out = std::optional<double>{};
  if (const auto* whole = std::get_if<std::int64_t>(&found->content))
    out = static_cast<double>(*whole);
  else if (const auto* real = std::get_if<double>(&found->content))
    out = *real;
  else if (const auto* sent = std::get_if<std::string>(&found->content); sent && is_lenient())
    out = parse_number<double>(*sent);
  if (!out)
    return wrong_type(path_to(name), "a number"), std::nullopt;
  if (!(*out >= min && *out <= max))
    return bad_value(path_to(name), range_rule(min, max)), std::nullopt;
  return out;
}

std::optional<bool> json_reader::optional_boolean(std::string_view name) const {
  const auto* found = find(name);
  if (!found)
    return std::nullopt;
  if (const auto* truth = std::get_if<bool>(&found->content))
    return *truth;
  const auto* sent = std::get_if<std::string>(&found->content);
  if (sent && is_lenient() && (*sent == "true" || *sent == "false"))
    return *sent == "true";
  wrong_type(path_to(name), "true or false");
  return std::nullopt;
}

json_reader json_reader::object(std::string_view name) const {
  require(name);
  return optional_object(name).value_or(json_reader{document_, nullptr, path_to(name)});
}

std::optional<json_reader> json_reader::optional_object(std::string_view name) const {
  const auto* found = find(name);
  if (!found)
    return std::nullopt;
  if (!std::holds_alternative<json_value::object>(found->content)) {
    wrong_type(path_to(name), "an object");
    return std::nullopt;
  }
  return json_reader{document_, found, path_to(name)};
}

std::vector<json_reader> json_reader::objects(std::string_view name, count_limits count) const {
  require(name);
  return optional_objects(name, count);
}

std::vector<json_reader> json_reader::optional_objects(std::string_view name,
                                                       count_limits count) const {
  std::vector<json_reader> out;
  const auto* items = array(name, count);
  for (std::size_t i = 0; items && i < items->size(); ++i) {
    auto path = path_to(name) + "/" + std::to_string(i);
    if (std::holds_alternative<json_value::object>((*items)[i].content))
      out.push_back(json_reader{document_, &(*items)[i], std::move(path)});
    else
      wrong_type(std::move(path), "an object");
  }
  return out;
}

std::vector<std::string> json_reader::texts(std::string_view name, count_limits count,
                                            text_limits each) const {
  require(name);
  return optional_texts(name, count, each);
}

std::vector<std::string> json_reader::optional_texts(std::string_view name, count_limits count,
                                                     text_limits each) const {
  std::vector<std::string> out;
  const auto* items = array(name, count);
  for (std::size_t i = 0; items && i < items->size(); ++i)
    if (auto item = read_text((*items)[i], path_to(name) + "/" + std::to_string(i), each))
      out.push_back(std::move(*item));
  return out;
}

std::vector<std::string> json_reader::names() const {
  std::vector<std::string> out;
  if (here_)
    for (const auto& member : std::get<json_value::object>(here_->content))
      out.push_back(member.first);
  return out;
}

const json_value* json_reader::find(std::string_view name) const {
  return here_ ? here_->member(name) : nullptr;
}

void json_reader::require(std::string_view name) const {
  if (!find(name))
    bad_value(path_to(name), "is required");
}

std::string json_reader::path_to(std::string_view name) const {
  return path_.empty() ? std::string{name} : path_ + "/" + std::string{name};
}

void json_reader::report(input_fault what) const {
  if (!document_->fault)
    document_->fault = std::move(what);
}

void json_reader::wrong_type(std::string path, std::string_view expected) const {
  report({400, "wrong_type", "must be " + std::string{expected}, std::move(path)});
}

void json_reader::bad_value(std::string path, std::string detail) const {
  report({422, "value_invalid", std::move(detail), std::move(path)});
}

std::optional<std::string> json_reader::read_text(const json_value& from, const std::string& path,
                                                  text_limits limits) const {
  auto sent = as_text(from);
  if (!sent) {
    wrong_type(path, "a text");
    return std::nullopt;
  }
  if (has_forbidden(*sent, limits.breaks)) {
    bad_value(path, "has control characters");
    return std::nullopt;
  }
  const auto length = count_characters(*sent);
  if (length < limits.min || length > limits.max) {
    bad_value(path, length_rule(limits));
    return std::nullopt;
  }
  return sent;
}

std::optional<std::string> json_reader::as_text(const json_value& from) const {
  if (const auto* sent = std::get_if<std::string>(&from.content))
    return *sent;
  const auto* whole = std::get_if<std::int64_t>(&from.content);
  if (whole && is_lenient())
    return std::to_string(*whole);
  return std::nullopt;
}

bool json_reader::is_lenient() const noexcept {
  return document_->how == leniency::lenient;
}

const json_value::array* json_reader::array(std::string_view name, count_limits count) const {
  const auto* found = find(name);
  if (!found)
    return nullptr;
  const auto* items = std::get_if<json_value::array>(&found->content);
  if (!items) {
    wrong_type(path_to(name), "an array");
  } else if (items->size() < count.min || items->size() > count.max) {
    bad_value(path_to(name), "must have " + std::to_string(count.min) + " to "
                               + std::to_string(count.max) + " elements");
    return nullptr;
  }
  return items;
}

} // namespace baedal::http
