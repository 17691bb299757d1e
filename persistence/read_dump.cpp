#include "persistence/read_dump.hpp"

#include "persistence/json_writer.hpp"

#include <initializer_list>
#include <variant>

namespace baedal::persistence {

namespace {

using field = std::variant<std::int64_t, std::uint64_t, double, std::string_view>;

std::string line(std::initializer_list<field> fields) {
  std::string out;
  for (const auto& each : fields) {
    out += out.empty() ? '[' : ',';
    if (const auto* text = std::get_if<std::string_view>(&each))
      put_text(out, *text);
    else if (const auto* real = std::get_if<double>(&each))
      put_real(out, *real);
    else if (const auto* positive = std::get_if<std::uint64_t>(&each))
      put_unsigned(out, *positive);
    else
      put_signed(out, std::get<std::int64_t>(each));
  }
  return out += ']';
}

std::string_view text(const std::string& value) {
  return value;
}

std::int64_t number(std::int64_t value) {
  return value;
}

std::int64_t ms(instant at) {
  return at.time_since_epoch().count();
}

} // namespace

std::string line_of(const order_record& row) {
  return line({std::string_view{"order"},
               text(row.id),
               number(row.slice),
               text(row.brand),
               text(row.store),
               text(row.customer),
               text(row.area),
               text(row.status),
               ms(row.placed_at),
               row.version,
               number(row.hidden),
               number(static_cast<int>(row.queue)),
               number(row.job),
               number(row.offers),
               row.pickup ? row.pickup->lat : -1000.0,
               row.pickup ? row.pickup->lon : -1000.0,
               text(row.collection),
               row.number,
               number(row.parts),
               text(row.body)});
}

std::string line_of(const payment_record& row) {
  return line({std::string_view{"payment"}, text(row.order), row.version, text(row.what),
               row.amount, text(row.method), ms(row.at)});
}

std::string line_of(const dish_count& row) {
  return line({std::string_view{"dish"}, text(row.store), text(row.item), text(row.name),
               row.orders, row.quantity, ms(row.counted_at)});
}

std::string line_of(const topic_event& row) {
  return line({std::string_view{"topic"}, text(row.what.brand), row.position,
               number(row.what.slice), row.what.slice_position, text(row.what.order),
               row.what.version, text(row.what.type), ms(row.what.at), text(row.what.data),
               row.what.follows, text(row.what.owner)});
}

std::string line_of(const notification_row& row) {
  const auto body = encode_notification(row.what);
  return line({std::string_view{"notification"}, text(row.what.brand.value), row.number,
               text(row.what.order.value), row.what.version, to_string(row.what.to), text(body)});
}

std::string line_of(std::string_view table, const catalogue_record& row) {
  return line({table, text(row.id), row.version, text(row.body)});
}

std::string line_of(std::uint32_t slice, std::uint64_t position) {
  return line({std::string_view{"offset"}, number(slice), position});
}

} // namespace baedal::persistence
