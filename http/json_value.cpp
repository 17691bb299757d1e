#include "http/json_value.hpp"

#include "http/text_check.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <set>

namespace baedal::http {

namespace {

using nlohmann::json;

/// Receives what the parser finds and builds a `json_value`; returning false stops the parser.
class builder : public nlohmann::json_sax<json> {
public:
  builder(json_value& root, std::size_t max_depth) : root_(root), max_depth_(max_depth) {
    // nop
  }

  [[nodiscard]] const std::string& complaint() const noexcept { return complaint_; }

  bool null() override { return put({}); }
  bool boolean(bool truth) override { return put({truth}); }
  bool number_integer(number_integer_t number) override { return put({std::int64_t{number}}); }
  bool number_unsigned(number_unsigned_t number) override {
    if (number <= static_cast<number_unsigned_t>(INT64_MAX))
      return put({static_cast<std::int64_t>(number)});
    return put({static_cast<double>(number)});
  }
  bool number_float(number_float_t number, const string_t&) override { return put({number}); }
  bool string(string_t& text) override { return put({std::move(text)}); }
  bool binary(binary_t&) override { return false; }
  bool start_object(std::size_t) override { return open({json_value::object{}}); }
  bool start_array(std::size_t) override { return open({json_value::array{}}); }
  bool end_object() override { return close(); }
  bool end_array() override { return close(); }

  bool key(string_t& name) override {
    if (is_taken(name)) {
      complaint_ = "the body has a member twice";
      return false;
    }
    open_.back().key = std::move(name);
    return true;
  }

  bool parse_error(std::size_t, const std::string&, const nlohmann::detail::exception&) override {
    complaint_ = "the body is not valid JSON in UTF-8";
    return false;
  }

private:
  static constexpr std::size_t few_members = 16;

  struct container {
    json_value* where; ///< stable: it is the last of its parent, which does not grow meanwhile
    std::string key;   ///< of an object: the name whose value comes next
    std::set<std::string> names;
  };

  /// Few names are looked through; more are kept in order as well, so that an object of very many
  /// costs no more than its size. Not hashed: names can be made to collide.
  bool is_taken(const std::string& name) {
    const auto& members = std::get<json_value::object>(open_.back().where->content);
    auto& known = open_.back().names;
    if (members.size() < few_members)
      return std::any_of(members.begin(), members.end(),
                         [&](const auto& member) { return member.first == name; });
    if (known.empty())
      for (const auto& member : members)
        known.insert(member.first);
    return !known.insert(name).second;
  }

  json_value* place(json_value value) {
    if (open_.empty()) {
      root_ = std::move(value);
      return &root_;
    }
    auto& last = open_.back();
    if (auto* items = std::get_if<json_value::array>(&last.where->content))
      return &items->emplace_back(std::move(value));
    auto& members = std::get<json_value::object>(last.where->content);
    return &members.emplace_back(std::move(last.key), std::move(value)).second;
  }

  bool put(json_value value) {
    place(std::move(value));
    return true;
  }

  bool open(json_value value) {
    if (open_.size() == max_depth_) {
      complaint_ = "the body is nested too deeply";
      return false;
    }
    auto* where = place(std::move(value));
    open_.push_back({where, {}, {}});
    return true;
  }

  bool close() {
    open_.pop_back();
    return true;
  }

  json_value& root_;
  const std::size_t max_depth_;
  std::vector<container> open_;
  std::string complaint_;
};

} // namespace

const json_value* json_value::member(std::string_view name) const noexcept {
  const auto* members = std::get_if<object>(&content);
  if (!members)
    return nullptr;
  for (const auto& [key, value] : *members)
    if (key == name)
      return value.content.index() == 0 ? nullptr : &value;
  return nullptr;
}

checked<json_value> parse_json(std::string_view text, std::size_t max_depth) {
  if (trimmed(text).empty())
    return input_fault{400, "bad_json", "the body is empty"};
  json_value root;
  builder build{root, max_depth};
  if (!json::sax_parse(text.begin(), text.end(), &build))
    return input_fault{400, "bad_json", build.complaint()};
  return root;
}

} // namespace baedal::http
