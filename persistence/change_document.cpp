#include "persistence/change_document.hpp"

#include "persistence/json_writer.hpp"

namespace baedal::persistence {

namespace {

/// Writes one member after the other; the first needs no comma.
class object {
public:
  explicit object(std::string& out) : out_(out) { out_ += out_.back() == '[' ? "{\"" : ",{\""; }
  object(const object&) = delete;
  object& operator=(const object&) = delete;
  ~object() { out_ += '}'; }

  object& text(char key, std::string_view value) {
    name(key);
    put_text(out_, value);
    return *this;
  }
  object& number(char key, std::int64_t value) {
    name(key);
    put_signed(out_, value);
    return *this;
  }
  object& count(char key, std::uint64_t value) {
    return number(key, static_cast<std::int64_t>(value));
  }
  object& time(char key, instant value) { return number(key, value.time_since_epoch().count()); }
  object& real(char key, double value) {
    name(key);
    put_real(out_, value);
    return *this;
  }
  /// A value that is JSON already.
  object& json(char key, std::string_view value) {
    name(key);
    out_ += value;
    return *this;
  }

private:
  void name(char key) {
    if (!first_)
      out_ += ",\"";
    first_ = false;
    out_ += key;
    out_ += "\":";
  }

  std::string& out_;
  bool first_ = true;
};

void add(std::string& out, const order_record& row) {
  object one{out};
  one.text('i', row.id)
    .number('s', row.slice)
    .text('b', row.brand)
    .text('e', row.store)
    .text('c', row.customer)
    .text('a', row.area)
    .text('u', row.status)
    .time('p', row.placed_at)
    .count('v', row.version)
    .number('h', row.hidden ? 1 : 0)
    .number('q', static_cast<int>(row.queue))
    .number('j', row.job ? 1 : 0)
    .number('f', row.offers)
    .json('d', row.body);
  if (row.pickup)
    one.real('x', row.pickup->lat).real('y', row.pickup->lon);
}

void add(std::string& out, const payment_record& row) {
  object{out}
    .text('i', row.order)
    .count('v', row.version)
    .text('u', row.what)
    .number('a', row.amount)
    .text('m', row.method)
    .time('t', row.at);
}

void add(std::string& out, const dish_count& row) {
  object{out}
    .text('e', row.store)
    .text('i', row.item)
    .text('n', row.name)
    .number('o', row.orders)
    .number('q', row.quantity)
    .time('t', row.counted_at);
}

void add(std::string& out, const topic_record& row) {
  object{out}
    .number('s', row.slice)
    .count('q', row.slice_position)
    .text('b', row.brand)
    .text('i', row.order)
    .count('v', row.version)
    .text('u', row.type)
    .time('t', row.at)
    .json('d', row.data);
}

void add(std::string& out, const catalogue_record& row) {
  object{out}.text('i', row.id).count('v', row.version).json('d', row.body);
}

void add(std::string& out, const slice_advance& row) {
  object{out}.number('s', row.slice).count('a', row.after).count('p', row.position);
}

template <class Row>
void fill(std::string& out, const std::vector<Row>& rows) {
  out = "[";
  for (const auto& row : rows)
    add(out, row);
  out += ']';
}

} // namespace

void change_document::describe(const read_changes& changes) {
  fill(orders, changes.orders);
  fill(payments, changes.payments);
  fill(dishes, changes.dishes);
  fill(topic, changes.topic);
  fill(stores, changes.stores);
  fill(brands, changes.brands);
  fill(offsets, changes.offsets);
  advances = static_cast<long long>(changes.offsets.size());
  as_of_ms = changes.as_of.time_since_epoch().count();
}

} // namespace baedal::persistence
