#include "persistence/sqlite_numbers.hpp"

#include "persistence/sql_notification_texts.hpp"
#include "persistence/sql_read_texts.hpp"

namespace baedal::persistence {

namespace {

using soci::into;
using soci::use;

constexpr auto read_position = "select position from topic_head where brand = :b";
constexpr auto write_position = "insert into topic_head (brand, position) values (:b, :p) "
                                "on conflict (brand) do update set position = excluded.position";
constexpr auto read_number = "select number from notification_head where brand = :b";
constexpr auto write_number = "insert into notification_head (brand, number) values (:b, :n) "
                              "on conflict (brand) do update set number = excluded.number";

bool has_rows(soci::session& session, const std::string& table) {
  int found = 0;
  session << "select exists (select 1 from " + table + ")", into(found);
  return found != 0;
}

} // namespace

sqlite_numbers::sqlite_numbers(soci::session& of) : kept_statements(of, 2) {
  session << sql::forget_places;
  session << sql::forget_numbers;
  topics_again_ = has_rows(session, "topic_place");
  told_again_ = has_rows(session, "notification_place");
}

void sqlite_numbers::begin() {
  topics_.newest.clear();
  histories_.newest.clear();
}

long long sqlite_numbers::position_of(const topic_record& event) {
  if (topics_again_) {
    auto& run = ready(place_,
                      "select position from topic_place where slice = :s and slice_position = :q",
                      into(found_), use(slice_), use(number_));
    slice_ = event.slice;
    number_ = static_cast<long long>(event.slice_position);
    if (const auto before = first_of(run))
      return *before;
  }
  return next(topics_, read_position, event.brand);
}

long long sqlite_numbers::number_of(const notification_record& told) {
  if (told_again_) {
    auto& run = ready(told_,
                      "select number from notification_place where order_id = :i and version = :v "
                      "and audience = :u",
                      into(found_), use(key_), use(number_), use(audience_));
    key_ = told.order.value;
    number_ = static_cast<long long>(told.version);
    audience_ = to_string(told.to);
    if (const auto before = first_of(run))
      return *before;
  }
  return next(histories_, read_number, told.brand.value);
}

void sqlite_numbers::save() {
  save(topics_, write_position);
  save(histories_, write_number);
}

long long sqlite_numbers::next(heads& of, const char* read, const std::string& brand) {
  auto known = of.newest.find(brand);
  if (known == of.newest.end()) {
    auto& run = ready(of.reading, read, into(found_), use(key_));
    key_ = brand;
    known = of.newest.emplace(brand, first_of(run).value_or(0)).first;
  }
  return ++known->second;
}

void sqlite_numbers::save(heads& of, const char* write) {
  for (const auto& [brand, newest] : of.newest) {
    auto& run = ready(of.writing, write, use(key_), use(number_));
    key_ = brand;
    number_ = newest;
    run_kept(run);
  }
}

std::optional<long long> sqlite_numbers::first_of(soci::statement& run) {
  std::optional<long long> first;
  each_row(run, [&](std::size_t i) { first = first.value_or(found_[i]); }, found_);
  return first;
}

} // namespace baedal::persistence
