#include "http/facades/order_reading.hpp"

#include "domain/checks.hpp"
#include "domain/utf8.hpp"
#include "http/facades/meanings.hpp"
#include "http/text_check.hpp"

#include <algorithm>

namespace baedal::http::facades {

namespace {

constexpr std::int64_t most_of_one = 1'000;
constexpr std::size_t longest_id = 128; ///< in bytes
constexpr text_limits kept_limits{.min = 0, .max = 500};

std::string read_any(const json_reader& in, const names& any, text_limits limits) {
  const auto name = first_of(in, any);
  return name.empty() ? std::string{} : in.optional_text(name, limits).value_or("");
}

/// What clients call a dish may be any text; ids are short and have no slash.
std::string item_id_of(std::string text) {
  std::replace(text.begin(), text.end(), '/', '-');
  std::size_t end = 0;
  while (end < text.size()) {
    const auto length = utf8_length(std::string_view{text}.substr(end));
    if (length == 0 || end + length > longest_id)
      break;
    end += length;
  }
  text.resize(end);
  return text;
}

std::string read_item_name(const json_reader& in, const names& any) {
  auto name = read_any(in, any, kept_limits);
  if (count_characters(name) > longest_name)
    in.reject(first_of(in, any), "must have at most 200 characters");
  return name;
}

line_request read_line(const json_reader& in, const order_words& words) {
  line_request line;
  line.name = without_card_numbers(read_item_name(in, words.item));
  line.item = item_id{item_id_of(line.name.empty() ? words.item_otherwise : line.name)};
  if (const auto name = first_of(in, words.quantity); !name.empty())
    line.quantity = in.optional_integer(name, 1, most_of_one).value_or(1);
  if (const auto name = first_of(in, words.price); !name.empty())
    if (const auto won = in.optional_integer(name, 0, largest_amount.won))
      line.price = money{*won};
  const auto options = first_of(in, words.options);
  if (in.is_array(options))
    line.options = in.optional_texts(options, {.min = 0, .max = 50}, {.min = 1, .max = 200});
  else if (auto option = read_any(in, words.options, {.min = 0, .max = 200}); !option.empty())
    line.options.push_back(std::move(option));
  return line;
}

std::string read_name_of(const json_reader& in, const names& any) {
  auto id = read_any(in, any, {.min = 0, .max = longest_id});
  if (!id.empty() && fault_of_id(id, {}))
    in.reject(first_of(in, any), "must have at most 128 bytes, without '/'");
  return id;
}

} // namespace

wanted_order read_order(const json_reader& in, const order_words& words) {
  wanted_order out;
  auto& order = out.order;
  order.facade = true;
  order.customer = customer_id{read_name_of(in, words.customer)};
  out.store = read_any(in, words.store, {.min = 0, .max = 128});
  order.items.push_back(read_line(in, words));
  order.method = method_of(read_any(in, words.method, {.min = 0, .max = 100}));
  order.address.text = read_any(in, words.address, {.min = 0, .max = 500});
  const auto personal = [&](const char* member, std::string text) {
    if (!text.empty())
      out.personal.emplace(member, std::move(text));
  };
  personal("address", order.address.text);
  personal("name", read_any(in, words.receiver, {.min = 0, .max = 200}));
  personal("phone", read_any(in, words.phone, {.min = 0, .max = 50}));
  for (const auto& each : words.kept)
    if (const auto name = first_of(in, each.said); !name.empty())
      order.metadata.push_back({each.name, in.optional_text(name, kept_limits).value_or("")});
  return out;
}

} // namespace baedal::http::facades
