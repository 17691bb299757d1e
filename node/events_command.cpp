#include "node/events_command.hpp"

#include "actors/query_reader.hpp"
#include "domain/iso_time.hpp"
#include "http/json_writer.hpp"
#include "node/database_file.hpp"
#include "persistence/journal.hpp"
#include "persistence/read_model.hpp"

#include <nlohmann/json.hpp>

#include <ostream>

namespace baedal::node {

namespace {

using persistence::event_row;
using persistence::topic_event;

constexpr std::uint64_t page_size = 500;

/// How often a reader that follows looks for more.
constexpr std::chrono::milliseconds look_again{200};

/// A payload is JSON; what is damaged is shown as the text that it is, on one line in any case.
void write_payload(http::json_writer& out, const std::string& payload) {
  out.key("payload");
  if (nlohmann::json::accept(payload) && payload.find('\n') == std::string::npos)
    out.raw(payload);
  else
    out.value(payload);
}

std::vector<std::string> lines_of(const event_row& row, const events_settings&) {
  http::json_writer out;
  out.begin_object()
    .member("slice", row.slice)
    .member("position", row.position)
    .member("entity", row.entity)
    .member("version", row.version)
    .member("event_id", row.event_id)
    .member("type", row.type)
    .member("at", iso_8601(row.at))
    .member("hash", row.hash)
    .member("epoch", row.epoch);
  write_payload(out, row.payload);
  return {out.end_object().take()};
}

std::vector<std::string> lines_of(const topic_event& event, const events_settings& settings) {
  return http::event_lines(event.what.brand, settings.form, actors::topic_row_of(event));
}

std::uint64_t place_of(const event_row& row, const entity_key&) {
  return row.version;
}
std::uint64_t place_of(const event_row& row, slice_number) {
  return row.position;
}
std::uint64_t place_of(const topic_event& event, const brand_id&) {
  return event.position;
}

auto read(persistence::journal& from, const entity_key& entity, std::uint64_t after,
          std::size_t limit) {
  return from.events_of(entity.text(), after, limit);
}
auto read(persistence::journal& from, slice_number slice, std::uint64_t after, std::size_t limit) {
  return from.events_in(slice.value, after, limit);
}
auto read(persistence::read_model& from, const brand_id& brand, std::uint64_t after,
          std::size_t limit) {
  return from.topic(brand, after, limit);
}

/// Page by page from `source`, a result of something that connects.
template <class Source, class What>
result<unit> print(result<std::unique_ptr<Source>> source, const What& what,
                   const events_settings& settings, std::ostream& out, const stop_check& stop) {
  if (!source)
    return source.error();
  if (const auto ready = (*source)->connect(); !ready)
    return ready;
  auto left = settings.limit.value_or(std::numeric_limits<std::uint64_t>::max());
  auto after = settings.after;
  while (left > 0 && out) {
    const auto page = read(**source, what, after, std::min(left, page_size));
    if (!page)
      return page.error();
    if (page->empty()) {
      out.flush();
      if (!settings.follow || stop(look_again))
        break;
      continue;
    }
    for (const auto& event : *page)
      for (const auto& line : lines_of(event, settings))
        out << line << '\n';
    left -= page->size();
    after = place_of(page->back(), what);
  }
  out.flush();
  return unit{};
}

} // namespace

int run_events(const events_settings& what, std::ostream& out, std::ostream& err,
               const stop_check& stop) {
  auto printed = check_database_file(what.database);
  if (printed)
    printed = std::visit(
      overloaded{
        [&](const brand_id& brand) {
          return print(persistence::open_read_model(what.database), brand, what, out, stop);
        },
        [&](const auto& part) {
          return print(persistence::open_journal(what.database), part, what, out, stop);
        },
      },
      what.of);
  if (printed)
    return 0;
  err << "baedal events: " << printed.error().detail << '\n';
  return 1;
}

} // namespace baedal::node
