#include "persistence/sql_reads.hpp"

#include "domain/json_text.hpp"
#include "persistence/kept_statements.hpp"
#include "persistence/sql_errors.hpp"
#include "persistence/sql_texts.hpp"
#include "persistence/storable.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <limits>

namespace baedal::persistence {

namespace {

using soci::into;
using soci::use;

constexpr std::size_t rows_at_once = 64;

/// The columns of `event`, a page at a time.
struct event_page {
  std::vector<long long> slice, position, version, at_ms, epoch;
  std::vector<std::string> entity, event_id, type, payload, hash;

  event_page() { grow(); }
  void grow() {
    for (auto* numbers : {&slice, &position, &version, &at_ms, &epoch})
      numbers->resize(rows_at_once);
    for (auto* texts : {&entity, &event_id, &type, &payload, &hash})
      texts->resize(rows_at_once);
  }
  event_row take(std::size_t i) {
    return {static_cast<std::uint32_t>(slice[i]),
            static_cast<std::uint64_t>(position[i]),
            std::move(entity[i]),
            static_cast<std::uint64_t>(version[i]),
            std::move(event_id[i]),
            std::move(type[i]),
            std::move(payload[i]),
            instant{std::chrono::milliseconds{at_ms[i]}},
            std::move(hash[i]),
            static_cast<std::uint64_t>(epoch[i])};
  }
};

std::string owner_in(const std::string& payload) {
  const auto json = nlohmann::json::parse(payload, nullptr, false);
  return json.is_object() && json.contains("owner") && json["owner"].is_string()
           ? json["owner"].get<std::string>()
           : std::string{};
}

/// One object of the document that `sql::asked` unfolds.
void append_asked(std::string& doc, std::size_t i, std::uint32_t slice, std::string_view entity) {
  doc += doc.empty() ? "[{\"i\":" : ",{\"i\":";
  doc += std::to_string(i);
  doc += ",\"s\":";
  doc += std::to_string(slice);
  doc += ",\"e\":";
  append_json_text(doc, entity);
}

template <class Work>
auto guarded(Work work) -> result<decltype(work())> {
  try {
    return work();
  } catch (const std::exception& thrown) {
    return refusal{errc::unavailable, failure_of(thrown).detail};
  }
}

} // namespace

/// Bound variables and the statements over them; each statement is prepared at its first use.
struct sql_reads::kept : kept_statements {
  kept(soci::session& s, dialect d) : kept_statements(s, rows_at_once), speaks(d) {}

  dialect speaks;
  long long slice = 0, after = 0, limit = 0, version = 0, fold_version = 0;
  long long from = 0, until = 0; ///< times
  std::string entity, doc, hash, state;
  event_page events;
  std::vector<long long> index, kind, number, head;
  std::vector<std::string> text, other;
  statement of_entity, in_slice, owner, held, whole, personal, wakeups, saving;

  void ask_for(std::span<const std::string> entities) {
    doc.clear();
    for (std::size_t i = 0; i < entities.size(); ++i) {
      append_asked(doc, i, slice_of_rows(entities[i]), entities[i]);
      doc += '}';
    }
    doc += doc.empty() ? "[]" : "]";
  }

  std::vector<event_row> rows(soci::statement& run) {
    std::vector<event_row> taken;
    pages(
      run, [&] { events.grow(); },
      [&] {
        for (std::size_t i = 0; i < events.slice.size(); ++i)
          taken.push_back(events.take(i));
      });
    return taken;
  }
};

sql_reads::sql_reads(soci::session& session, dialect speaks)
  : kept_(std::make_unique<kept>(session, speaks)) {
  // nop
}

sql_reads::~sql_reads() = default;

result<std::vector<event_row>> sql_reads::events_of(const std::string& entity, std::uint64_t after,
                                                    std::size_t limit) {
  return guarded([&] {
    auto& k = *kept_;
    auto& e = k.events;
    auto& run =
      k.ready(k.of_entity, sql::events_of(), into(e.slice), into(e.position), into(e.entity),
              into(e.version), into(e.event_id), into(e.type), into(e.payload), into(e.at_ms),
              into(e.hash), into(e.epoch), use(k.slice), use(k.entity), use(k.after), use(k.limit));
    k.slice = slice_of_rows(entity);
    k.entity = entity;
    k.after = static_cast<long long>(after);
    k.limit = static_cast<long long>(limit);
    return k.rows(run);
  });
}

result<std::vector<event_row>> sql_reads::events_in(std::uint32_t slice, std::uint64_t after,
                                                    std::size_t limit) {
  return guarded([&] {
    auto& k = *kept_;
    auto& e = k.events;
    auto& run =
      k.ready(k.in_slice, sql::events_in(), into(e.slice), into(e.position), into(e.entity),
              into(e.version), into(e.event_id), into(e.type), into(e.payload), into(e.at_ms),
              into(e.hash), into(e.epoch), use(k.slice), use(k.after), use(k.limit));
    k.slice = slice;
    k.after = static_cast<long long>(after);
    k.limit = static_cast<long long>(limit);
    return k.rows(run);
  });
}

result<std::vector<ownership>> sql_reads::owners(std::span<const std::uint32_t> slices) {
  return guarded([&] {
    auto& k = *kept_;
    auto& run = k.ready(k.owner, sql::owners(k.speaks), into(k.index), into(k.number), into(k.text),
                        into(k.other), into(k.head), use(k.doc));
    k.doc.clear();
    for (std::size_t i = 0; i < slices.size(); ++i) {
      append_asked(k.doc, i, slices[i], ownership_entity(slices[i]));
      k.doc += '}';
    }
    k.doc += k.doc.empty() ? "[]" : "]";
    std::vector<ownership> found;
    k.pages(run, k.growing(k.index, k.number, k.text, k.other, k.head), [&] {
      for (std::size_t i = 0; i < k.index.size(); ++i)
        found.push_back({slices[static_cast<std::size_t>(k.index[i])],
                         static_cast<std::uint64_t>(k.number[i]), owner_in(k.text[i]),
                         static_cast<std::uint64_t>(k.head[i]), std::move(k.other[i])});
    });
    return found;
  });
}

result<std::vector<bool>> sql_reads::holds(std::span<const event_row> rows) {
  return guarded([&] {
    auto& k = *kept_;
    auto& run = k.ready(k.held, sql::holds(k.speaks), into(k.index), use(k.doc));
    k.doc.clear();
    for (std::size_t i = 0; i < rows.size(); ++i) {
      append_asked(k.doc, i, rows[i].slice, rows[i].entity);
      k.doc += ",\"v\":" + std::to_string(rows[i].version) + ",\"d\":";
      append_json_text(k.doc, rows[i].event_id);
      k.doc += '}';
    }
    k.doc += k.doc.empty() ? "[]" : "]";
    std::vector<bool> held(rows.size());
    k.pages(run, k.growing(k.index), [&] {
      for (const auto i : k.index)
        held[static_cast<std::size_t>(i)] = true;
    });
    return held;
  });
}

result<std::vector<history>> sql_reads::histories(std::span<const std::string> entities) {
  return guarded([&] {
    auto& k = *kept_;
    auto& e = k.events;
    auto& run =
      k.ready(k.whole, sql::histories(k.speaks), into(k.index), into(k.kind), into(e.slice),
              into(e.position), into(e.entity), into(e.version), into(e.event_id), into(e.type),
              into(e.payload), into(e.at_ms), into(e.hash), into(e.epoch), use(k.doc));
    k.ask_for(entities);
    std::vector<history> found(entities.size());
    const auto grow = [&] {
      e.grow();
      k.growing(k.index, k.kind)();
    };
    k.pages(run, grow, [&] {
      for (std::size_t i = 0; i < k.index.size(); ++i) {
        auto& into_history = found[static_cast<std::size_t>(k.index[i])];
        auto row = e.take(i);
        if (k.kind[i] == 0)
          into_history.from = snapshot{
            std::move(row.entity), row.version, std::move(row.hash),
            static_cast<std::uint32_t>(row.at.time_since_epoch().count()), std::move(row.payload)};
        else if (k.kind[i] == 1)
          into_history.events.push_back(std::move(row));
        else
          into_history.personal = std::move(row.payload);
      }
    });
    return found;
  });
}

result<std::vector<std::optional<std::string>>>
sql_reads::personal_rows(std::span<const std::string> entities) {
  return guarded([&] {
    auto& k = *kept_;
    auto& run =
      k.ready(k.personal, sql::personal_rows(k.speaks), into(k.index), into(k.text), use(k.doc));
    k.ask_for(entities);
    std::vector<std::optional<std::string>> found(entities.size());
    k.pages(run, k.growing(k.index, k.text), [&] {
      for (std::size_t i = 0; i < k.index.size(); ++i)
        found[static_cast<std::size_t>(k.index[i])] = std::move(k.text[i]);
    });
    return found;
  });
}

result<std::vector<wakeup_row>> sql_reads::due(instant until, const wakeup_row& after,
                                               std::size_t limit) {
  return guarded([&] {
    auto& k = *kept_;
    auto& run = k.ready(k.wakeups, sql::due, into(k.index), into(k.text), into(k.number),
                        use(k.from), use(k.until), use(k.from), use(k.slice), use(k.entity),
                        use(k.limit));
    k.from = after.due ? after.due->time_since_epoch().count()
                       : std::numeric_limits<long long>::min();
    k.until = until.time_since_epoch().count();
    k.slice = after.slice;
    k.entity = after.entity;
    k.limit = static_cast<long long>(limit);
    std::vector<wakeup_row> found;
    k.pages(run, k.growing(k.index, k.text, k.number), [&] {
      for (std::size_t i = 0; i < k.index.size(); ++i)
        found.push_back({static_cast<std::uint32_t>(k.index[i]), std::move(k.text[i]),
                         instant{std::chrono::milliseconds{k.number[i]}}});
    });
    return found;
  });
}

result<unit> sql_reads::save(const snapshot& taken) {
  if (!is_storable(taken.entity) || !is_storable(taken.state) || !is_storable(taken.hash))
    return errc::data_rejected;
  return guarded([&] {
    auto& k = *kept_;
    auto& run = k.ready(k.saving, sql::save_snapshot, use(k.slice), use(k.entity), use(k.version),
                        use(k.hash), use(k.fold_version), use(k.state));
    k.slice = slice_of_rows(taken.entity);
    k.entity = taken.entity;
    k.version = static_cast<long long>(taken.version);
    k.hash = taken.hash;
    k.fold_version = taken.fold_version;
    k.state = taken.state;
    run_kept(run);
    return unit{};
  });
}

} // namespace baedal::persistence
